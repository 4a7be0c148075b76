import Glibc

/// Plain statistics of numbers, of which NaN are left out.
enum Descriptive {
  /// Finite numbers, ascending.
  static func sorted(_ values: some Sequence<Double>) -> [Double] {
    values.filter(\.isFinite).sorted()
  }

  /// The value below which a share of sorted numbers lies, on the line between neighbors (type 7 of
  /// Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50(4), 1996).
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    let low = Int(place.rounded(.down))
    guard low + 1 < sorted.count else { return last }
    return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
  }

  /// Half of the numbers are below it.
  static func median(_ values: some Sequence<Double>) -> Double { quantile(sorted(values), 0.5) }

  static func mean(_ values: some Sequence<Double>) -> Double {
    var (sum, count) = (0.0, 0)
    for value in values where value.isFinite {
      sum += value
      count += 1
    }
    return count > 0 ? sum / Double(count) : .nan
  }

  /// Standard deviation over its square root of n - 1; 0 of one number.
  static func deviation(_ values: [Double]) -> Double {
    let center = mean(values)
    let finite = values.filter(\.isFinite)
    guard finite.count > 1 else { return 0 }
    let squares = finite.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    return (squares / Double(finite.count - 1)).squareRoot()
  }

  /// 1 - Φ(z), the chance of a standard normal number above z.
  static func normalTail(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }
}

import Foundation

/// Places for the numbers of an axis: about five, and round.
enum Ticks {
  static func linear(_ low: Double, _ high: Double, count: Int = 5) -> [Double] {
    let rough = (high - low) / Double(max(count, 1))
    guard rough > 0, rough.isFinite else { return [low] }
    let size = pow(10, log10(rough).rounded(.down))
    let step = ([1, 2, 5, 10].first { $0 * size >= rough } ?? 10) * size
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    guard last >= first, last - first < 20 else { return [low] }
    // Zero has no sign.
    return stride(from: first, through: last, by: 1).map { $0 == 0 ? 0 : $0 * step }
  }

  /// 1, 2 and 5 of each power of ten, or the powers alone where these are many.
  /// - Parameter count: About how many at most.
  static func logarithmic(_ low: Double, _ high: Double, count: Int = 6) -> [Double] {
    guard low > 0, high.isFinite else { return [] }
    let all = candidates(low, high)
    if all.count <= count { return all }
    let powers = all.filter { abs(log10($0) - log10($0).rounded()) < 1e-9 }
    let rest = powers.count > 1 ? powers : all
    // Every second, third, … from the greatest on.
    let every = (rest.count + count - 1) / max(count, 1)
    return rest.enumerated().filter { (rest.count - 1 - $0.offset).isMultiple(of: every) }
      .map(\.element)
  }

  private static func candidates(_ low: Double, _ high: Double) -> [Double] {
    let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    // As fine as it takes for three numbers.
    let decades = log10(high / low)
    let parts: [Double] =
      decades > 3
      ? [1]
      : decades > 1.2
        ? [1, 2, 5] : decades > 0.5 ? [1, 2, 3, 5, 7] : [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8]
    let every = powers.count > 10 ? powers.count / 5 : 1
    return powers.filter { ($0 - powers.lowerBound).isMultiple(of: every) }
      .flatMap { power in parts.map { $0 * pow(10, Double(power)) } }
      .filter { (low...high).contains($0) }
  }

  private static let superscripts = Dictionary(
    uniqueKeysWithValues: zip("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))

  /// A place's number as it stands at an axis.
  static func label(_ place: Double) -> String {
    let text = String(format: "%.6g", place).replacing("-", with: "−")
    let power = log10(abs(place))
    guard text.count > 5 || text.contains("e"), power.isFinite, abs(power - power.rounded()) < 1e-9
    else { return text }
    return (place < 0 ? "−" : "") + "10"
      + String("\(Int(power.rounded()))".map { superscripts[$0] ?? $0 })
  }
}

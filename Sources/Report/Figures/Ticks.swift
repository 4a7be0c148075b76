import Foundation

/// Places for the numbers of an axis: about five, and round.
enum Ticks {
  static func linear(_ low: Double, _ high: Double) -> [Double] {
    let rough = (high - low) / 5
    guard rough > 0, rough.isFinite else { return [low] }
    let size = pow(10, log10(rough).rounded(.down))
    let step = ([1, 2, 5, 10].first { $0 * size >= rough } ?? 10) * size
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    guard last >= first, last - first < 20 else { return [low] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// 1, 2 and 5 of each power of ten, or the powers alone where these are many.
  static func logarithmic(_ low: Double, _ high: Double) -> [Double] {
    guard low > 0, high.isFinite else { return [] }
    let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    let parts: [Double] = powers.count > 4 ? [1] : powers.count > 2 ? [1, 2, 5] : [1, 2, 3, 5, 7]
    let every = powers.count > 10 ? powers.count / 5 : 1
    return powers.filter { ($0 - powers.lowerBound).isMultiple(of: every) }
      .flatMap { power in parts.map { $0 * pow(10, Double(power)) } }
      .filter { (low...high).contains($0) }
  }

  static func script(_ places: [Double], axis: String = "y") -> String {
    "set \(axis)tics (" + places.map { String(format: "%.6g", $0) }.joined(separator: ", ") + ")\n"
  }
}

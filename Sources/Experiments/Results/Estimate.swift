import Foundation

/// A mean over seeds with its interval, and how the interval was made.
public struct Estimate: Equatable, Sendable {
  /// Arithmetic, or geometric where the interval is one of logarithms; NaN for no value.
  public let mean: Double
  /// Nil for fewer than two values, and where all are the same.
  public let interval: Interval?
  /// `t` or `bootstrap`; with `-log` where made on logarithms; `constant` where all values are the same,
  /// so that seeds tell nothing.
  public let method: String

  /// Bounds.
  public struct Interval: Equatable, Sendable {
    /// The lower one.
    public let low: Double
    /// The upper one.
    public let high: Double
  }

  /// The estimate of a quantity.
  ///
  /// Times and other costs are never negative and their ratios are what counts, so that their interval
  /// is made on logarithms where all are above zero; the mean is then the geometric one.
  /// - Parameter isCost: Whether the values are times, or in proportion to times.
  public init(_ values: [Double], _ method: IntervalMethod, isCost: Bool = false) {
    let onLogarithms = isCost && !values.isEmpty && values.allSatisfy { $0 > 0 && $0.isFinite }
    let used = onLogarithms ? values.map { log($0) } : values
    func back(_ value: Double) -> Double { onLogarithms ? exp(value) : value }
    if values.count > 1, values.allSatisfy({ $0 == values[0] }) {
      mean = values[0]
      interval = nil
      self.method = "constant"
      return
    }
    mean = back(Statistics(used).mean)
    interval = method.interval(of: used).map { Interval(low: back($0.low), high: back($0.high)) }
    self.method = method.rawValue + (onLogarithms ? "-log" : "")
  }
}

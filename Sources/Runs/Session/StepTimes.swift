/// Statistics of seconds a step.
public struct StepTimes: Sendable {
  /// Mean seconds.
  public let mean: Double
  /// Standard error of the mean, from the means of consecutive batches: steps that share late workers
  /// are not independent.
  public let standardError: Double
  private let sorted: [Double]

  /// Statistics of `seconds`, in the order of the steps.
  public init(_ seconds: [Double]) {
    sorted = seconds.sorted()
    let count = max(seconds.count, 1)
    mean = seconds.reduce(0, +) / Double(count)
    let batches = min(50, seconds.count)
    guard batches > 1 else {
      standardError = .infinity
      return
    }
    let size = seconds.count / batches
    let means = (0..<batches).map { batch in
      seconds[batch * size..<(batch + 1) * size].reduce(0, +) / Double(size)
    }
    let center = means.reduce(0, +) / Double(batches)
    let squares = means.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    standardError = (squares / Double(batches - 1) / Double(batches)).squareRoot()
  }

  /// The smallest value that a share of all are at most.
  public func quantile(_ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let i = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return sorted.indices.contains(i) ? sorted[max(i, 0)] : i < 0 ? sorted[0] : last
  }
}

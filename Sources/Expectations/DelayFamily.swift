import Glibc
import Settings

/// A distribution of task times whose order statistics have closed means; times are independent over
/// workers and steps.
public enum DelayFamily: Equatable, Sendable {
  /// T = (load/n)·(work + Exp(rate)) on n workers: `shifted-exponential:work=,rate=`.
  case shiftedExponential(work: Double, rate: Double)
  /// T = load·perBlock + Exp with a mean: `fixed:seconds=,per=block+exponential:mean=`.
  case additiveExponential(perBlock: Double, mean: Double)
  /// T = load·slow with a probability, else load·fast: `two-point:fast=,slow=,probability=`.
  case twoPoint(fast: Double, slow: Double, probability: Double)
  /// T = load·Pareto(scale, shape): `pareto:scale=,shape=`.
  case pareto(scale: Double, shape: Double)

  /// The mean time at which k of `count` groups have their first answer, when each group has `copies`
  /// workers that do the same task of `load` blocks.
  ///
  /// The minimum over c copies of Exp(θ) is Exp(cθ), of Pareto(a) is Pareto(ca), and of two-point
  /// times slow with probability π^c; then comes the k-th order statistic of `count` such times.
  /// - Parameters:
  ///   - k: 1...count.
  ///   - workers: The number n that splits the job in the load-scaled family.
  func seconds(untilFirst k: Int, of count: Int, copies: Int, load: Int, workers: Int) -> Double {
    let load = Double(load)
    let copies = Double(copies)
    switch self {
    case .shiftedExponential(let work, let rate):
      let share = load / Double(workers)
      return share * work + exponentialOrderStatistic(k, of: count, mean: share / (rate * copies))
    case .additiveExponential(let perBlock, let mean):
      return load * perBlock + exponentialOrderStatistic(k, of: count, mean: mean / copies)
    case .twoPoint(let fast, let slow, let probability):
      let late = binomialTail(
        trials: count, probability: pow(probability, copies), above: count - k)
      return load * (fast + (slow - fast) * late)
    case .pareto(let scale, let shape):
      return load * paretoOrderStatistic(k, of: count, scale: scale, shape: shape * copies)
    }
  }

  /// Throws where a number is no time, rate, shape or chance.
  func check() throws(ConfigurationError) {
    switch self {
    case .shiftedExponential(let work, let rate):
      try Self.require("work", work, isAllowed: work >= 0)
      try Self.require("rate", rate, isAllowed: rate > 0)
    case .additiveExponential(let perBlock, let mean):
      try Self.require("perBlock", perBlock, isAllowed: perBlock >= 0)
      try Self.require("mean", mean, isAllowed: mean >= 0)
    case .twoPoint(let fast, let slow, let probability):
      try Self.require("fast", fast, isAllowed: fast >= 0)
      try Self.require("slow", slow, isAllowed: slow >= fast)
      try Self.require("probability", probability, isAllowed: (0...1).contains(probability))
    case .pareto(let scale, let shape):
      try Self.require("scale", scale, isAllowed: scale >= 0)
      try Self.require("shape", shape, isAllowed: shape > 0)
    }
  }

  private static func require(_ name: String, _ value: Double, isAllowed: Bool)
    throws(ConfigurationError)
  {
    guard isAllowed, value.isFinite else {
      throw ConfigurationError("\(name): \(value) is out of range")
    }
  }
}

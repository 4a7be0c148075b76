import Clusters
import Glibc

/// The times on which candidates are replayed, as recorded and as drawn anew.
struct ReplayBench: Sendable {
  /// A row a worker, without gaps.
  let seconds: [[Double]]
  /// What the recorded tasks evaluated.
  let load: Double
  /// The part of the seconds that grows with the load.
  let share: Double
  let seed: UInt64
  /// Rounds of a replay.
  let rounds: Int
  /// Length of the runs of rounds that the bootstrap draws.
  let blockLength: Int
  /// Replicates of the bootstrap.
  let replicates: Int

  /// Worker times rounds that a replay has at most, so that a long table takes no longer.
  private static let mostCells = 40_000

  init(_ seconds: [[Double]], load: Double, share: Double, seed: UInt64) {
    self.seconds = seconds
    self.load = load
    self.share = share
    self.seed = seed
    let steps = seconds[0].count
    rounds = min(steps, max(20, Self.mostCells / seconds.count))
    // Hall, Horowitz, Jing 1995: blocks for a variance grow as the third root.
    blockLength = max(1, Int(pow(Double(steps), 1.0 / 3).rounded()))
    replicates = seconds.count * rounds <= 1500 ? 40 : 20
  }

  /// Recorded times as they are; with a seed, drawn from them by runs of rounds.
  func times(_ share: Double, seed: UInt64? = nil) -> any DelayModel {
    Delays.recorded(
      seconds, recordedLoad: load, share: share, rounds: seed == nil ? nil : blockLength,
      seed: seed ?? 1)
  }

  func replay(_ candidate: Candidate) throws -> Replay {
    try Replay(candidate, workers: seconds.count, seed: seed)
  }

  func outcome(_ replay: Replay, at share: Double? = nil) throws -> Outcome {
    try replay.outcome(on: times(share ?? self.share), rounds: rounds)
  }

  /// Seconds of a step and of a pass in each replicate; the same rounds are drawn for every scheme.
  func replicateTimes(_ replay: Replay) -> [(step: Double, pass: Double)] {
    (0..<replicates).compactMap { replicate in
      let own = seed &+ UInt64(replicate) &* 0x9E37_79B9_7F4A_7C15 &+ 1
      let outcome = try? replay.outcome(on: times(share, seed: own), rounds: rounds)
      return outcome.map { ($0.secondsPerStep, $0.secondsPerPass) }
    }
  }

  /// Uncoded over a scheme, a pass, where another share scales; nil where it cannot be replayed.
  func speedUp(_ replay: Replay, over base: Replay, at share: Double) -> Double? {
    guard let a = try? outcome(base, at: share), let b = try? outcome(replay, at: share) else {
      return nil
    }
    return a.secondsPerPass / b.secondsPerPass
  }

  /// Speed-ups over the shares that are looked at.
  func curve(_ replay: Replay, over base: Replay) -> [Sensitivity.Point] {
    Sensitivity.shares.compactMap { share in
      speedUp(replay, over: base, at: share).map { Sensitivity.Point(share: share, speedUp: $0) }
    }
  }

  /// An interval of 95 % around an estimate, from the spread of the logarithms of its replicates.
  ///
  /// - Source: Efron, Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 12: the normal
  ///   interval with Student's t, which few replicates suffice for.
  static func interval(_ values: [Double], around estimate: Double) -> ClosedRange<Double>? {
    let logs = values.filter { $0.isFinite && $0 > 0 }.map { log($0) }
    guard logs.count > 1, estimate > 0, estimate.isFinite else { return nil }
    let t = logs.count > 40 ? 2.0 : 2.1
    let factor = exp(t * Descriptive.deviation(logs))
    return estimate / factor...estimate * factor
  }
}

import Coding
import Runs

/// Replays all candidates once, and the best of each group many times.
public struct Search: Sendable {
  /// What each candidate would have done, the best first.
  public let predictions: [Prediction]
  /// Schemes that were not replayed, or could not be, with the reason.
  public let leftOut: [(scheme: String, reason: String)]
  /// What an uncoded run does.
  public let uncoded: Prediction
  let bench: ReplayBench

  /// Rounds that were replayed.
  public var rounds: Int { bench.rounds }
  /// Length of the runs of rounds that the bootstrap draws.
  public var blockLength: Int { bench.blockLength }
  /// Replicates of the bootstrap.
  public var replicates: Int { bench.replicates }

  /// Looks for what would have helped.
  /// - Parameters:
  ///   - seconds: A row a worker, without gaps.
  ///   - load: What the recorded tasks evaluated.
  ///   - share: The part of the seconds that grows with the load.
  ///   - only: The candidates; nil for all of the registry.
  public init(
    _ seconds: [[Double]], load: Double = 1, share: Double, seed: UInt64 = 1,
    only: [Candidate]? = nil
  ) throws {
    let bench = ReplayBench(seconds, load: load, share: share, seed: seed)
    let base = try bench.replay(Candidate("uncoded"))
    let baseTimes = bench.replicateTimes(base)
    var uncoded = Prediction(base, try bench.outcome(base), over: nil)
    uncoded.seconds = ReplayBench.interval(
      baseTimes.map(\.step), around: uncoded.outcome.secondsPerStep)
    uncoded.interval = 1...1
    self.bench = bench
    self.uncoded = uncoded

    let grid = CandidateGrid(
      workers: seconds.count, medians: seconds.map { Descriptive.median($0) })
    var trials = Trials(only ?? grid.candidates.filter { $0.scheme != "uncoded" }, bench, uncoded)
    if only == nil {
      let others = trials.otherLateWork
      trials.add(Trials(others, bench, uncoded))
    }
    var found = trials.ordered
    leftOut = grid.leftOut + trials.reasons

    let count = bench.replicates > 20 ? 3 : seconds.count * bench.rounds > 4000 ? 1 : 2
    let best =
      only == nil ? Ranking.best(found.predictions, ofGroup: count) : Array(found.indices)
    let jobs = best.map { found[$0].replay }
    let replicated = parallelMap(jobs) { bench.replicateTimes($0) }
    for (place, times) in zip(best, replicated) where times.count == baseTimes.count {
      found[place].prediction.seconds = ReplayBench.interval(
        times.map(\.step), around: found[place].prediction.outcome.secondsPerStep)
      found[place].prediction.interval = ReplayBench.interval(
        zip(baseTimes, times).map { $0.pass / $1.pass }, around: found[place].prediction.speedUp)
    }
    let leads = Set(Ranking.leads(found.predictions))
    let free = parallelMap(found.enumerated().map { ($0.offset, $0.element) }) { place, trial in
      guard trial.replay.load > 1.01 else { return trial.prediction.speedUp }
      guard leads.contains(place), only == nil else { return 0 }
      return bench.speedUp(trial.replay, over: base, at: 0) ?? 0
    }
    let bent = Set(best + Ranking.best(by: free, found.predictions)).sorted()
    let lines = parallelMap(bent.map { found[$0].replay }) { bench.curve($0, over: base) }
    for (place, line) in zip(bent, lines) { found[place].prediction.curve = line }
    predictions = found.predictions
  }

  /// Tasks and ends of steps of a candidate on the recorded times.
  func timeline(_ candidate: Candidate, rounds: Int) throws -> Timeline {
    let replay = try bench.replay(candidate)
    let (tasks, closed) = try replay.timeline(on: bench.times(bench.share), rounds: rounds)
    return Timeline(tasks: tasks, closed: closed, pace: replay.pace)
  }
}

extension [Trials.Trial] {
  var predictions: [Prediction] { map(\.prediction) }
}

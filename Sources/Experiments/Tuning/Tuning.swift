public import Console
import Foundation
public import Runs

/// The choice among the candidates of a cell, from their runs on tuning seeds.
public struct Tuning: Sendable {
  /// What the candidates came to, in the order of the grid.
  public let scores: [Score]
  /// The number of the best; nil while runs are missing, and where every candidate has a failed run.
  public let chosen: Int?

  /// What a candidate came to.
  public struct Score: Equatable, Sendable {
    /// Runs that are finished.
    public var runs = 0
    /// Runs that reached the target.
    public var reached = 0
    /// Runs that diverged: they are finished, and never reached it unless before.
    public var diverged = 0
    /// Runs that failed: nobody knows what they would have come to, so such a candidate is not chosen.
    public var failed = 0
    /// Runs that are not there yet.
    public var missing = 0
    /// Seconds to the target, mean over the runs that reached it; NaN for none.
    public var meanTime = Double.nan
    /// The target's metric in the end, mean over runs where it is finite; NaN for none.
    public var finalMetric = Double.nan
  }

  /// Chooses.
  ///
  /// Most runs at the target first; then the least mean time; where no run of any candidate got there,
  /// fewest divergences and then the best metric in the end. Ties go to the earlier in the grid.
  public init(_ scores: [Score], target: Target) {
    self.scores = scores
    guard scores.allSatisfy({ $0.missing == 0 }) else {
      chosen = nil
      return
    }
    var best: Int?
    for i in scores.indices where scores[i].failed == 0 && scores[i].runs > 0 {
      guard let leader = best else {
        best = i
        continue
      }
      if Self.isBetter(scores[i], than: scores[leader], target: target) { best = i }
    }
    chosen = best
  }

  private static func isBetter(_ a: Score, than b: Score, target: Target) -> Bool {
    if a.reached != b.reached { return a.reached > b.reached }
    if a.reached > 0 { return a.meanTime < b.meanTime }
    if a.diverged != b.diverged { return a.diverged < b.diverged }
    guard a.finalMetric.isFinite, b.finalMetric.isFinite else { return a.finalMetric.isFinite }
    return target.falls ? a.finalMetric < b.finalMetric : a.finalMetric > b.finalMetric
  }

  /// The choice for a combination, as far as its runs are there; nil where nothing is tuned.
  /// - Throws: where a run's files are broken.
  public init?(_ resolved: Study.ResolvedCell, of study: Study, in store: RunStore)
    throws(RunError)
  {
    guard let target = resolved.cell.tuningTarget else { return nil }
    var scores: [Score] = []
    for candidate in resolved.candidates {
      scores.append(
        try Self.score(study.tuningRuns(resolved.cell, candidate), target: target, in: store))
    }
    self.init(scores, target: target)
  }

  private static func score(_ runs: [PlannedRun], target: Target, in store: RunStore)
    throws(RunError) -> Score
  {
    var score = Score()
    var times: [Double] = []
    var finals: [Double] = []
    for run in runs {
      switch store.state(run) {
      case .missing: score.missing += 1
      case .failed: score.failed += 1
      case .done:
        let result = try store.result(run)
        score.runs += 1
        if result.diverged { score.diverged += 1 }
        if let crossing = Crossing(of: target, in: result) { times.append(crossing.time) }
        let last = target.isLoss ? result.steps.last?.loss : result.curve[target.metric]?.last
        if let last, last.isFinite { finals.append(last) }
      }
    }
    score.reached = times.count
    score.meanTime = Statistics(times).mean
    score.finalMetric = Statistics(finals).mean
    return score
  }
}

extension RunStore {
  /// A complete run's files.
  /// - Throws: where they are broken, or belong to another configuration.
  public func result(_ run: PlannedRun) throws(RunError) -> RunResult {
    let written = FileManager.default.contents(atPath: folder(run) + "/configuration.json")
    guard written == Data(RunKey.json(run.configuration).utf8) else {
      throw RunError(
        "\(folder(run)): holds another configuration; remove it and run the plan again")
    }
    return try RunResult(folder: folder(run), diverged: outcome(folder(run)) == .diverged)
  }
}

public import Console
import Foundation
import Runs

/// The choice among the candidates of a cell, from their runs on tuning seeds.
public struct Tuning: Sendable {
  /// What was tried, in that order.
  public let candidates: [Candidate]
  /// The number of the best; nil while runs are missing, and where every candidate has a failed run.
  public let chosen: Int?
  /// Where the chosen one stands; nil where none is.
  public let end: GridEnd?
  /// What must run before it can go on.
  public let needed: [PlannedRun]

  /// Something that was tried.
  public struct Candidate: Sendable {
    /// Its options.
    public let choice: Study.Choice
    /// The last stage that it ran in, 0 the shortest.
    public let stage: Int
    /// What it came to in that stage.
    public let score: Score
    /// Whether it has an end of a list of values.
    public let isAtEdge: Bool
  }

  /// The chosen options.
  public var choice: Study.Choice? { chosen.map { candidates[$0].choice } }

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

  /// Whether a candidate is better: most runs at the target first; then the least mean time; where no
  /// run of either got there, fewest divergences and then the best metric in the end.
  static func isBetter(_ a: Score, than b: Score, target: Target) -> Bool {
    if a.reached != b.reached { return a.reached > b.reached }
    if a.reached > 0 { return a.meanTime < b.meanTime }
    if a.diverged != b.diverged { return a.diverged < b.diverged }
    guard a.finalMetric.isFinite, b.finalMetric.isFinite else { return a.finalMetric.isFinite }
    return target.falls ? a.finalMetric < b.finalMetric : a.finalMetric > b.finalMetric
  }

  /// The choice for a combination, as far as its runs are there; nil where nothing is tuned.
  ///
  /// Ties go to the earlier candidate.
  /// - Throws: where a run's files are broken.
  public init?(_ resolved: Study.ResolvedCell, of study: Study, in store: RunStore)
    throws(RunError)
  {
    guard let target = resolved.cell.tuningTarget, let rule = study.plan.tuning else { return nil }
    let cell = resolved.cell
    let space = TuningSpace(dials: cell.dials)
    func choice(_ place: [Int]) -> Study.Choice? {
      space.options(place).flatMap { study.choice(cell, $0) }
    }
    let search = TuningSearch(
      space: space, budget: rule.budget, extensions: rule.extensions, stages: rule.stages,
      target: target, isPossible: { choice($0) != nil },
      score: { place, stage throws(RunError) in
        guard let choice = choice(place) else { return Score() }
        return try Self.score(
          study.tuningRuns(cell, choice, stage: stage), target: target, in: store, study.memory)
      })
    let outcome = try search.run()
    var candidates: [Candidate] = []
    for (place, stage, score) in outcome.tried {
      guard let choice = choice(place) else { continue }
      candidates.append(
        Candidate(
          choice: choice, stage: stage, score: score,
          isAtEdge: zip(space.dials, place).contains { $0.isAtEdge($1) }))
    }
    self.candidates = candidates
    chosen = outcome.chosen
    end = search.end(outcome)
    needed = outcome.needed.flatMap { place, stage in
      choice(place).map { study.tuningRuns(cell, $0, stage: stage) } ?? []
    }
  }

  private static func score(
    _ runs: [PlannedRun], target: Target, in store: RunStore, _ memory: ScoreMemory
  ) throws(RunError) -> Score {
    var score = Score()
    var times: [Double] = []
    var finals: [Double] = []
    for run in runs {
      switch store.state(run) {
      case .missing: score.missing += 1
      case .failed: score.failed += 1
      case .done:
        let sample = try memory.sample(run, target: target, in: store)
        score.runs += 1
        if sample.diverged { score.diverged += 1 }
        if let time = sample.time { times.append(time) }
        if let last = sample.last, last.isFinite { finals.append(last) }
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
    return try RunResult(
      folder: folder(run), diverged: outcome(folder(run)) == .diverged, l2: run.configuration.l2)
  }
}

import Console
import Runs

/// The search for the best candidate of a combination: a function of scores alone, so that whoever asks
/// again, interrupted or not, comes to the same.
///
/// 1. All combinations of the first values run short.
/// 2. The grid grows: what lies beside the best candidate on a ladder is tried too, until nothing beside
///    the best one is untried. With a budget what lies beside the second best, the third and so on
///    follows, until the budget is spent, so that every scheme gets as many candidates.
/// 3. The better half runs twice as long, and so on (successive halving), up to the full length.
/// 4. Where something beside the best of these was never tried, it is, at full length.
///
/// - Source: for step 3, Jamieson, Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter
///   Optimization", AISTATS 2016.
struct TuningSearch {
  let space: TuningSpace
  let budget: Int?
  let extensions: Int
  let stages: Int
  let target: Target
  /// Whether a candidate can be run at all.
  let isPossible: ([Int]) -> Bool
  /// What it comes to in a stage, 0 the shortest.
  let score: ([Int], Int) throws(RunError) -> Tuning.Score

  /// What was found so far.
  struct Outcome {
    /// All candidates in the order in which they were tried.
    var tried: [(place: [Int], stage: Int, score: Tuning.Score)] = []
    /// What must run before the search can go on.
    var needed: [(place: [Int], stage: Int)] = []
    /// The number of the best in `tried`; nil while something is needed, and where all failed.
    var chosen: Int?
    /// How often the grid grew.
    var growths = 0
  }

  /// Goes as far as there are scores.
  func run() throws(RunError) -> Outcome {
    var outcome = Outcome()
    // A quarter of the budget is for what the long runs show.
    let early = budget.map { stages == 1 ? $0 : $0 * 3 / 4 }
    guard try add(space.first.filter(isPossible), stage: 0, to: &outcome),
      try grow(&outcome, stage: 0, within: early), try halve(&outcome),
      try grow(&outcome, stage: stages - 1, within: budget)
    else { return outcome }
    outcome.chosen = ranked(outcome, stage: stages - 1).first
    return outcome
  }

  /// - Returns: Whether all scores are there.
  private func add(_ places: [[Int]], stage: Int, to outcome: inout Outcome) throws(RunError)
    -> Bool
  {
    for place in places {
      let score = try score(place, stage)
      if score.missing > 0 { outcome.needed.append((place, stage)) }
      if let i = outcome.tried.firstIndex(where: { $0.place == place }) {
        outcome.tried[i] = (place, stage, score)
      } else {
        outcome.tried.append((place, stage, score))
      }
    }
    return outcome.needed.isEmpty
  }

  private func grow(_ outcome: inout Outcome, stage: Int, within budget: Int?) throws(RunError)
    -> Bool
  {
    while outcome.growths < extensions || budget != nil {
      let order = ranked(outcome, stage: stage)
      let left = budget.map { $0 - outcome.tried.count } ?? Int.max
      var next: [[Int]] = []
      for i in budget == nil ? Array(order.prefix(1)) : order {
        next = untried(beside: outcome.tried[i].place, outcome)
        if !next.isEmpty { break }
      }
      guard left > 0, !next.isEmpty else { return true }
      outcome.growths += 1
      guard try add(Array(next.prefix(left)), stage: stage, to: &outcome) else { return false }
    }
    return true
  }

  private func halve(_ outcome: inout Outcome) throws(RunError) -> Bool {
    for stage in 0..<stages - 1 {
      let order = ranked(outcome, stage: stage)
      let kept = order.prefix((order.count + 1) / 2).sorted().map { outcome.tried[$0].place }
      guard try add(kept, stage: stage + 1, to: &outcome) else { return false }
    }
    return true
  }

  private func untried(beside place: [Int], _ outcome: Outcome) -> [[Int]] {
    space.neighbors(of: place).filter { other in
      !outcome.tried.contains { $0.place == other } && isPossible(other)
    }
  }

  /// The candidates of a stage, best first; those with failed runs are none.
  private func ranked(_ outcome: Outcome, stage: Int) -> [Int] {
    let known = outcome.tried.indices.filter {
      let one = outcome.tried[$0]
      return one.stage == stage && one.score.failed == 0 && one.score.runs > 0
    }
    return known.sorted { a, b in
      let (x, y) = (outcome.tried[a].score, outcome.tried[b].score)
      if Tuning.isBetter(x, than: y, target: target) { return true }
      return !Tuning.isBetter(y, than: x, target: target) && a < b
    }
  }

  /// Where the chosen candidate stands: inside its grid, or at an edge.
  func end(_ outcome: Outcome) -> GridEnd? {
    guard let chosen = outcome.chosen else { return nil }
    let place = outcome.tried[chosen].place
    let isEdge =
      !untried(beside: place, outcome).isEmpty
      || zip(space.dials, place).contains { $0.isAtEdge($1) }
    if isEdge { return .edge(growths: outcome.growths) }
    let isWhole = space.neighbors(of: place).allSatisfy(isPossible)
    return isWhole ? .inside : .limit
  }
}

/// Where a chosen value stands.
public enum GridEnd: Equatable, Sendable, CustomStringConvertible {
  /// Worse ones are known on both sides.
  case inside
  /// The next one is impossible, such as more stragglers than workers.
  case limit
  /// A wider grid may have a better one.
  case edge(growths: Int)

  public var description: String {
    switch self {
    case .inside: "inside"
    case .limit: "at the limit of what is possible"
    case .edge(let growths): "edge after \(growths) extensions"
    }
  }
}

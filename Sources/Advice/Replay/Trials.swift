import Coding
import Runs
import Settings

/// Candidates that were replayed once, and those that could not be.
struct Trials: Sendable {
  /// One that could be replayed.
  struct Trial: Sendable {
    let replay: Replay
    var prediction: Prediction
  }

  private enum Result: Sendable {
    case done(Trial)
    case failed(scheme: String, reason: String)
  }

  private(set) var done: [Trial] = []
  private var failed: [(scheme: String, reason: String)] = []

  init(_ candidates: [Candidate], _ bench: ReplayBench, _ uncoded: Prediction) {
    let results = parallelMap(candidates) { candidate -> Result in
      do {
        let replay = try bench.replay(candidate)
        guard replay.load <= Double(CandidateGrid.largestLoad) else {
          return .failed(
            scheme: candidate.scheme,
            reason: "a load above \(CandidateGrid.largestLoad) is more than any delay repays")
        }
        return .done(
          Trial(
            replay: replay,
            prediction: Prediction(replay, try bench.outcome(replay), over: uncoded)))
      } catch { return .failed(scheme: candidate.scheme, reason: "\(error)") }
    }
    for result in results {
      switch result {
      case .done(let trial): done.append(trial)
      case .failed(let scheme, let reason): failed.append((scheme, reason))
      }
    }
  }

  mutating func add(_ more: Trials) {
    done += more.done
    failed += more.failed
  }

  /// The best first.
  var ordered: [Trial] { Ranking.order(done.predictions).map { done[$0] } }

  /// Why schemes have no trial at all, in the order of the registry.
  var reasons: [(scheme: String, reason: String)] {
    Schemes.all.compactMap { type in
      let name = type.description.entry.name
      guard !done.contains(where: { $0.replay.candidate.scheme == name }) else { return nil }
      return failed.first { $0.scheme == name }
    }
  }

  /// The best of each group with the rules for late work that are not its own.
  var otherLateWork: [Candidate] {
    Ranking.best(done.predictions, ofGroup: 1).flatMap { place in
      let (candidate, own) = (done[place].replay.candidate, done[place].replay.lateWork)
      return LateWork.allCases.filter { $0 != own }.map { rule in
        Candidate(
          candidate.scheme, stragglers: candidate.stragglers, settings: candidate.settings,
          lateWork: rule)
      }
    }
  }
}

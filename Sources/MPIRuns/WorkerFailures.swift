import Console
import MPITransport

/// Tells what workers say before they end: at once, and what several of them say once.
final class WorkerFailures {
  private var known: [(kind: String, first: Int, others: [Int])] = []
  private let complain: (RunError) -> Void

  /// Nothing was said yet.
  init(_ complain: @escaping (RunError) -> Void) { self.complain = complain }

  /// Takes a worker's words, which begin with its rank and host.
  func tell(worker: Int, _ words: String) {
    let kind = RankProblem(words, code: 1).kind
    if let number = known.firstIndex(where: { $0.kind == kind }) {
      known[number].others.append(worker + 1)
    } else {
      known.append((kind, worker + 1, []))
      complain(RunError(words))
    }
  }

  /// Tells in a line who said what was told of another.
  func sumUp() {
    for failure in known where !failure.others.isEmpty {
      let ranks = failure.others.map(String.init).joined(separator: ", ")
      complain(
        RunError(
          "\(failure.others.count == 1 ? "rank" : "ranks") \(ranks) failed in the same way as rank "
            + "\(failure.first)"))
    }
  }
}

public import Coding
public import Settings

/// IS-GC-CR: ignore-straggler gradient coding on a cyclic placement, worker j with blocks j … j + c − 1.
///
/// From any w = n − s results, a largest set of workers whose blocks do not overlap is added up and
/// divided by the share of samples recovered. Where c divides n, everything is recovered from
/// n − c + 1 results on; otherwise never more than c⌊n/c⌋ blocks are, even if everybody answers.
///
/// Example, n = 6, c = 2: workers {0, 1, 3, 4} and {0, 2, 3, 5} recover 4 blocks each.
///
/// - Complexity: O(c w) a step.
public typealias ISGCCyclic = ISGC<CyclicPlacement>

/// The placement of `ISGCCyclic`.
public enum CyclicPlacement: ISGCPlacement {
  /// Name, constraints, cost and source.
  public static var description: SchemeDescription {
    SchemeDescription(
      Entry(
        "is-gc-cr", "ignore-straggler gradient coding, cyclic placement: rescaled",
        [.init("copies", standard: "2", "c, workers that hold each block, and blocks a worker")]),
      promise: .approximate,
      constraint: "copies ≤ n, 0 ≤ s < n; all blocks only where copies divides n", load: "copies",
      waitsFor: "n - s", memory: "n",
      use: "as is-gc-fr, for any number of copies",
      warning: "the authors' program adds blocks up without dividing by their number, and "
        + "the stragglers that it injects die out",
      citation: citation)
  }

  /// The blocks of each worker.
  public static func blocks(_ request: SchemeRequest) throws(ConfigurationError) -> [[Int]] {
    let n = request.workers
    let c = try request.copies(default: 2)
    return (0..<n).map { worker in (0..<c).map { (worker + $0) % n } }
  }
}

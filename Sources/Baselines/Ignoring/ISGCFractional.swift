public import Coding
public import Settings

/// IS-GC-FR: ignore-straggler gradient coding on a fractional repetition placement.
///
/// Groups of c workers hold the same c blocks. From any w = n − s results, one of each group that
/// answered is added up, and the sum is divided by the share of samples recovered:
///
///   ĝ = Σ_{j∈I} m_j / Σ_{j∈I} share of worker j's blocks,
///
/// unbiased where every set of results is equally likely. Everything is recovered from n − c + 1
/// results on. (`agc` on the same placement closes earlier, once every group has answered, and does
/// not rescale.)
///
/// Example, n = 6, c = 2: workers {0, 1, 3, 4} recover 6 blocks, {0, 1, 4, 5} recover 4.
public typealias ISGCFractional = ISGC<FractionalPlacement>

/// The placement of `ISGCFractional`.
public enum FractionalPlacement: ISGCPlacement {
  /// Name, constraints, cost and source.
  public static var description: SchemeDescription {
    SchemeDescription(
      Entry(
        "is-gc-fr", "ignore-straggler gradient coding, fractional repetition: rescaled",
        [.init("copies", standard: "2", "c, workers that hold each block, and blocks a worker")]),
      promise: .unbiased, constraint: "copies divides n, 0 ≤ s < n", load: "copies",
      waitsFor: "n - s", memory: "n",
      use: "as is-sgd, where fewer blocks must be missed and storing copies is cheap",
      warning: "the authors' program adds blocks up without dividing by their number, and "
        + "the stragglers that it injects die out",
      citation: citation)
  }

  /// The blocks of each worker.
  public static func blocks(_ request: SchemeRequest) throws(ConfigurationError) -> [[Int]] {
    let n = request.workers
    let c = try request.copiesInGroups(default: 2)
    return (0..<n).map { worker in (0..<c).map { worker / c * c + $0 } }
  }
}

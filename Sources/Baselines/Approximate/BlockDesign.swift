public import Coding
public import Settings

/// BIBD code: the blocks of a symmetric balanced incomplete block design, and a decoder that never
/// changes.
///
/// In a design (n, k, λ) each worker holds k blocks and any two workers share λ = k (k − 1) / (n − 1).
/// So A_FᵀA_F = (k − λ) I + λ J for every set F of r = n − s workers, and the least-squares decoder is
///
///   a = k / (k + λ (r − 1)),   ‖aB − 1‖² = n − k² r / (k + λ (r − 1)),
///
/// the same for all sets: there is no worst case. Designs come from cyclic difference sets D: worker
/// j holds the blocks j + d mod n, d ∈ D, where each difference but 0 occurs λ times.
///
/// Example, n = 7, D = {0, 1, 3} (the Fano plane): a = 1/3, 3/8, 3/7, … and ‖aB − 1‖² = 0, 1/4,
/// 4/7, … for s = 0, 1, 2, …
public struct BlockDesign: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry("bibd", "symmetric block design: approximate, the same error for any n - s workers"),
    promise: .approximate, constraint: "n is " + legalWorkers,
    load: "k, with k (k - 1) = λ (n - 1)", waitsFor: "n - s",
    memory: "n",
    use: "an approximate step will do, and its error must be the same whoever is late",
    warning: "a published program never clears its weights between rounds, so it adds "
      + "what stragglers sent in earlier ones",
    citation: "Kadhe, Koyluoglu, Ramchandran, \"Gradient Coding Based on Block Designs for "
      + "Mitigating Adversarial Stragglers\", ISIT 2019")

  /// n.
  public let workers: Int
  /// k, the blocks of a worker.
  public let load: Int
  /// λ, the blocks that any two workers share.
  public let shared: Int
  private let awaited: Int
  private let rows: [[Term]]

  /// The code for n workers, of which n − s are awaited.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    guard let set = Self.differenceSets.first(where: { $0.workers == n })?.set else {
      throw ConfigurationError(
        "--workers \(n): bibd has no design for so many workers; n may be \(Self.legalWorkers)")
    }
    workers = n
    load = set.count
    shared = set.count * (set.count - 1) / (n - 1)
    awaited = n - (try request.stragglers())
    rows = (0..<n).map { worker in set.map { Term((worker + $0) % n) } }
  }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for n − s results and gives each the weight a.
  public func makeGather(shares: [Double]) -> any Gather {
    EqualWeights(awaited, value: Double(load) / Double(load + shared * (awaited - 1)))
  }

  /// What a step waits for.
  public var waitsFor: String { "\(awaited) of \(workers) workers" }

  /// Planes (λ = 1) for n = q² + q + 1, a biplane for 37, and quadratic residues and their kin else.
  static let differenceSets: [(workers: Int, set: [Int])] = [
    (7, [0, 1, 3]),
    (11, [1, 3, 4, 5, 9]),
    (13, [0, 1, 3, 9]),
    (15, [0, 1, 2, 4, 5, 8, 10]),
    (19, [1, 4, 5, 6, 7, 9, 11, 16, 17]),
    (21, [0, 1, 4, 14, 16]),
    (23, [1, 2, 3, 4, 6, 8, 9, 12, 13, 16, 18]),
    (31, [0, 1, 3, 8, 12, 18]),
    (37, [1, 7, 9, 10, 12, 16, 26, 33, 34]),
    (57, [0, 1, 3, 13, 32, 36, 43, 52]),
    (73, [0, 1, 3, 7, 15, 31, 36, 54, 63]),
    (91, [0, 1, 3, 9, 27, 49, 56, 61, 77, 81]),
  ]

  static var legalWorkers: String {
    differenceSets.map { "\($0.workers)" }.joined(separator: ", ")
  }
}

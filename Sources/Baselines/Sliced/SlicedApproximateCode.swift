public import Coding
import Randomness
public import Settings

/// Approximate code of slices: load δ, messages of the m-th part of a gradient, and the least-squares
/// estimate from any n − s of them.
///
/// Worker i sends Σ_j Σ_u A_u(j, i) · slice u of g_j over its δ blocks j. With B the stack of A_1 … A_m,
/// m k × n, the weights R of the answers F are those that minimize ‖B_F R − T‖_F, where column u of T has
/// ones on slice u. Nothing at all would have the error m k.
///
/// Structures: `coset` has n / m blocks, of which worker x holds x … x + δ − 1, counted around; `bibd` has a
/// symmetric block design on n blocks (`BlockDesign`).
///
/// Constructions: `random` has A_u = A D_u, with D_u diagonal of uniform numbers on ±[1 − ε, 1 + ε], drawn
/// anew for each step. The mean error has the bound m k − m 1ᵀ A_F K⁻¹ A_Fᵀ 1, with
/// K = A_Fᵀ A_F + c (m − 1) diag(A_Fᵀ A_F) and c = E[X²] E[X⁻²], which is least for ε = 0. With ε > 0 on
/// cosets, all n messages are almost surely exact where k is a power of a prime that does not divide δ.
/// `null-space` has rows that are exact from all n messages (`NullSpaceRows`), the same in every step.
///
/// Example, `bibd` with n = 7, m = 2, ε = 0: the mean error of s = 0, 1, 2, 3 late workers is 3.00, 3.72,
/// 4.60, 5.68 of 14, where the bound is 3.5, 4.18, 5, 6.
public struct SlicedApproximateCode: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "sliced-agc",
      "approximate code of slices: workers send an m-th of a gradient, decoded by least squares",
      [
        .init("slices", standard: "2", "m, from 1 to n; divides n on cosets"),
        .init("structure", standard: "coset", "coset, or bibd for the n that bibd has"),
        .init("blocks-each", standard: "2", "coset: δ, blocks that a worker holds, to n / m"),
        .init("construction", standard: "random", "random, or null-space on cosets"),
        .init(
          "epsilon", standard: "0.1", "random: ε, width of the coefficients, from 0 to below 1"),
      ]),
    promise: .approximate, constraint: "m divides n, n ≤ \(mostWorkers); bibd: n as bibd",
    load: "δ of n / m blocks; bibd: k",
    waitsFor: "n - s", memory: "n / m",
    use: "messages are what takes long, an approximate step will do, and many workers may be late",
    warning: "slices that are not decoded apart mix: the estimate is no multiple of the gradient",
    citation: "Munim, Ramamoorthy, communication-efficient approximate gradient coding, "
      + "arXiv:2603.22514, 2026")

  private static let mostWorkers = 1000

  /// n.
  public let workers: Int
  /// k.
  public var blocks: Int { structure.blocks }
  /// m.
  public let slices: Int
  let structure: BlockStructure
  private let awaited: Int
  private let epsilon: Double
  private let seed: UInt64
  /// Where they are the same in every step.
  private let rows: [[Term]]?

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let s = try request.stragglers()
    guard n <= Self.mostWorkers else {
      throw ConfigurationError(
        "--workers \(n): sliced-agc solves a system of as many unknowns in a step, and takes up to "
          + "\(Self.mostWorkers) workers; use ye-abbe")
    }
    let m = try request.integer("slices", default: min(2, n), in: 1...n)
    let isCoset =
      try request.choice("structure", default: "coset", among: ["coset", "bibd"]) == "coset"
    structure = try isCoset ? Self.cosets(request, m) : Self.design(request)
    let construction = try request.choice(
      "construction", default: "random", among: ["random", "null-space"])
    epsilon = try request.number("epsilon", default: 0.1, in: 0...0.999999)
    if construction == "null-space" {
      guard request.settings["epsilon"] == nil else {
        throw ConfigurationError(
          "--set epsilon: construction=null-space has no coefficients of that width; leave it out")
      }
      guard isCoset else {
        throw ConfigurationError(
          "--set construction=null-space: a design has as many blocks as workers, and m times as many "
            + "workers are needed; use structure=coset")
      }
      var stream = Stream(seed: request.seed, for: .code)
      guard let drawn = NullSpaceRows.draw(structure, slices: m, using: &stream) else {
        throw ConfigurationError(
          "--seed \(request.seed): no usable \(request.name) code was drawn; try another")
      }
      rows = drawn
    } else {
      rows = nil
    }
    workers = n
    slices = m
    awaited = n - s
    seed = request.seed
  }

  private static func cosets(_ request: SchemeRequest, _ m: Int) throws(ConfigurationError)
    -> BlockStructure
  {
    let n = request.workers
    guard n % m == 0 else {
      let divisors = (1...n).filter { n % $0 == 0 }.map(String.init).joined(separator: ", ")
      throw ConfigurationError(
        "--set slices=\(m): sliced-agc on cosets needs m to divide the \(n) workers; m may be "
          + divisors)
    }
    let load = try request.integer("blocks-each", default: min(2, n / m), in: 1...n / m)
    return BlockStructure(cosets: n / m, slices: m, load: load)
  }

  private static func design(_ request: SchemeRequest) throws(ConfigurationError) -> BlockStructure
  {
    guard request.settings["blocks-each"] == nil else {
      throw ConfigurationError(
        "--set blocks-each: structure=bibd has as many as its design says; leave it out")
    }
    guard let design = BlockStructure(designFor: request.workers) else {
      throw ConfigurationError(
        "--workers \(request.workers): sliced-agc has no design for so many workers; n may be "
          + BlockDesign.legalWorkers)
    }
    return design
  }

  /// A row of the step: the coefficients are drawn for (step, worker).
  public func terms(worker: Int, step: Int) -> [Term] {
    if let rows { return rows[worker] }
    var stream = Stream(seed: seed, for: .code, step, worker)
    let factors = (0..<slices).map { _ in
      let size = 1 - epsilon + 2 * epsilon * stream.uniform()
      return stream.below(2) == 0 ? size : -size
    }
    return structure.held[worker].flatMap { block in
      factors.indices.map { Term(block, factors[$0], slice: $0) }
    }
  }

  /// Waits for n − s results, and weighs them by least squares.
  public func makeGather(shares: [Double]) -> any Gather {
    Decoding(responders: FirstResponders(awaited), scheme: self, isFixed: rows != nil)
  }

  /// What a step waits for.
  public var waitsFor: String { "\(awaited) of \(workers) workers" }

  struct Decoding: CountingGather {
    var responders: FirstResponders
    let scheme: SlicedApproximateCode
    /// Whether rows are the same in every step, so that sets may be remembered.
    let isFixed: Bool
    private var solved: SolvedSets

    init(responders: FirstResponders, scheme: SlicedApproximateCode, isFixed: Bool) {
      self.responders = responders
      self.scheme = scheme
      self.isFixed = isFixed
      solved = SolvedSets(numbers: scheme.workers * (1 + scheme.slices))
    }

    mutating func close(into weights: inout [Weight]) throws(DecodingError) {
      let (received, step) = (responders.sorted, responders.step)
      let w =
        try isFixed
        ? solved.weights(of: received) { [scheme] () throws(DecodingError) in
          try Self.solve(scheme, received, step: step)
        } : Self.solve(scheme, received, step: step)
      for slice in 0..<scheme.slices {
        for (i, worker) in received.enumerated() {
          weights.append(
            Weight(place: worker, version: step, w[slice * received.count + i], slice: slice))
        }
      }
    }

    private static func solve(_ scheme: SlicedApproximateCode, _ received: [Int], step: Int)
      throws(DecodingError) -> [Double]
    {
      try SliceLeastSquares.weights(
        of: received.map { scheme.terms(worker: $0, step: step) }, blocks: scheme.blocks,
        slices: scheme.slices)
    }
  }
}

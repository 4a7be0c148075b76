public import Coding
import Kernels
import Randomness
public import Settings

/// Cyclic repetition code (CRC): worker j evaluates blocks j … j + s, any n − s messages decode.
///
/// With H an s × n random matrix whose rows sum to zero, row j of B has B_jj = 1 and
/// B_{j,S∖j} = −H_{S∖j}⁻¹ H_j for S = {j … j + s}: all rows lie in the null space of H, which has
/// dimension n − s and contains the vector of ones. The decoding vector solves B_Fᵀ a = 1, by a formula
/// in H that costs O(n s + s³) (`CyclicDecoder`), and by least squares where that is not exact.
///
/// Random H may be badly conditioned: over n = 24 and all s the worst decoding weight is 10² to 10⁶,
/// which costs nothing in float64 and up to 5 % of the gradient in float32 messages. Therefore
/// several H are drawn and the one whose largest weight over the n contiguous straggler sets is
/// smallest is kept; the `residual` column of a run's records tells what is left. By the formula that
/// costs O(n² s) a draw, well below a second for n in the thousands.
public struct CyclicRepetition: Scheme {
  public static let description = SchemeDescription(
    Entry(
      "crc", "cyclic repetition code: exact from any n - s workers",
      [.init("draws", standard: "8", "random H matrices tried; the best conditioned is kept")]),
    promise: .exact, constraint: "0 ≤ s < n", load: "s + 1", waitsFor: "n - s", memory: "n",
    use: "as frc, where s + 1 does not divide n",
    warning: "the authors' program draws its coefficients without a seed, and receives "
      + "late messages over newer models",
    citation: "Tandon, Lei, Dimakis, Karampatziakis, \"Gradient Coding\", ICML 2017, Algorithm 2")

  public let workers: Int
  /// B.
  public let matrix: EncodingMatrix
  private let tolerated: Int
  /// By formula, where H is known.
  private let decoder: CyclicDecoder?
  private let rows: [[Term]]

  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    try self.init(request, draws: 8)
  }

  /// The code of a request, for schemes that build on it.
  /// - Parameter draws: The number of H matrices tried where the request does not say.
  init(_ request: SchemeRequest, draws standard: Int) throws(ConfigurationError) {
    let n = request.workers
    let s = try request.stragglers()
    let draws = try request.integer("draws", default: standard, in: 1...1000)
    var best: (h: [Double], decoder: CyclicDecoder, worst: Double)?
    for draw in 0..<(s == 0 ? 1 : draws) {
      var stream = Stream(seed: request.seed, for: .code, draw)
      let h = Self.parityCheck(workers: n, stragglers: s, using: &stream)
      guard let decoder = CyclicDecoder(h, workers: n, stragglers: s) else { continue }
      let worst = decoder.worstWeight
      if worst < best?.worst ?? .infinity { best = (h, decoder, worst) }
    }
    guard let best, let matrix = Self.encodingMatrix(best.h, workers: n, stragglers: s) else {
      throw ConfigurationError(
        "--seed \(request.seed): no usable \(request.name) code was drawn; try another")
    }
    self.init(matrix: matrix, stragglers: s, decoder: best.decoder)
  }

  /// The code of a given B, decoded by least squares.
  public init(matrix: EncodingMatrix, stragglers s: Int) {
    self.init(matrix: matrix, stragglers: s, decoder: nil)
  }

  private init(matrix: EncodingMatrix, stragglers s: Int, decoder: CyclicDecoder?) {
    self.matrix = matrix
    self.decoder = decoder
    workers = matrix.rows
    tolerated = s
    rows = (0..<matrix.rows).map { j in
      (0...s).map { Term((j + $0) % matrix.rows, matrix[j, (j + $0) % matrix.rows]) }
    }
  }

  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  public func makeGather(shares: [Double]) -> any Gather {
    if let decoder { return CyclicGather(decoder, rows: rows, matrix: matrix) }
    return Collecting(
      responders: FirstResponders(workers - tolerated), decoder: LeastSquaresDecoder(matrix))
  }

  public var waitsFor: String { "\(workers - tolerated) of \(workers) workers" }

  /// H, row major: n − 1 standard normal columns, and one that makes every row sum to zero.
  static func parityCheck(workers n: Int, stragglers s: Int, using stream: inout Stream) -> [Double]
  {
    var h: [Double] = []
    for _ in 0..<s {
      let row = (0..<n - 1).map { _ in stream.normal() }
      h += row + [-row.reduce(0, +)]
    }
    return h
  }

  /// B from H (s × n, row major); nil where a square part of H is singular.
  public static func encodingMatrix(_ h: [Double], workers n: Int, stragglers s: Int)
    -> EncodingMatrix?
  {
    var b = EncodingMatrix(rows: n, columns: n)
    for j in 0..<n {
      b[j, j] = 1
      let others = (0..<s).map { (j + 1 + $0) % n }
      var square: [Double] = []
      for row in 0..<s { square += others.map { h[row * n + $0] } }
      let right = (0..<s).map { -h[$0 * n + j] }
      guard let solution = try? solve(square, order: s, right, columns: 1) else { return nil }
      for (block, coefficient) in zip(others, solution) { b[j, block] = coefficient }
    }
    return b
  }

  /// Waits for a number of results and decodes them by least squares.
  struct Collecting: CountingGather {
    var responders: FirstResponders
    var decoder: LeastSquaresDecoder

    mutating func close(into weights: inout [Weight]) throws(DecodingError) {
      let received = responders.sorted
      let a = try decoder.weights(received: received)
      for (worker, weight) in zip(received, a) {
        weights.append(Weight(place: worker, version: responders.step, weight))
      }
    }
  }
}

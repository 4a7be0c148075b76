/// The encoding matrix B as a value: one row a (worker, part), one column a (slice, block).
///
/// For tests, decoders and tables; the loop itself works with terms.
public struct EncodingMatrix: Equatable, Sendable {
  /// Workers · parts.
  public let rows: Int
  /// Slices · blocks.
  public let columns: Int
  /// Row major.
  public private(set) var elements: [Double]

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: 0, count: rows * columns)
  }

  /// B of a scheme at a step; row worker · parts + part, column slice · blocks + block.
  public init(_ scheme: some Scheme, step: Int) {
    self.init(rows: scheme.workers * scheme.parts, columns: scheme.slices * scheme.blocks)
    for worker in 0..<scheme.workers {
      for term in scheme.terms(worker: worker, step: step) {
        self[worker * scheme.parts + term.part, term.slice * scheme.blocks + term.block] +=
          term.coefficient
      }
    }
  }

  /// B_ji.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// The blocks with a coefficient in a row, ascending.
  public func support(ofRow row: Int) -> [Int] {
    (0..<columns).filter { self[row, $0] != 0 }
  }

  /// One row.
  public func row(_ row: Int) -> [Double] {
    Array(elements[row * columns..<(row + 1) * columns])
  }

  /// aᵀ B_F for the rows `received`: how much of each block the estimate contains; all 1 is exact.
  public func decoded(_ weights: [Double], received: [Int]) -> [Double] {
    var sum = Array(repeating: 0.0, count: columns)
    for (weight, row) in zip(weights, received) {
      for column in 0..<columns { sum[column] += weight * self[row, column] }
    }
    return sum
  }
}

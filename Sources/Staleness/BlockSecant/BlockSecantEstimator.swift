public import Coding
public import Kernels

/// Feeds a table of secant pairs, and moves stale gradients to the current model with it.
///
/// Ĝ = Σ a_i (m_i + B_i (x − z_i)), B_i = Y_iᵀ A_i⁻¹ Y_i, each correction at most as long as its message.
public struct BlockSecantEstimator<Element: Scalar>: Estimator, ~Copyable {
  private let table: SecantTable<Element>
  private var ratios: [Double] = []

  /// An estimator with its table.
  public init(_ table: SecantTable<Element>) { self.table = table }

  public var needsReplaced: Bool { true }

  public var predictionRatio: Double { median(ratios) }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    let d = model.count
    ratios.removeAll(keepingCapacity: true)
    try held.replacements { if let ratio = table.observe($0) { ratios.append(ratio) } }
    table.updateGram()
    try held.combine(weights, into: &y)
    table.isWhole = weights.count == table.places && weights.allSatisfy { $0.value == 1 }
    table.meanAge =
      weights.reduce(0) { $0 + Double(step - $1.version) } / Double(max(weights.count, 1))
    guard table.isWhole, table.rowCount > 0 else { return }
    var coefficients = Array(repeating: 0.0, count: table.rowCount)
    var rise = 0.0
    var isStale = false
    for weight in weights where weight.version < step {
      try held.withMessage(at: weight.place) { message in
        guard
          let moved = table.transport(
            weight.place, to: model, message: message.extracting(0..<d))
        else { return }
        isStale = true
        rise += moved.rise
        for (row, u) in zip(table.rows(of: weight.place), moved.coefficients) {
          coefficients[row] += u
        }
      }
    }
    guard isStale else { return }
    var gradient = y.part(0..<d)
    table.add(coefficients, to: &gradient)
    y[d] += .nearest(rise)
  }

  public func state() -> SavedState<Element> { table.state() }

  public mutating func restore(
    _ state: SavedState<Element>, models: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) { try table.restore(state, models: models) }
}

/// The middle of some numbers; NaN of none.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

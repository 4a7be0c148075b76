import Datasets
import Kernels
import Learning
import Randomness

/// The three linear objectives with data that fit them.
enum Kind: CaseIterable, Sendable {
  case logistic, bent, leastSquares, softmax

  static var classes: Int { 4 }

  func make<E: Scalar>(_ columns: Int, bias: Bool, as: E.Type = E.self) -> any Objective<E> {
    switch self {
    case .logistic: LogisticRegression<E>(columns: columns, bias: bias)
    case .bent: LogisticRegression<E>(columns: columns, bias: bias, penalty: 0.1)
    case .leastSquares: LeastSquaresRegression<E>(columns: columns, bias: bias)
    case .softmax: SoftmaxRegression<E>(columns: columns, classes: Self.classes, bias: bias)
    }
  }

  /// Labels and features from a fixed stream, the same numbers in both precisions.
  func data<E: Scalar>(_ rows: Int, _ columns: Int, sparse: Bool, as: E.Type = E.self)
    -> Dataset<E>
  {
    var stream = Stream(seed: 5, for: .synthetic, columns)
    // Random numbers with a period, as a debug build draws a few hundred thousand slowly.
    let pool = (0..<1009).map { _ -> E in
      let value = E.nearest((stream.uniform() * 512).rounded() / 256 - 1)
      return sparse && stream.below(3) > 0 ? 0 : value
    }
    let dense = (0..<rows * columns).map { pool[$0 % 1009] }
    let labels = (0..<rows).map { _ -> E in
      switch self {
      case .logistic, .bent: stream.below(2) == 0 ? -1 : 1
      case .leastSquares: E.nearest((stream.uniform() * 512).rounded() / 128 - 2)
      case .softmax: E(stream.below(Self.classes))
      }
    }
    guard sparse else {
      return Dataset(
        features: .dense(DenseRows(rows: rows, columns: columns, Vector(copying: dense.span))),
        labels: labels)
    }
    var (offsets, indices, values) = ([0], [Int32](), [E]())
    for row in 0..<rows {
      for column in 0..<columns where dense[row * columns + column] != 0 {
        indices.append(Int32(column))
        values.append(dense[row * columns + column])
      }
      offsets.append(indices.count)
    }
    return Dataset(
      features: .sparse(
        SparseRows(columns: columns, offsets: offsets, indices: indices, values: values)),
      labels: labels)
  }
}

/// A model of d numbers within ±1, the same in both precisions.
func model<E: Scalar>(_ dimension: Int, as: E.Type = E.self) -> [E] {
  var stream = Stream(seed: 6, for: .initialization)
  return (0..<dimension).map { _ in E.nearest((stream.uniform() * 2048).rounded() / 1024 - 1) }
}

/// Σ ℓ and Σ ∇ℓ of a batch; nil where `proceed` ended it.
func gradient<E: Scalar>(
  _ objective: any Objective<E>, _ batch: Batch, _ data: Dataset<E>, _ x: [E], scale: E = 1,
  using workspace: Workspace<E>? = nil, while proceed: () -> Bool = { true }
) -> (loss: Double, gradient: [E])? {
  var g = Vector<E>(repeating: 0, count: x.count)
  let loss = g.withMutableSpan {
    objective.addGradient(
      scale, of: batch, in: data, at: x.span, to: &$0,
      using: workspace ?? objective.makeWorkspace(), while: proceed)
  }
  return loss.map { ($0, g.withSpan { E.elements($0) }) }
}

/// The largest difference, relative to the largest entry.
func distance<A: Scalar, B: Scalar>(_ a: [A], _ b: [B]) -> Double {
  guard a.count == b.count else { return .infinity }
  let size = max(1e-300, b.map { abs($0.double) }.max() ?? 1)
  return zip(a, b).map { abs($0.double - $1.double) }.max().map { $0 / size } ?? 0
}

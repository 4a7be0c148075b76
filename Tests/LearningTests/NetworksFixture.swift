import Datasets
import Kernels
import Learning
import Settings

/// Small networks with samples that fit them: images of 17 × 16 in two channels, so that rows are
/// left over by pooling.
enum Net: String, CaseIterable, Sendable {
  case mlp = "mlp:hidden=7+6"
  case he = "mlp:hidden=9,start=he,dropout=0.4"
  case cnn = "cnn:channels=2,height=17,width=16,dropout=0.3"
  case lenet = "lenet:channels=2,height=17,width=16"

  var columns: Int { self == .mlp || self == .he ? 30 : 544 }

  func make<E: Scalar>(as: E.Type = E.self) throws -> any Objective<E> {
    try Objectives.make(
      try Spec(parsing: rawValue, option: "--model"), labels: .classes(Kind.classes),
      columns: columns)
  }

  func data<E: Scalar>(_ rows: Int, sparse: Bool, as: E.Type = E.self) -> Dataset<E> {
    Kind.softmax.data(rows, columns, sparse: sparse)
  }
}

/// The initial model of a seed.
func start<E: Scalar>(_ objective: any Objective<E>, seed: UInt64 = 1) -> [E] {
  var x = Vector<E>(repeating: 0, count: objective.dimension)
  x.withMutableSpan { objective.initialize(&$0, seed: seed) }
  return x.withSpan { E.elements($0) }
}

/// Σ ℓ and Σ ∇ℓ of a batch with random choices.
func gradient<E: Scalar>(
  _ objective: any Objective<E>, _ batch: Batch, _ data: Dataset<E>, _ x: [E], draw: Draw,
  using workspace: Workspace<E>? = nil
) -> (loss: Double, gradient: [E])? {
  // What was there must not matter.
  var g = Vector<E>(repeating: .nan, count: x.count)
  let loss = g.withMutableSpan {
    objective.writeGradient(
      1, of: batch, in: data, at: x.span, to: &$0,
      using: workspace ?? objective.makeWorkspace(), draw: draw, while: { true })
  }
  return loss.map { ($0, g.withSpan { E.elements($0) }) }
}

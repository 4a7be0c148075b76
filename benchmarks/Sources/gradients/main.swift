import Comparison
import Datasets
import Kernels
import Learning

// Started by `scripts/benchmark`: objectives beside the same sums by whole-block BLAS calls.

/// One line of the table: one turn is one evaluation of each block.
func compare<E: Scalar, O: Objective<E>>(
  _ name: String, _ objective: O, samples: Int, columns: Int, width: Int, blocks: Int,
  labels: (Int) -> E, residuals: @escaping PlainGradient<E>.Residuals
) {
  var features = Vector<E>(repeating: 0, count: samples * columns)
  features.withMutableSpan { fillUnevenly(&$0) }
  let data = Dataset(
    features: .dense(DenseRows(rows: samples, columns: columns, features)),
    labels: (0..<samples).map(labels))
  let x = Vector<E>(repeating: .nearest(0.001), count: objective.dimension)
  var g = Vector<E>(repeating: 0, count: objective.dimension)
  let workspace = objective.makeWorkspace()
  var plain = PlainGradient(columns: columns, width: width, residuals)
  let size = samples / blocks
  let rows = (0..<blocks).map { $0 * size..<($0 + 1) * size }

  var comparison = Comparison("\(name), \(size) × \(columns), \(E.precisionName)")
  comparison.take(
    turns: 15,
    ours: {
      Double(blocks)
        / seconds {
          for range in rows {
            var sum = g.mutableSpan
            _ = objective.addGradient(
              1, of: .rows(range), in: data, at: x.span, to: &sum, using: workspace,
              while: { true })
          }
        }
    },
    plain: {
      Double(blocks) / seconds { for range in rows { plain.add(range, of: data, at: x, to: &g) } }
    })
  print(comparison.row)
}

func compareAll<E: Scalar>(_: E.Type) {
  compare(
    "softmax", SoftmaxRegression<E>(columns: 784, classes: 10), samples: 60_000, columns: 784,
    width: 10, blocks: 24, labels: { E($0 % 10) }
  ) { E.softmaxResiduals(&$0, $1, classes: 10) }
  compare(
    "logistic", LogisticRegression<E>(columns: 1000), samples: 20_000, columns: 1000, width: 1,
    blocks: 8, labels: { $0 % 2 == 0 ? 1 : -1 }
  ) { E.logisticResiduals(&$0, $1) }
  compare(
    "least squares", LeastSquaresRegression<E>(columns: 1000), samples: 20_000, columns: 1000,
    width: 1, blocks: 8, labels: { E($0 % 7) }
  ) { E.squaredResiduals(&$0, $1) }
}

useBLASThreads(1)
print(Comparison.header("blocks a second: ours the objective", ours: "ours", plain: "BLAS"))
compareAll(Double.self)
compareAll(Float.self)

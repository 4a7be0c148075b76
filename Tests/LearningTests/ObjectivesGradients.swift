import Datasets
import Kernels
import Learning
import Testing

@Suite("Gradients of the linear objectives") struct ObjectivesGradients {
  /// 700 wide rows are several pieces in every precision, and `chosen` skips some of them.
  static let batches: [Batch] = [.rows(0..<9), .rows(2..<7), .chosen([0, 3, 4, 8]), .rows(4..<4)]

  @Test(arguments: Kind.allCases, [false, true]) func centralDifferences(
    _ kind: Kind, _ sparse: Bool
  ) throws {
    let data = kind.data(9, 5, sparse: sparse, as: Double.self)
    for bias in [false, true] {
      let objective = kind.make(5, bias: bias, as: Double.self)
      let x = model(objective.dimension, as: Double.self)
      for batch in Self.batches {
        let exact = try #require(gradient(objective, batch, data, x, scale: 2)).gradient
        let step = 1e-5
        let differences = try x.indices.map { i in
          let losses = try [step, -step].map { shift in
            var moved = x
            moved[i] += shift
            return try #require(gradient(objective, batch, data, moved)).loss
          }
          return 2 * (losses[0] - losses[1]) / (2 * step)
        }
        #expect(zip(exact, differences).allSatisfy { abs($0 - $1) < 1e-7 })
        #expect(batch.count == 0 || exact.contains { $0 != 0 })
      }
    }
  }

  /// Softmax has three pieces or more of 1 MiB here, the others of 256 KiB.
  static let (rows, columns) = (700, 1000)

  @Test(arguments: Kind.allCases, [false, true]) func floatFollowsDouble(
    _ kind: Kind, _ sparse: Bool
  ) throws {
    let wide = kind.data(Self.rows, Self.columns, sparse: sparse, as: Double.self)
    let narrow = kind.data(Self.rows, Self.columns, sparse: sparse, as: Float.self)
    let objective = kind.make(Self.columns, bias: true, as: Double.self)
    let small = kind.make(Self.columns, bias: true, as: Float.self)
    let (x, y) = (
      model(objective.dimension, as: Double.self), model(objective.dimension, as: Float.self)
    )
    for batch in [Batch.rows(0..<Self.rows), .chosen(Array(stride(from: 0, to: 700, by: 2)))] {
      let a = try #require(gradient(objective, batch, wide, x))
      let b = try #require(gradient(small, batch, narrow, y))
      // Outputs are sums of 1000 products of size 1, so off by some 1000 · 2⁻²⁴ = 6e-5 at most.
      #expect(distance(b.gradient, a.gradient) < 6e-5)
      #expect(abs(a.loss - b.loss) < 6e-5 * a.loss)
    }
  }

  @Test(arguments: Kind.allCases, [false, true]) func blocksAddUp(_ kind: Kind, _ sparse: Bool)
    throws
  {
    let data = kind.data(Self.rows, Self.columns, sparse: sparse, as: Double.self)
    let objective = kind.make(Self.columns, bias: true, as: Double.self)
    let x = model(objective.dimension, as: Double.self)
    let whole = try #require(gradient(objective, .rows(0..<Self.rows), data, x))
    var sum = Array(repeating: 0.0, count: x.count)
    var loss = 0.0
    for block in [0..<1, 1..<200, 200..<633, 633..<700] {
      let part = try #require(gradient(objective, .rows(block), data, x))
      loss += part.loss
      for i in sum.indices { sum[i] += part.gradient[i] }
    }
    #expect(distance(sum, whole.gradient) < 1e-13)
    #expect(abs(loss - whole.loss) < 1e-13 * whole.loss)
    // A chosen batch of all rows walks the same pieces of the same numbers.
    let chosen = try #require(gradient(objective, .chosen(Array(0..<Self.rows)), data, x))
    #expect(chosen.gradient == whole.gradient && chosen.loss == whole.loss)
  }

  @Test(arguments: Kind.allCases) func sparseEqualsDense(_ kind: Kind) throws {
    let sparse = kind.data(60, 40, sparse: true, as: Double.self)
    guard case .sparse(let matrix) = sparse.features else { return }
    var dense = Array(repeating: 0.0, count: 60 * 40)
    for row in 0..<60 {
      for k in matrix.offsets[row]..<matrix.offsets[row + 1] {
        dense[row * 40 + Int(matrix.indices[k])] = matrix.values[k]
      }
    }
    let same = Dataset(
      features: .dense(DenseRows(rows: 60, columns: 40, Vector(copying: dense.span))),
      labels: sparse.labels)
    let objective = kind.make(40, bias: true, as: Double.self)
    let x = model(objective.dimension, as: Double.self)
    for batch in [Batch.rows(3..<51), .chosen([1, 2, 40, 59])] {
      let a = try #require(gradient(objective, batch, sparse, x))
      let b = try #require(gradient(objective, batch, same, x))
      #expect(distance(a.gradient, b.gradient) < 1e-13)
      #expect(abs(a.loss - b.loss) < 1e-12)
    }
  }

  @Test(arguments: Kind.allCases, [false, true]) func proceedStops(_ kind: Kind, _ sparse: Bool) {
    let data = kind.data(Self.rows, Self.columns, sparse: sparse, as: Double.self)
    let objective = kind.make(Self.columns, bias: true, as: Double.self)
    let x = model(objective.dimension, as: Double.self)
    var questions = 0
    let all = gradient(objective, .rows(0..<Self.rows), data, x) {
      questions += 1
      return true
    }
    #expect(all != nil && questions > 2)
    for last in 1...questions {
      var asked = 0
      let none = gradient(objective, .rows(0..<Self.rows), data, x) {
        asked += 1
        return asked < last
      }
      #expect(none == nil && asked == last)
    }
  }

  @Test(arguments: Kind.allCases, [false, true]) func workspacesLeaveNoTrace(
    _ kind: Kind, _ sparse: Bool
  ) throws {
    let data = kind.data(Self.rows, Self.columns, sparse: sparse, as: Float.self)
    let objective = kind.make(Self.columns, bias: true, as: Float.self)
    let x = model(objective.dimension, as: Float.self)
    let workspace = objective.makeWorkspace()
    let broken = Array(repeating: Float.nan, count: x.count)
    let batches = [Batch.chosen([5, 6, 600]), .rows(0..<Self.rows), .chosen(Array(0..<300))]
    for batch in batches {
      let fresh = try #require(gradient(objective, batch, data, x))
      let lost = try #require(gradient(objective, batch, data, broken, using: workspace))
      #expect(lost.loss.isNaN && lost.gradient.allSatisfy { $0.isNaN || sparse })
      let again = try #require(gradient(objective, batch, data, x, using: workspace))
      #expect(again.loss == fresh.loss && again.gradient == fresh.gradient)
    }
  }
}

import Datasets
import Kernels
import Learning
import Testing

@Suite("Gradients of the networks") struct NetworksGradients {
  static let draw = Draw(seed: 3, step: 5, block: 2)

  /// Every parameter of small networks, some of each layer of large ones.
  private func sampled(_ count: Int) -> [Int] {
    count < 600
      ? Array(0..<count) : Array(stride(from: 0, to: count, by: count / 200)) + [count - 1]
  }

  @Test(arguments: Net.allCases, [false, true]) func centralDifferences(_ net: Net, _ sparse: Bool)
    throws
  {
    let data = net.data(9, sparse: sparse, as: Double.self)
    let objective = try net.make(as: Double.self)
    let x = start(objective)
    for batch in [Batch.rows(2..<7), .chosen([0, 3, 8])] {
      let exact = try #require(gradient(objective, batch, data, x, draw: Self.draw)).gradient
      let step = 1e-6
      for i in sampled(x.count) {
        let losses = try [step, -step].map { shift in
          var moved = x
          moved[i] += shift
          return try #require(gradient(objective, batch, data, moved, draw: Self.draw)).loss
        }
        let difference = (losses[0] - losses[1]) / (2 * step)
        #expect(abs(exact[i] - difference) < 1e-7, "parameter \(i)")
      }
      #expect(sampled(x.count).contains { exact[$0] != 0 })
    }
  }

  @Test(arguments: Net.allCases, [false, true]) func floatFollowsDouble(_ net: Net, _ sparse: Bool)
    throws
  {
    let (wide, narrow) = (try net.make(as: Double.self), try net.make(as: Float.self))
    let x = start(wide).map { Double(Float($0)) }
    for batch in [Batch.rows(0..<40), .chosen([1, 5, 30])] {
      let a = try #require(
        gradient(wide, batch, net.data(40, sparse: sparse), x, draw: Self.draw))
      let b = try #require(
        gradient(narrow, batch, net.data(40, sparse: sparse), x.map { Float($0) }, draw: Self.draw))
      // Sums of up to 544 products of size 1.
      #expect(distance(b.gradient, a.gradient) < 1e-4)
      #expect(abs(a.loss - b.loss) < 1e-5 * a.loss)
    }
  }

  /// More samples than a piece has.
  private func rows(_ net: Net) -> Int { net.columns < 100 ? 600 : 90 }

  @Test(arguments: Net.allCases, [false, true]) func blocksAddUp(_ net: Net, _ sparse: Bool) throws
  {
    let count = rows(net)
    let data = net.data(count, sparse: sparse, as: Double.self)
    let objective = try net.make(as: Double.self)
    let x = start(objective)
    let whole = try #require(gradient(objective, .rows(0..<count), data, x))
    var sum = Array(repeating: 0.0, count: x.count)
    var loss = 0.0
    for block in [0..<1, 1..<20, 20..<count] {
      let part = try #require(gradient(objective, .rows(block), data, x, scale: 0.5))
      loss += part.loss
      for i in sum.indices { sum[i] += 2 * part.gradient[i] }
    }
    #expect(distance(sum, whole.gradient) < 1e-12)
    #expect(abs(loss - whole.loss) < 1e-12 * whole.loss)
    let chosen = try #require(gradient(objective, .chosen(Array(0..<count)), data, x))
    #expect(chosen.gradient == whole.gradient && chosen.loss == whole.loss)
    let evaluation = objective.evaluate(data, at: x.span, using: objective.makeWorkspace())
    #expect(abs(evaluation.loss - whole.loss / Double(count)) < 1e-12)
  }

  @Test(arguments: Net.allCases) func sparseEqualsDense(_ net: Net) throws {
    let sparse = net.data(20, sparse: true, as: Double.self)
    guard case .sparse(let matrix) = sparse.features else { return }
    var dense = Array(repeating: 0.0, count: 20 * net.columns)
    for row in 0..<20 {
      for k in matrix.offsets[row]..<matrix.offsets[row + 1] {
        dense[row * net.columns + Int(matrix.indices[k])] = matrix.values[k]
      }
    }
    let same = Dataset(
      features: .dense(DenseRows(rows: 20, columns: net.columns, Vector(copying: dense.span))),
      labels: sparse.labels)
    let objective = try net.make(as: Double.self)
    let x = start(objective)
    for batch in [Batch.rows(3..<17), .chosen([1, 2, 19])] {
      let a = try #require(gradient(objective, batch, sparse, x))
      let b = try #require(gradient(objective, batch, same, x))
      #expect(distance(a.gradient, b.gradient) < 1e-13)
      #expect(abs(a.loss - b.loss) < 1e-12)
    }
  }

  @Test(arguments: Net.allCases) func proceedStops(_ net: Net) throws {
    let count = rows(net)
    let data = net.data(count, sparse: false, as: Double.self)
    let objective = try net.make(as: Double.self)
    let x = start(objective)
    var questions = 0
    let all = gradient(objective, .rows(0..<count), data, x) {
      questions += 1
      return true
    }
    #expect(all != nil && questions > 1)
    var asked = 0
    let none = gradient(objective, .rows(0..<count), data, x) {
      asked += 1
      return asked < questions
    }
    #expect(none == nil && asked == questions)
  }

  @Test(arguments: Net.allCases) func workspacesLeaveNoTrace(_ net: Net) throws {
    let count = rows(net)
    let data = net.data(count, sparse: false, as: Float.self)
    let objective = try net.make(as: Float.self)
    let x = start(objective)
    let workspace = objective.makeWorkspace()
    let broken = Array(repeating: Float.nan, count: x.count)
    for batch in [Batch.chosen([5, 6, 60]), .rows(0..<count), .chosen(Array(0..<30))] {
      let fresh = try #require(gradient(objective, batch, data, x, draw: Self.draw))
      let lost = try #require(gradient(objective, batch, data, broken, using: workspace))
      #expect(lost.loss.isNaN)
      let again = try #require(
        gradient(objective, batch, data, x, draw: Self.draw, using: workspace))
      #expect(again.loss == fresh.loss && again.gradient == fresh.gradient)
    }
  }

  @Test func lossesStayFinite() throws {
    let objective = MultilayerPerceptron<Float>(columns: 30, hidden: [8], classes: 4)
    let data = Net.mlp.data(9, sparse: false, as: Float.self)
    let x = start(objective).map { 1e8 * $0 }
    let result = try #require(gradient(objective, .rows(0..<9), data, x))
    #expect(result.loss.isFinite && result.loss > 1e8)
    #expect(result.gradient.allSatisfy { $0.isFinite })
  }

  @Test func nothingToEvaluate() throws {
    let objective = try Net.mlp.make(as: Double.self)
    let empty = objective.evaluate(
      Net.mlp.data(0, sparse: false), at: start(objective).span, using: objective.makeWorkspace())
    #expect(empty.loss.isNaN && empty.metrics.isEmpty)
  }
}

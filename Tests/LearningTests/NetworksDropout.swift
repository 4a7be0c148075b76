import Datasets
import Kernels
import Learning
import Testing

@Suite("Dropout by keyed streams") struct NetworksDropout {
  static let nets: [Net] = [.he, .cnn]

  @Test(arguments: nets) func sameNameSameChoices(_ net: Net) throws {
    let data = net.data(12, sparse: false, as: Float.self)
    let objective = try net.make(as: Float.self)
    let x = start(objective)
    func at(_ seed: UInt64, _ step: Int, _ block: Int) throws -> [Float] {
      try #require(
        gradient(
          objective, .rows(0..<12), data, x, draw: Draw(seed: seed, step: step, block: block))
      ).gradient
    }
    let first = try at(1, 4, 2)
    #expect(try at(1, 4, 2) == first)
    #expect(try at(2, 4, 2) != first)
    #expect(try at(1, 5, 2) != first)
    #expect(try at(1, 4, 3) != first)
    #expect(try at(1, 2, 4) != first)
    #expect(try #require(gradient(objective, .rows(0..<12), data, x)).gradient != first)
  }

  @Test func withoutDropoutDrawsChangeNothing() throws {
    let data = Net.mlp.data(12, sparse: false, as: Float.self)
    let objective = try Net.mlp.make(as: Float.self)
    let x = start(objective)
    let plain = try #require(gradient(objective, .rows(0..<12), data, x))
    let drawn = try #require(
      gradient(objective, .rows(0..<12), data, x, draw: Draw(seed: 1, step: 1, block: 1)))
    #expect(plain.gradient == drawn.gradient && plain.loss == drawn.loss)
  }

  @Test func evaluationDropsNothing() throws {
    let data = Net.mlp.data(50, sparse: false, as: Double.self)
    let plain = MultilayerPerceptron<Double>(columns: 30, hidden: [20], classes: 4)
    let dropping = MultilayerPerceptron<Double>(
      columns: 30, hidden: [20], classes: 4, dropout: 0.5)
    let x = start(plain)
    #expect(x == start(dropping))
    let expected = plain.evaluate(data, at: x.span, using: plain.makeWorkspace())
    #expect(dropping.evaluate(data, at: x.span, using: dropping.makeWorkspace()) == expected)
  }

  /// A dropped unit has no slope: the share of such units is the probability, and the others are
  /// scaled by its complement.
  @Test(arguments: [0.2, 0.5, 0.9]) func shareAndScale(_ probability: Double) throws {
    let units = 2000
    let objective = MultilayerPerceptron<Double>(
      columns: 2, hidden: [units], classes: 2, dropout: probability)
    // Every unit gives one; outputs do not listen, so each class has one half.
    var x = Array(repeating: 0.0, count: objective.dimension)
    for i in 2 * units..<3 * units { x[i] = 1 }
    let data = Dataset<Double>(
      features: .dense(DenseRows(rows: 1, columns: 2, Vector(repeating: 0, count: 2))), labels: [0])
    let g = try #require(
      gradient(objective, .rows(0..<1), data, x, draw: Draw(seed: 7, step: 0, block: 0))
    ).gradient
    let outputs = stride(from: 3 * units, to: 5 * units, by: 2).map { g[$0] }
    let dropped = outputs.filter { $0 == 0 }.count
    let deviation = (Double(units) * probability * (1 - probability)).squareRoot()
    #expect(abs(Double(dropped) - Double(units) * probability) < 4 * deviation)
    let expected = -0.5 / (1 - probability)
    #expect(outputs.allSatisfy { $0 == 0 || abs($0 - expected) < 1e-12 })
  }

  /// A sample's choices depend on its position in the block's batch, not on how pieces fall.
  @Test func positionsCount() throws {
    let data = Net.he.data(1, sparse: false, as: Double.self)
    let objective = try Net.he.make(as: Double.self)
    let x = start(objective)
    let draw = Draw(seed: 1, step: 0, block: 0)
    let same = Array(repeating: 0, count: 300)
    let all = try #require(gradient(objective, .chosen(same), data, x, draw: draw)).loss
    let some = try #require(
      gradient(objective, .chosen(Array(same.prefix(150))), data, x, draw: draw)
    ).loss
    let one = try #require(gradient(objective, .chosen([0]), data, x, draw: draw)).loss
    // 300 equal samples would have 300 times one's loss if all had one mask.
    #expect(abs(all - 300 * one) > 1e-3 && abs(all - 2 * some) > 1e-9)
  }
}

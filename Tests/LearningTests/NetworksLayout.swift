import Datasets
import Glibc
import Kernels
import Learning
import Settings
import Testing

/// The documented layout of parameters, by networks written as loops.
@Suite("Layout and start of the networks") struct NetworksLayout {
  /// Reads parameters one after the other.
  private struct Reader {
    var rest: ArraySlice<Double>
    mutating func take(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  private func dense(_ a: [Double], _ outputs: Int, _ x: inout Reader, hidden: Bool) -> [Double] {
    let (w, b) = (x.take(a.count * outputs), x.take(outputs))
    return (0..<outputs).map { c in
      let z = b[c] + a.indices.map { a[$0] * w[$0 * outputs + c] }.reduce(0, +)
      return hidden ? max(0, z) : z
    }
  }

  /// An image as channels of rows.
  private typealias Planes = [[[Double]]]

  private func convolved(_ image: Planes, _ outputs: Int, padding p: Int, _ x: inout Reader)
    -> Planes
  {
    let (w, b) = (x.take(outputs * image.count * 25), x.take(outputs))
    let (height, width) = (image[0].count, image[0][0].count)
    func pixel(_ c: Int, _ y: Int, _ x: Int) -> Double {
      (0..<height).contains(y) && (0..<width).contains(x) ? image[c][y][x] : 0
    }
    return (0..<outputs).map { o in
      func output(_ y: Int, _ x: Int) -> Double {
        var sum = b[o]
        for c in image.indices {
          for ky in 0..<5 {
            for kx in 0..<5 {
              sum += w[((o * image.count + c) * 5 + ky) * 5 + kx] * pixel(c, y + ky - p, x + kx - p)
            }
          }
        }
        return sum
      }
      return (0..<(height + 2 * p - 4) / 2).map { y in
        (0..<(width + 2 * p - 4) / 2).map { x in
          [0, 1, 2, 3].map { output(2 * y + $0 / 2, 2 * x + $0 % 2) }.reduce(0, max)
        }
      }
    }
  }

  private func loss(_ z: [Double], _ label: Int) -> Double {
    log(z.map { exp($0) }.reduce(0, +)) - z[label]
  }

  private func logits(_ name: String, _ row: [Double], _ parameters: [Double]) -> [Double] {
    var x = Reader(rest: parameters[...])
    defer { #expect(x.rest.isEmpty) }
    if name == "mlp" {
      let first = dense(row, 7, &x, hidden: true)
      return dense(dense(first, 6, &x, hidden: true), 4, &x, hidden: false)
    }
    // 28 × 28 with one channel, or 17 × 16 with two.
    let (height, width) = row.count == 784 ? (28, 28) : (17, 16)
    let image = (0..<row.count / (height * width)).map { c in
      (0..<height).map { y in
        (0..<width).map { row[(c * height + y) * width + $0] }
      }
    }
    let isLeNet = name == "lenet"
    let padding = isLeNet && row.count == 784 ? 2 : 0
    let first = convolved(image, isLeNet ? 6 : 10, padding: padding, &x)
    var a = convolved(first, isLeNet ? 16 : 20, padding: 0, &x).flatMap { $0.flatMap { $0 } }
    for units in isLeNet ? [120, 84] : [50] { a = dense(a, units, &x, hidden: true) }
    return dense(a, 4, &x, hidden: false)
  }

  @Test(arguments: [
    ("mlp:hidden=7+6", 30), ("cnn:channels=2,height=17,width=16", 544),
    ("lenet:channels=2,height=17,width=16", 544), ("cnn", 784), ("lenet", 784),
  ]) func asDocumented(_ text: String, _ columns: Int) throws {
    let spec = try Spec(parsing: text, option: "--model")
    let objective = try Objectives.make(
      spec, labels: .classes(4), columns: columns, as: Double.self)
    let x = start(objective)
    let data = Kind.softmax.data(3, columns, sparse: false, as: Double.self)
    guard case .dense(let matrix) = data.features else { return }
    for i in 0..<3 {
      let row = matrix.withRows(i..<i + 1) { Double.elements($0) }
      let expected = loss(logits(spec.name, row, x), Int(data.labels[i]))
      let got = try #require(gradient(objective, .rows(i..<i + 1), data, x)).loss
      #expect(abs(got - expected) < 1e-12)
    }
  }

  @Test func sizes() throws {
    func dimension(_ text: String, _ columns: Int) throws -> Int {
      try Objectives.make(
        try Spec(parsing: text, option: "--model"), labels: .classes(10), columns: columns,
        as: Float.self
      ).dimension
    }
    #expect(try dimension("mlp", 784) == 669_706)
    #expect(try dimension("cnn", 784) == 21_840)
    #expect(try dimension("lenet", 784) == 61_706)
    #expect(try dimension("lenet", 3072) == 62_006)
  }

  @Test func parametersByLayer() {
    let network = MultilayerPerceptron<Float>(columns: 5, hidden: [3], classes: 2).network
    #expect(network.parameters.map(\.weights) == [0..<15, 18..<24])
    #expect(network.parameters.map(\.biases) == [15..<18, 24..<26])
  }

  @Test func initialWeights() throws {
    let objective = MultilayerPerceptron<Double>(columns: 100, hidden: [50], classes: 4)
    let x = start(objective, seed: 1)
    #expect(x == start(objective, seed: 1))
    #expect(x != start(objective, seed: 2))
    #expect(x[..<5050].allSatisfy { abs($0) <= 0.1 } && x[..<5050].contains { abs($0) > 0.099 })
    #expect(x[5050...].contains { abs($0) > 0.12 } && x[5050...].allSatisfy { $0 * $0 <= 1 / 50.0 })
    let mean = x[..<5000].reduce(0, +) / 5000
    #expect(abs(mean) < 4 * 0.1 / (3.0 * 5000).squareRoot())

    let he = try Objectives.make(
      try Spec(parsing: "mlp:hidden=50,start=he", option: "--model"), labels: .classes(4),
      columns: 100, as: Double.self)
    let y = start(he)
    #expect(y[5000..<5050].allSatisfy { $0 == 0 })
    let variance = y[..<5000].map { $0 * $0 }.reduce(0, +) / 5000
    #expect(abs(variance - 0.02) < 4 * 0.02 * (2 / 5000.0).squareRoot())
  }
}

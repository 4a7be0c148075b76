import Datasets
import Kernels
import Learning
import Settings
import Testing

@Suite("Networks by name, and what they learn") struct NetworksByName {
  @Test(arguments: [
    ("mlp:hidden=0", 784, "mlp:hidden=0 is out of range"),
    ("mlp:hidden=5+x", 784, "is not a whole number"),
    ("mlp:hidden=+", 784, "write mlp:hidden=512+512"),
    ("mlp:dropout=1.5", 784, "out of range: 0.0 to 1.0"),
    ("mlp:dropout=1", 784, "give 0 to below 1"),
    ("mlp:start=hee", 784, "did you mean 'he'"),
    ("mlp:widths=3", 784, "known: "),
    ("cnn", 123, "123 features a sample are none it knows; set height, width and channels"),
    ("lenet:height=12", 784, "needs width"),
    ("cnn:height=20,width=30", 784, "= 600 features, but samples have 784"),
    ("lenet:height=15,width=16", 240, "at least 16 × 16"),
    ("mlp:hidden=1000000+1000000", 784, "would have 1000796000010 parameters on 784 features"),
    ("mlp:hidden=1", 1 << 30, "1073741824 (2^30) may be"),
    ("softmax", 1 << 29, "choose a smaller model"),
    ("cnn:height=16384,width=32768", 1 << 29, "may be"),
  ]) func errorsNameTheRemedy(_ text: String, _ columns: Int, _ words: String) throws {
    let spec = try Spec(parsing: text, option: "--model")
    let error = #expect(throws: ConfigurationError.self) {
      _ = try Objectives.make(spec, labels: .classes(10), columns: columns, as: Float.self)
    }
    let line = error?.description ?? ""
    #expect(line.contains(words), "\(line)")
    #expect(line.hasPrefix("--model: ") && !line.contains("\n"))
  }

  @Test(arguments: ["mlp", "cnn", "lenet"]) func labelsMustBeClasses(_ name: String) throws {
    let spec = Spec(name)
    for (labels, remedy) in [
      (LabelKind.binary, "use 'logistic'"), (.real, "use 'least-squares'"),
      (.classes(1), "check the labels"),
    ] {
      let error = #expect(throws: ConfigurationError.self) {
        _ = try Objectives.make(spec, labels: labels, columns: 784, as: Float.self)
      }
      #expect(error?.description.contains(remedy) == true)
    }
  }

  @Test(arguments: [
    ("mlp:hidden=3", "float32"), ("cnn", "float32"), ("lenet", "float32"), ("softmax", "float64"),
    ("nonsense", "float64"), (nil, "float64"),
  ]) func usualPrecision(_ model: String?, _ precision: String) throws {
    #expect(try Objectives.usualPrecision(of: model) == precision)
  }

  /// The exclusive or of two signs, which no linear model gets right in more than three of four.
  @Test(arguments: [false, true]) func learnsExclusiveOr(_ dropping: Bool) throws {
    let points: [Float] = [-1, -1, -1, 1, 1, -1, 1, 1]
    let data = Dataset<Float>(
      features: .dense(DenseRows(rows: 4, columns: 2, Vector(copying: points.span))),
      labels: [0, 1, 1, 0])
    func accuracy(_ objective: any Objective<Float>) throws -> Double {
      var x = start(objective)
      let workspace = objective.makeWorkspace()
      for step in 0..<600 {
        let g = try #require(
          gradient(
            objective, .rows(0..<4), data, x, draw: Draw(seed: 1, step: step, block: 0),
            using: workspace)
        ).gradient
        for i in x.indices { x[i] -= 0.1 * g[i] }
      }
      return objective.evaluate(data, at: x.span, using: workspace).metrics[0].value
    }
    #expect(
      try accuracy(
        MultilayerPerceptron<Float>(
          columns: 2, hidden: [16, 8], classes: 2, dropout: dropping ? 0.1 : 0)) == 1)
    #expect(try accuracy(SoftmaxRegression<Float>(columns: 2, classes: 2)) <= 0.75)
  }
}

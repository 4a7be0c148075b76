import Datasets
import Glibc
import Kernels
import Learning
import Settings
import Testing

@Suite("Evaluation of the linear objectives") struct ObjectivesEvaluation {
  private func evaluate<E: Scalar>(
    _ objective: any Objective<E>, _ data: Dataset<E>, _ x: [E]
  ) -> Evaluation {
    objective.evaluate(data, at: x.span, using: objective.makeWorkspace())
  }

  /// One feature; the model z = w x + b.
  private func line(_ x: [Double], _ y: [Double]) -> Dataset<Double> {
    Dataset(
      features: .dense(DenseRows(rows: x.count, columns: 1, Vector(copying: x.span))), labels: y)
  }

  @Test(arguments: Kind.allCases, [false, true]) func lossIsTheMean(_ kind: Kind, _ sparse: Bool)
    throws
  {
    let data = kind.data(700, 1000, sparse: sparse, as: Double.self)
    let objective = kind.make(1000, bias: true, as: Double.self)
    let x = model(objective.dimension, as: Double.self)
    let sum = try #require(gradient(objective, .rows(0..<700), data, x)).loss
    let evaluation = evaluate(objective, data, x)
    #expect(abs(evaluation.loss - sum / 700) < 1e-12 * sum)
    let names = [
      Kind.logistic: ["accuracy", "auc"], .bent: ["accuracy", "auc"], .leastSquares: ["mse", "r2"],
      .softmax: ["accuracy"],
    ]
    #expect(evaluation.metrics.map(\.name) == names[kind])
  }

  @Test func logisticByHand() {
    let data = line([-2, -1, 1, 3], [-1, 1, -1, 1])
    let result = evaluate(LogisticRegression<Double>(columns: 1), data, [1, 0])
    let losses: [Double] = [-2.0, 1.0, 1.0, -3.0].map { (margin: Double) in log1p(exp(margin)) }
    let loss = losses.reduce(0, +) / 4
    #expect(abs(result.loss - loss) < 1e-15)
    // Pairs (positive, negative): (-1, -2) (3, -2) (3, 1) in order, (-1, 1) not.
    #expect(result.metrics.map(\.value) == [0.5, 0.75])
  }

  @Test func oneClassHasNoArea() {
    let data = line([1, 2], [1, 1])
    let result = evaluate(LogisticRegression<Double>(columns: 1), data, [1, 0])
    #expect(result.metrics.map(\.name) == ["accuracy"])
  }

  @Test func leastSquaresByHand() {
    let data = line([0, 1, 2], [1, 2, 6])
    let result = evaluate(LeastSquaresRegression<Double>(columns: 1), data, [2, 1])
    // Predictions 1, 3, 5; errors 0, 1, −1; labels spread 4 + 1 + 9 about their mean 3.
    let expected: [Double] = [2.0 / 3, 1 - 2.0 / 14]
    #expect(result.loss == expected[0])
    #expect(result.metrics.map(\.value) == expected)
    let flat = evaluate(
      LeastSquaresRegression<Double>(columns: 1), line([0, 1, 2], [0.1, 0.1, 0.1]), [0, 0])
    #expect(flat.metrics.map(\.name) == ["mse"])
  }

  @Test func softmaxByHand() {
    // Logits x (1, 0, −1) + (0, 0, 0.5): row 0 is tied but for the bias, class 2.
    let data = line([0, 2, -2], [2, 0, 1])
    let result = evaluate(
      SoftmaxRegression<Double>(columns: 1, classes: 3), data, [1, 0, -1, 0, 0, 0.5])
    #expect(result.metrics.map(\.value) == [2.0 / 3])
  }

  @Test(arguments: Kind.allCases) func startsAtZero(_ kind: Kind) {
    let objective = kind.make(3, bias: true, as: Double.self)
    var x = Vector<Double>(repeating: 7, count: objective.dimension)
    x.withMutableSpan { objective.initialize(&$0, seed: 1) }
    #expect(x.withSpan { Double.elements($0) }.allSatisfy { $0 == 0 })
  }

  @Test(arguments: Kind.allCases) func nothingToEvaluate(_ kind: Kind) {
    let objective = kind.make(3, bias: true, as: Double.self)
    let result = evaluate(
      objective, kind.data(0, 3, sparse: false, as: Double.self), model(objective.dimension))
    #expect(result.loss.isNaN && result.metrics.isEmpty)
  }
}

@Suite("Models by name") struct ObjectivesModels {
  @Test(arguments: [
    ("softmax", LabelKind.classes(10), 50), ("softmax:bias=no", .classes(10), 40),
    ("logistic", .binary, 5), ("logistic:bias=no", .binary, 4), ("least-squares", .real, 5),
    ("least-squares", .binary, 5),
  ]) func dimensions(_ text: String, _ labels: LabelKind, _ dimension: Int) throws {
    let spec = try Spec(parsing: text, option: "--model")
    #expect(
      try Objectives.make(spec, labels: labels, columns: 4, as: Double.self).dimension == dimension)
    #expect(
      try Objectives.make(spec, labels: labels, columns: 4, as: Float.self).dimension == dimension)
  }

  @Test(arguments: [
    ("logistic", LabelKind.classes(10), "use 'softmax'"),
    ("logistic", .real, "use 'least-squares'"), ("softmax", .binary, "use 'logistic'"),
    ("softmax", .real, "use 'least-squares'"), ("softmax", .classes(1), "check the labels"),
    ("least-squares", .classes(3), "use 'softmax'"),
    ("sofmax", .classes(3), "did you mean 'softmax'"),
    ("softmax:bia=no", .classes(3), "did you mean 'bias'"),
    ("softmax:bias=perhaps", .classes(3), "neither yes nor no"),
  ]) func errorsNameTheRemedy(_ text: String, _ labels: LabelKind, _ remedy: String) throws {
    let spec = try Spec(parsing: text, option: "--model")
    let error = #expect(throws: ConfigurationError.self) {
      _ = try Objectives.make(spec, labels: labels, columns: 4, as: Double.self)
    }
    #expect(error?.description.contains(remedy) == true)
    #expect(error?.description.hasPrefix("--model: ") == true)
  }

  @Test func entries() {
    #expect(
      Objectives.entries.map(\.name) == [
        "softmax", "logistic", "least-squares", "mlp", "cnn", "lenet",
      ])
    #expect(Objectives.entries.prefix(3).allSatisfy { $0.parameters.first?.key == "bias" })
    #expect(Objectives.entries[1].parameters.map(\.key) == ["bias", "nonconvex"])
  }
}

public import Datasets
public import Kernels
public import Settings

/// A multilayer perceptron: fully connected layers, rectified but for the last.
///
/// `hidden` units 512 and 512 on 784 features and 10 classes are the network of the IS-GC program
/// (Su, Sukhnandan, Li, "On Arbitrary Ignorance of Stragglers with Gradient Coding", 2023).
/// Parameters, layer by layer from the features: weights, inputs × outputs row major (the weight of
/// input f for output c is number f · outputs + c), then one bias an output. Sparse features stay
/// sparse.
public struct MultilayerPerceptron<Element: Scalar>: NetworkObjective {
  /// The layers.
  public let network: Network<Element>

  /// A perceptron.
  /// - Parameters:
  ///   - columns: Features of a sample.
  ///   - hidden: Units of each hidden layer; none is softmax regression.
  ///   - classes: Outputs.
  ///   - dropout: The probability to drop a hidden unit in training, 0 to below 1.
  public init(columns: Int, hidden: [Int], classes: Int, dropout: Double = 0) {
    self.init(
      columns: columns, hidden: hidden, classes: classes, dropout: dropout, start: .uniform)
  }

  init(columns: Int, hidden: [Int], classes: Int, dropout: Double, start: InitialWeights) {
    precondition(hidden.allSatisfy { $0 > 0 } && classes > 0, "a layer without units")
    precondition(dropout >= 0 && dropout < 1, "a probability from 0 to below 1")
    let widths = [columns] + hidden + [classes]
    let layers = (0...hidden.count).map { l in
      let isHidden = l < hidden.count
      return DenseLayer<Element>(
        inputs: widths[l], outputs: widths[l + 1], isHidden: isHidden,
        dropout: isHidden ? Dropout(dropout, units: widths[l + 1], layer: l) : nil)
    }
    network = Network(layers, classes: classes, start: start)
  }

  /// What `list models` prints.
  public static var entry: Entry {
    Entry(
      "mlp", "several classes: fully connected layers with rectified hidden units, softmax",
      [
        Entry.Parameter("hidden", standard: "512+512", "units of each hidden layer"),
        .dropout("a hidden unit"), .start,
      ])
  }

  /// The network that a user named.
  public init(_ spec: Spec, labels: LabelKind, columns: Int, option: String)
    throws(ConfigurationError)
  {
    let hidden =
      spec["hidden"] == nil
      ? [512, 512] : try spec.integers("hidden", in: 1...1_000_000, option: option)
    guard !hidden.isEmpty else {
      throw ConfigurationError(
        "\(option): mlp:hidden=\(spec["hidden"] ?? "") names no layer; write mlp:hidden=512+512")
    }
    self.init(
      columns: columns, hidden: hidden, classes: try classCount(spec, labels, option),
      dropout: try dropoutProbability(spec, option),
      start: try InitialWeights(spec, option: option))
  }
}

public import Datasets
public import Kernels
public import Settings

/// The convolutional network of the IS-GC program: two convolutions of 10 and 20 channels.
///
/// 5 × 5 convolution to 10 channels, max-pooling by 2, ReLU; the same to 20 channels; 50 rectified
/// units; one output a class: 21,840 parameters on 28 × 28 and ten classes. `dropout` drops units of
/// the hidden layer, as the program does with 0.5; it normalizes its images, which are here in
/// [0, 1]. Source: Su, Sukhnandan, Li, "On Arbitrary Ignorance of Stragglers with Gradient Coding",
/// ICDCS 2023, its program.
///
/// Parameters, layer by layer: convolutions have weights, output channels × input channels × 5 × 5,
/// row major, then a bias a channel; fully connected layers have weights, inputs × outputs row major,
/// then a bias an output. The inputs of the first of them go channel by channel, row by row.
public struct ConvolutionalNetwork<Element: Scalar>: NetworkObjective {
  /// The layers.
  public let network: Network<Element>

  init(_ shape: ImageShape, classes: Int, dropout: Double, start: InitialWeights) {
    let first = ConvolutionLayer<Element>(shape, channels: 10, kernel: 5, isFirst: true)
    let second = ConvolutionLayer<Element>(first.shape, channels: 20, kernel: 5, isFirst: false)
    network = Network(
      [
        PlanesLayer<Element>(shape), first, second,
        RowsLayer<Element>(channels: 20, outputs: second.outputs),
        DenseLayer<Element>(
          inputs: second.outputs, outputs: 50, isHidden: true,
          dropout: Dropout(dropout, units: 50, layer: 4)),
        DenseLayer<Element>(inputs: 50, outputs: classes, isHidden: false),
      ], classes: classes, start: start)
  }

  /// What `list models` prints.
  public static var entry: Entry {
    Entry(
      "cnn", "images: 5x5 convolutions to 10 and 20 channels, max-pooling, 50 units, softmax",
      [.dropout("a hidden unit"), .start]
        + Entry.Parameter.imageShape)
  }

  /// The network that a user named.
  public init(_ spec: Spec, labels: LabelKind, columns: Int, option: String)
    throws(ConfigurationError)
  {
    let shape = try ImageShape(spec, columns: columns, option: option)
    try shape.check(least: 16, spec, option)
    self.init(
      shape, classes: try classCount(spec, labels, option),
      dropout: try dropoutProbability(spec, option),
      start: try InitialWeights(spec, option: option))
  }
}

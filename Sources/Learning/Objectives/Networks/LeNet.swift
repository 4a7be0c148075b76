public import Datasets
public import Kernels
public import Settings

/// LeNet-5 in the form that is common today.
///
/// 5 × 5 convolution to 6 channels, ReLU, max-pooling by 2; 5 × 5 convolution to 16 channels, ReLU,
/// max-pooling by 2; 120 and 84 rectified units; one output a class. Images of 28 × 28 get two zeros on
/// every side, as the original had its digits in 32 × 32; others get none. That is 61,706
/// parameters for MNIST and 62,006 for CIFAR-10. The original (LeCun, Bottou, Bengio, Haffner,
/// "Gradient-Based Learning Applied to Document Recognition", 1998) had averages in place of maxima,
/// sigmoid units, partly connected channels and Gaussian outputs.
///
/// Parameters go layer by layer as in `ConvolutionalNetwork`.
public struct LeNet<Element: Scalar>: NetworkObjective {
  /// The layers.
  public let network: Network<Element>

  init(_ shape: ImageShape, classes: Int, start: InitialWeights) {
    let first = ConvolutionLayer<Element>(
      shape, channels: 6, kernel: 5, padding: Self.padding(shape), isFirst: true)
    let second = ConvolutionLayer<Element>(first.shape, channels: 16, kernel: 5, isFirst: false)
    network = Network(
      [
        PlanesLayer<Element>(shape), first, second,
        RowsLayer<Element>(channels: 16, outputs: second.outputs),
        DenseLayer<Element>(inputs: second.outputs, outputs: 120, isHidden: true),
        DenseLayer<Element>(inputs: 120, outputs: 84, isHidden: true),
        DenseLayer<Element>(inputs: 84, outputs: classes, isHidden: false),
      ], classes: classes, start: start)
  }

  private static func padding(_ shape: ImageShape) -> Int {
    shape.height == 28 && shape.width == 28 ? 2 : 0
  }

  /// What `list models` prints.
  public static var entry: Entry {
    Entry(
      "lenet", "images: LeNet-5 with ReLU and max-pooling, 120 and 84 units, softmax",
      [.start] + Entry.Parameter.imageShape)
  }

  /// The network that a user named.
  public init(_ spec: Spec, labels: LabelKind, columns: Int, option: String)
    throws(ConfigurationError)
  {
    let shape = try ImageShape(spec, columns: columns, option: option)
    try shape.check(least: 16, spec, option)
    self.init(
      shape, classes: try classCount(spec, labels, option),
      start: try InitialWeights(spec, option: option))
  }
}

import Datasets
import Kernels

/// A layer of a network: a function of its inputs and of its own parameters.
///
/// A layer is a value that knows shapes. What it computes for a piece of a batch goes to vectors of
/// the workspace; the slopes go the other way. Parameters are weights, then biases.
protocol Layer<Element>: Sendable {
  associatedtype Element: Scalar
  /// Elements that it gives for a sample.
  var outputs: Int { get }
  /// The number of weights.
  var weights: Int { get }
  /// The number of biases.
  var biases: Int { get }
  /// How many inputs an output adds up, which initial weights are scaled by.
  var fanIn: Int { get }
  /// Elements of intermediate results for a sample, which should fit a cache.
  var scratch: Int { get }

  /// Outputs of `count` samples, from the parameters `x` of this layer.
  func forward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    _ memory: LayerMemory<Element>)

  /// g ← β g + ∂ℓ/∂parameters with the pass's β; writes ∂ℓ/∂inputs to `below` where there is a layer below.
  ///
  /// `memory.slopes` holds ∂ℓ/∂outputs; it may be changed.
  func backward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, below: Slot<Element>?, _ memory: LayerMemory<Element>)
}

/// What a layer reads.
enum LayerInput<Element: Scalar> {
  /// Rows of the data set; chosen ones are gathered in the vector.
  case samples(Features<Element>, Piece, gathered: Slot<Element>)
  /// What the layer below gave.
  case activations(Slot<Element>)
}

/// One walk up and down the layers, for a piece of a batch.
struct Pass<Element: Scalar> {
  /// Samples of the piece.
  let count: Int
  /// Where the piece begins in its batch.
  let first: Int
  /// The random choices; nil where nothing is dropped.
  let draw: Draw?
  /// What a gradient is multiplied by before this piece's is added: 0 for the first that is written.
  let beta: Element
}

/// What becomes of a gradient.
enum GradientKind {
  /// It is added, and nothing is dropped.
  case adding
  /// It is written, with random choices.
  case writing(Draw)
}

/// The vectors of one layer, for up to `most` samples.
struct LayerMemory<Element: Scalar> {
  private let workspace: Workspace<Element>
  private let first: Int
  private let most: Int

  init(_ workspace: Workspace<Element>, layer: Int, most: Int) {
    self.workspace = workspace
    self.first = NetworkMemory.layers + 5 * layer
    self.most = most
  }

  /// What the layer gives.
  func outputs(_ each: Int) -> Slot<Element> { workspace.slot(first, count: most * each) }
  /// ∂ℓ/∂outputs.
  func slopes(_ each: Int) -> Slot<Element> { workspace.slot(first + 1, count: most * each) }
  /// Factors of dropped units.
  func mask(_ each: Int) -> Slot<Element> { workspace.slot(first + 2, count: most * each) }
  /// Intermediate results.
  func scratch(_ each: Int) -> Slot<Element> { workspace.slot(first + 3, count: most * each) }
  /// More of them.
  func sums(_ each: Int) -> Slot<Element> { workspace.slot(first + 4, count: most * each) }
}

/// Numbers of a workspace's vectors in a network.
enum NetworkMemory {
  static let rows = 0
  static let labels = 1
  static let layers = 2
}

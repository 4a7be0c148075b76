import Datasets
public import Kernels
import Randomness

/// Layers one above the other, softmax with cross-entropy on top: ℓ = −log softmax(z)_y.
///
/// The parameters are one flat vector: the layers from the first, each with its weights, then its
/// biases. A batch is walked in pieces of at most 256 samples, fewer where intermediate results would
/// not fit a cache; a piece goes up all layers and down again. Pieces depend on shapes alone, so a
/// result has the same bits whenever it is computed.
public struct Network<Element: Scalar>: Sendable {
  private let layers: [any Layer<Element>]
  /// Where each layer's parameters begin, and where the last one's end.
  private let starts: [Int]
  private let start: InitialWeights
  private let classes: Int
  private let most: Int

  /// - Parameter classes: Outputs of the last layer.
  init(_ layers: [any Layer<Element>], classes: Int, start: InitialWeights) {
    self.layers = layers
    self.start = start
    self.classes = classes
    var starts = [0]
    for layer in layers { starts.append(starts[starts.count - 1] + layer.weights + layer.biases) }
    self.starts = starts
    let scratch = layers.map(\.scratch).max() ?? 0
    most = max(1, min(256, Self.cacheBytes / max(1, scratch * MemoryLayout<Element>.stride)))
  }

  /// Measured: what a piece's largest intermediate result may take.
  private static var cacheBytes: Int { 2 << 20 }

  /// d, the number of parameters.
  public var dimension: Int { starts[starts.count - 1] }

  /// Where the weights and the biases of each layer are in the flat vector; layers without
  /// parameters are left out.
  public var parameters: [(weights: Range<Int>, biases: Range<Int>)] {
    layers.indices.filter { layers[$0].weights > 0 }.map {
      let biases = starts[$0] + layers[$0].weights
      return (starts[$0]..<biases, biases..<starts[$0 + 1])
    }
  }

  /// G ← scale · Σ ∇ℓ, or G ← G + scale · Σ ∇ℓ; returns Σ ℓ, or nil where `proceed` said no.
  func addGradient(
    _ scale: Element, of batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, using workspace: Workspace<Element>, pass kind: GradientKind,
    while proceed: () -> Bool
  ) -> Double? {
    precondition(g.count == dimension, "a gradient of another model")
    var draw: Draw?
    if case .writing(let choices) = kind {
      draw = choices
      if batch.count == 0 { Element.fill(0, &g) }
    }
    var loss = 0.0
    let whole = walk(batch, in: data, at: x, using: workspace, draw: draw, while: proceed) {
      pass, input, most, z, labels in
      loss += Element.softmaxResiduals(&z, labels, classes: classes)
      let top = LayerMemory(workspace, layer: layers.count - 1, most: most)
      top.slopes(classes).vector.withMutableSpan { memory in
        var slopes = memory.part(0..<z.count)
        Element.scaledCopy(scale, z.span, &slopes)
      }
      for l in layers.indices.reversed() {
        let memory = LayerMemory(workspace, layer: l, most: most)
        let under = LayerMemory(workspace, layer: l - 1, most: most)
        var part = g.part(starts[l]..<starts[l + 1])
        layers[l].backward(
          pass, l == 0 ? input : .activations(under.outputs(layers[l - 1].outputs)),
          at: x.extracting(starts[l]..<starts[l + 1]), to: &part,
          below: l == 0 ? nil : under.slopes(layers[l - 1].outputs), memory)
      }
    }
    return whole ? loss : nil
  }

  /// Mean loss and accuracy, with nothing dropped.
  func evaluate(
    _ data: Dataset<Element>, at x: Span<Element>, using workspace: Workspace<Element>
  ) -> Evaluation {
    guard data.count > 0 else { return Evaluation(loss: .nan, metrics: []) }
    var (loss, right) = (0.0, 0)
    _ = walk(
      .rows(0..<data.count), in: data, at: x, using: workspace, draw: nil, while: { true }
    ) { _, _, _, z, labels in
      right += Element.countLargest(z.span, labels, classes: classes)
      loss += Element.softmaxResiduals(&z, labels, classes: classes)
    }
    let count = Double(data.count)
    return Evaluation(
      loss: loss / count, metrics: [(name: "accuracy", value: Double(right) / count)])
  }

  /// Fills the initial model: each layer from a stream of its own.
  func initialize(_ x: inout MutableSpan<Element>, seed: UInt64) {
    precondition(x.count == dimension, "parameters of another model")
    for l in layers.indices {
      var stream = Stream(seed: seed, for: .initialization, l)
      var part = x.part(starts[l]..<starts[l + 1])
      start.fill(&part, weights: layers[l].weights, fanIn: layers[l].fanIn, &stream)
    }
  }

  /// Calls `body` with the logits and labels of each piece; false where `proceed` said no.
  private func walk(
    _ batch: Batch, in data: Dataset<Element>, at x: Span<Element>,
    using workspace: Workspace<Element>, draw: Draw?, while proceed: () -> Bool,
    _ body: (
      Pass<Element>, LayerInput<Element>, Int, inout MutableSpan<Element>, Span<Element>
    ) -> Void
  ) -> Bool {
    precondition(x.count == dimension, "parameters of another model")
    let step = min(most, batch.count)
    var begin = 0
    while begin < batch.count {
      guard proceed() else { return false }
      let range = begin..<min(begin + step, batch.count)
      let piece = batch.piece(range)
      let pass = Pass<Element>(
        count: range.count, first: begin, draw: draw, beta: draw != nil && begin == 0 ? 0 : 1)
      let input = LayerInput.samples(
        data.features, piece,
        gathered: data.gathered(piece, most: step, workspace, slot: NetworkMemory.rows))
      var from = input
      for l in layers.indices {
        let memory = LayerMemory(workspace, layer: l, most: step)
        layers[l].forward(pass, from, at: x.extracting(starts[l]..<starts[l + 1]), memory)
        from = .activations(memory.outputs(layers[l].outputs))
      }
      let top = LayerMemory(workspace, layer: layers.count - 1, most: step).outputs(classes)
      top.vector.withMutableSpan { memory in
        var z = memory.part(0..<range.count * classes)
        data.withLabels(of: piece, most: step, workspace, slot: NetworkMemory.labels) { labels in
          body(pass, input, step, &z, labels)
        }
      }
      begin = range.upperBound
    }
    return true
  }
}

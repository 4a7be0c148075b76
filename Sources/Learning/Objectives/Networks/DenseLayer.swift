import Kernels

/// Z = A W + 1 bᵀ for samples in rows, rectified and dropped where it is a hidden layer.
///
/// Weights are `inputs` × `outputs` row major: those of one input follow each other, so that a sparse
/// sample reads and adds whole rows.
struct DenseLayer<Element: Scalar>: Layer {
  let inputs: Int
  let outputs: Int
  let isHidden: Bool
  let dropout: Dropout?

  init(inputs: Int, outputs: Int, isHidden: Bool, dropout: Dropout? = nil) {
    self.inputs = inputs
    self.outputs = outputs
    self.isHidden = isHidden
    self.dropout = dropout
  }

  var weights: Int { inputs * outputs }
  var biases: Int { outputs }
  var fanIn: Int { inputs }
  var scratch: Int { 0 }

  func forward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    _ memory: LayerMemory<Element>
  ) {
    let w = x.extracting(0..<weights)
    let b = x.extracting(weights..<weights + biases)
    memory.outputs(outputs).vector.withMutableSpan { all in
      var z = all.part(0..<pass.count * outputs)
      switch input {
      case .samples(let features, let piece, let gathered):
        features.times(piece, w, width: outputs, &z, gathered: gathered)
      case .activations(let slot):
        slot.vector.withSpan { a in
          Element.gemm(
            1, a.extracting(0..<pass.count * inputs), w, 0, &z, m: pass.count, n: outputs, k: inputs
          )
        }
      }
      guard isHidden else { return Element.addToRows(b, &z) }
      Element.addToRowsAndRectify(b, &z)
      dropout?.apply(pass, memory, &z)
    }
  }

  func backward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, below: Slot<Element>?, _ memory: LayerMemory<Element>
  ) {
    memory.slopes(outputs).vector.withMutableSpan { all in
      var d = all.part(0..<pass.count * outputs)
      if isHidden {
        dropout?.applyAgain(pass, memory, &d)
        memory.outputs(outputs).vector.withSpan { a in
          Element.rectifySlopes(a.extracting(0..<pass.count * outputs), &d)
        }
      }
      let r = d.span
      addParameters(pass, input, r, to: &g)
      below?.vector.withMutableSpan { memory in
        var slopes = memory.part(0..<pass.count * inputs)
        Element.gemmByTransposed(
          1, r, x.extracting(0..<weights), 0, &slopes, m: pass.count, n: inputs, k: outputs)
      }
    }
  }

  private func addParameters(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, _ r: Span<Element>,
    to g: inout MutableSpan<Element>
  ) {
    var slopes = g.part(0..<weights)
    switch input {
    case .samples(let features, let piece, let gathered):
      features.addTransposed(
        1, piece, r, width: outputs, onto: pass.beta, &slopes, gathered: gathered)
    case .activations(let slot):
      slot.vector.withSpan { a in
        Element.gemmTransposed(
          1, a.extracting(0..<pass.count * inputs), r, pass.beta, &slopes, m: inputs, n: outputs,
          k: pass.count)
      }
    }
    var ends = g.part(weights..<weights + biases)
    if pass.beta == 0 { Element.fill(0, &ends) }
    Element.addColumnSums(1, r, &ends)
  }
}

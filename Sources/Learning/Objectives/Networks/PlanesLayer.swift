import Datasets
import Kernels

/// Images out of the data set, one a row, into planes: channels × samples × height × width.
///
/// Sparse rows get their zeros back: a convolution would fill them anyway.
struct PlanesLayer<Element: Scalar>: Layer {
  let channels: Int
  let outputs: Int

  init(_ shape: ImageShape) {
    channels = shape.channels
    outputs = shape.channels * shape.height * shape.width
  }

  var weights: Int { 0 }
  var biases: Int { 0 }
  var fanIn: Int { 1 }
  var scratch: Int { outputs }

  func forward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    _ memory: LayerMemory<Element>
  ) {
    guard case .samples(let features, let piece, _) = input else {
      preconditionFailure("planes are the first layer")
    }
    precondition(features.columns == outputs, "a data set of another width")
    memory.outputs(outputs).vector.withMutableSpan { all in
      var planes = all.part(0..<pass.count * outputs)
      guard channels > 1 else { return features.copyRows(piece, &planes) }
      memory.scratch(outputs).vector.withMutableSpan { scratch in
        var rows = scratch.part(0..<pass.count * outputs)
        features.copyRows(piece, &rows)
        Element.exchangeAxes(rows.span, first: pass.count, second: channels, &planes)
      }
    }
  }

  func backward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, below: Slot<Element>?, _ memory: LayerMemory<Element>
  ) {}
}

/// Planes into rows, one sample each: channel by channel, as fully connected layers read them.
struct RowsLayer<Element: Scalar>: Layer {
  let channels: Int
  let outputs: Int

  var weights: Int { 0 }
  var biases: Int { 0 }
  var fanIn: Int { 1 }
  var scratch: Int { outputs }

  func forward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    _ memory: LayerMemory<Element>
  ) {
    guard case .activations(let planes) = input else {
      preconditionFailure("a layer of planes is below")
    }
    memory.outputs(outputs).vector.withMutableSpan { all in
      var rows = all.part(0..<pass.count * outputs)
      planes.vector.withSpan {
        Element.exchangeAxes(
          $0.extracting(0..<pass.count * outputs), first: channels, second: pass.count, &rows)
      }
    }
  }

  func backward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, below: Slot<Element>?, _ memory: LayerMemory<Element>
  ) {
    memory.slopes(outputs).vector.withSpan { all in
      let d = all.extracting(0..<pass.count * outputs)
      below?.vector.withMutableSpan { memory in
        var planes = memory.part(0..<pass.count * outputs)
        Element.exchangeAxes(d, first: pass.count, second: channels, &planes)
      }
    }
  }
}

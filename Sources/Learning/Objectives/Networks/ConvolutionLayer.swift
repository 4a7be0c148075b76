import Kernels

/// A convolution of step one, its bias, max-pooling of 2 × 2 squares and rectification, on planes.
///
/// All images of a piece are one matrix product, with what each output reads in its columns (Chellapilla,
/// Puri, Simard, "High Performance Convolutional Neural Networks for Document Processing", 2006). Weights
/// are output channels × input channels × kernel × kernel, row major. docs/CONVOLUTION.md compares
/// this with oneDNN.
struct ConvolutionLayer<Element: Scalar>: Layer {
  let grid: PatchGrid
  let channels: Int
  /// Whether nothing below it learns, so that no slopes of its inputs are needed.
  let isFirst: Bool

  init(_ shape: ImageShape, channels: Int, kernel: Int, padding: Int = 0, isFirst: Bool) {
    grid = PatchGrid(
      channels: shape.channels, height: shape.height, width: shape.width, kernel: kernel,
      padding: padding)
    self.channels = channels
    self.isFirst = isFirst
  }

  /// What it gives: nothing where the image is too small.
  var shape: ImageShape {
    ImageShape(channels: channels, height: grid.rows / 2, width: grid.columns / 2)
  }

  var outputs: Int { channels * (grid.rows / 2) * (grid.columns / 2) }
  var weights: Int { channels * grid.weights }
  var biases: Int { channels }
  var fanIn: Int { grid.weights }
  var scratch: Int { grid.weights * grid.outputs }

  private var sums: Int { channels * grid.outputs }

  func forward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    _ memory: LayerMemory<Element>
  ) {
    guard case .activations(let planes) = input else {
      preconditionFailure("a layer of planes is below")
    }
    memory.scratch(scratch).vector.withMutableSpan { all in
      var patches = all.part(0..<pass.count * scratch)
      planes.vector.withSpan {
        Element.patches(
          $0.extracting(0..<pass.count * grid.inputs), grid, count: pass.count, &patches)
      }
      memory.sums(sums).vector.withMutableSpan { all in
        var z = all.part(0..<pass.count * sums)
        Element.gemm(
          1, x.extracting(0..<weights), patches.span, 0, &z, m: channels,
          n: pass.count * grid.outputs, k: grid.weights)
        memory.outputs(outputs).vector.withMutableSpan { all in
          var p = all.part(0..<pass.count * outputs)
          Element.poolAndRectify(
            z.span, x.extracting(weights..<weights + biases), planes: pass.count,
            height: grid.rows, width: grid.columns, &p)
        }
      }
    }
  }

  func backward(
    _ pass: Pass<Element>, _ input: LayerInput<Element>, at x: Span<Element>,
    to g: inout MutableSpan<Element>, below: Slot<Element>?, _ memory: LayerMemory<Element>
  ) {
    memory.sums(sums).vector.withMutableSpan { all in
      var z = all.part(0..<pass.count * sums)
      memory.outputs(outputs).vector.withSpan { p in
        memory.slopes(outputs).vector.withSpan { d in
          Element.poolSlopes(
            p.extracting(0..<pass.count * outputs), d.extracting(0..<pass.count * outputs),
            height: grid.rows, width: grid.columns, &z)
        }
      }
      memory.scratch(scratch).vector.withMutableSpan { all in
        var patches = all.part(0..<pass.count * scratch)
        var slopes = g.part(0..<weights)
        Element.gemmByTransposed(
          1, z.span, patches.span, pass.beta, &slopes, m: channels, n: grid.weights,
          k: pass.count * grid.outputs)
        guard !isFirst, let below else { return }
        Element.gemmTransposed(
          1, x.extracting(0..<weights), z.span, 0, &patches, m: grid.weights,
          n: pass.count * grid.outputs, k: channels)
        below.vector.withMutableSpan { memory in
          var planes = memory.part(0..<pass.count * grid.inputs)
          Element.sumPatches(patches.span, grid, count: pass.count, &planes)
        }
      }
      var ends = g.part(weights..<weights + biases)
      if pass.beta == 0 { Element.fill(0, &ends) }
      Element.addRowSums(z.span, &ends)
    }
  }
}

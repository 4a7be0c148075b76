import Kernels
import Randomness

/// Dropout: in training each unit is zero with a probability p, and else multiplied by 1 / (1 − p).
///
/// - Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout", JMLR 15, 2014; scaled
///   in training, so that evaluation needs no factor.
struct Dropout: Sendable {
  /// p, from 0 to below 1.
  let probability: Double
  /// Units of a sample, or planes of an image, that are dropped one by one.
  let units: Int
  /// Which layer's streams.
  let layer: Int

  /// A rule, or nil where nothing is ever dropped.
  init?(_ probability: Double, units: Int, layer: Int) {
    guard probability > 0 else { return nil }
    self.probability = probability
    self.units = units
    self.layer = layer
  }

  /// Draws the factors of a piece and applies them to activations of samples in rows.
  func apply<Element: Scalar>(
    _ pass: Pass<Element>, _ memory: LayerMemory<Element>, _ a: inout MutableSpan<Element>
  ) {
    guard let draw = pass.draw else { return }
    memory.mask(units).vector.withMutableSpan { mask in
      for i in 0..<pass.count {
        var stream = draw.stream(position: pass.first + i, layer: layer)
        var factors = mask.part(i * units..<(i + 1) * units)
        Element.drawMask(keeping: 1 - probability, &factors) { stream.next() }
      }
      Element.scaleRows(mask.span.extracting(0..<pass.count * units), &a)
    }
  }

  /// Applies the same factors to slopes.
  func applyAgain<Element: Scalar>(
    _ pass: Pass<Element>, _ memory: LayerMemory<Element>, _ d: inout MutableSpan<Element>
  ) {
    guard pass.draw != nil else { return }
    memory.mask(units).vector.withSpan { mask in
      Element.scaleRows(mask.extracting(0..<pass.count * units), &d)
    }
  }
}

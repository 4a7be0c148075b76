import Kernels
import Learning
import Settings

/// Gradient descent that leaves the model as it is in the first steps.
struct HeldDescent: Optimizer, ~Copyable {
  typealias Element = Double

  private var descent: GradientDescent<Double>
  private let heldSteps: Int

  init(_ descent: consuming GradientDescent<Double>, heldSteps: Int) {
    self.descent = descent
    self.heldSteps = heldSteps
  }

  var stepSize: StepSize { descent.stepSize }
  var l2: Double { descent.l2 }

  mutating func update(
    _ x: inout Vector<Double>, along estimate: Span<Double>, loss: Double, step: Int
  ) {
    if step >= heldSteps { descent.update(&x, along: estimate, loss: loss, step: step) }
  }

  func state() -> SavedState<Double> { SavedState() }
  mutating func restore(_ state: SavedState<Double>) throws(SavedStateError) {}
}

import Clusters
import Coding
import Kernels
import Training

/// A gradient that costs nothing: what was in the message is sent again.
struct NoGradient: GradientSource {
  let gradientLength: Int

  func evaluate(
    block: Int, draw: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
    while proceed: () -> Bool
  ) -> Bool { true }

  func forAnotherThread() -> any GradientSource<Double> { self }
}

/// No injected delay.
struct NoWaiting: DelayModel {
  var mean: Double? { 0 }
  func seconds(worker: Int, step: Int, load: Double) -> Double { 0 }
}

/// Counts messages, as the loop's least observer.
struct Counter: TrainingObserver {
  private(set) var messages = 0

  mutating func saw(_ event: Event, step: Int) { if case .message = event { messages += 1 } }
  mutating func stepped(_ record: StepRecord, model: Span<Double>) -> Bool { true }
}

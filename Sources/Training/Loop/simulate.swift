public import Clusters
public import Coding

/// The events of a run in virtual time without gradients: when what arrives, and nothing else.
///
/// The same control and the same workers as in a training, so the same times.
///
/// - Throws: what the scheme or the observer throw, and `TrainingError`.
public func simulate<V: TimingObserver & ~Copyable>(
  _ scheme: any Scheme, lateWork: LateWork, shares: [Double], on workers: inout VirtualWorkers,
  steps: Range<Int>, lostBlocks: LostBlocks = .stop, keepsTasks: Bool = false, observer: inout V
) throws {
  var loop = StepLoop(
    StepControl(
      scheme, lateWork: lateWork, shares: shares, lostBlocks: lostBlocks,
      firstStep: steps.lowerBound, keepsTasks: keepsTasks), waitsFor: scheme.waitsFor,
    keepsTasks: keepsTasks)
  for step in steps {
    try loop.run(step, on: &workers, observer: &observer) { _, _ in }
    guard try observer.stepped(StepRecord(loop.control)) else { break }
  }
  try loop.end(at: workers.now, observer: &observer)
}

public import Clusters
public import Coding
public import Kernels
public import Learning
public import Staleness

/// The one training loop, for every scheme, on every cluster.
///
/// Each step publishes the model, asks for events until the control says that the step is over, carries
/// out what the control says on the way, and updates the model along the estimate. Which worker waits
/// and which goes on at once is part of the method, and stands in `StepControl`.
///
/// The order of arrival chooses; the order of places sums: with the same responders a step gives the
/// same bits, whoever came first.
///
/// - Parameters:
///   - model: The model before the first of `steps`, d elements; in the end the model after the last.
///   - scheme: What workers add up, and how the parameter server gathers.
///   - lateWork: What an overtaken worker does.
///   - shares: The fraction of samples in each block.
///   - lostBlocks: What becomes of blocks that lost workers alone hold.
///   - cluster: The workers; its estimates have d + 1 elements, the last being the loss.
///   - steps: The versions to update, normally 0..<T.
///   - keepsTasks: Whether the observer is told of every task that is over.
///   - control: Of a training that goes on; optimizer, estimator and cluster are then restored ones.
/// - Throws: `Interruption` where it is asked to end; what the cluster, the decoder or the observer throw, and `TrainingError`. The cluster
///   is left as it is: the caller shuts it down, whatever happened.
public func train<C: Cluster & ~Copyable, V: TrainingObserver & ~Copyable>(
  _ model: inout Vector<C.Element>, by scheme: any Scheme, lateWork: LateWork, shares: [Double],
  on cluster: inout C, with optimizer: inout any Optimizer<C.Element> & ~Copyable,
  estimator: inout any Estimator<C.Element> & ~Copyable, steps: Range<Int>,
  lostBlocks: LostBlocks = .stop, keepsTasks: Bool = false, from control: StepControl? = nil,
  observer: inout V
) throws where V.Element == C.Element {
  let d = model.count
  var estimate = Vector<C.Element>(repeating: 0, count: d + 1)
  var loop = StepLoop(
    control
      ?? StepControl(
        scheme, lateWork: lateWork, shares: shares, lostBlocks: lostBlocks,
        firstStep: steps.lowerBound, keepsTasks: keepsTasks), waitsFor: scheme.waitsFor,
    keepsTasks: keepsTasks)
  cluster.keepsReplaced = estimator.needsReplaced

  do {
    for step in steps {
      cluster.publish(model.span, version: step)
      cluster.forget(before: loop.control.oldestVersion)
      try loop.run(step, on: &cluster, observer: &observer) { try $0.put($1) }

      var record = StepRecord(loop.control)
      try make(
        &estimate, of: loop.control.weights, held: &cluster, by: &estimator, at: model.span, step)
      record.loss = estimate[d].double
      if !estimator.predictionRatio.isNaN { record.predictionRatio = estimator.predictionRatio }
      record.liars = estimator.liars
      record.gradientNorm = C.Element.norm(estimate.span.extracting(0..<d))
      guard record.gradientNorm.isFinite else {
        throw TrainingError.diverged(step: step, by: try culprit(&cluster, loop.control))
      }
      optimizer.update(
        &model, along: estimate.span.extracting(0..<d), loss: record.loss, step: step)
      record.stepSize = optimizer.stepSize.value(at: step)
      guard try observer.stepped(record, model: model.span) else { break }
      if observer.wantsState() {
        try observer.keep(state(step + 1, model, optimizer, estimator, &cluster))
      }
    }
  } catch let interruption as Interruption {
    // In mid-step: the model is that of the open step, and the journal ends with its last event.
    if loop.control.isOpen {
      try observer.keep(state(loop.control.step, model, optimizer, estimator, &cluster))
    }
    throw interruption
  } catch let error as TrainingError where loop.control.isOpen && loop.control.hasLost {
    // With all workers there again, it can go on.
    try observer.keep(state(loop.control.step, model, optimizer, estimator, &cluster))
    throw error
  } catch {
    // What was under way is part of the record of a failed run too.
    try? loop.end(at: cluster.now, observer: &observer)
    throw error
  }
  try loop.end(at: cluster.now, observer: &observer)
}

/// Apart, so that lending the estimate's memory does not lock the loop's other state.
private func make<C: Cluster & ~Copyable>(
  _ estimate: inout Vector<C.Element>, of weights: [Weight], held cluster: inout C,
  by estimator: inout any Estimator<C.Element> & ~Copyable, at model: Span<C.Element>, _ step: Int
) throws {
  var y = estimate.mutableSpan
  try estimator.estimate(weights, of: &cluster, at: model, step: step, into: &y)
}

/// The first message of the estimate that is not finite.
private func culprit<C: Cluster & ~Copyable>(_ cluster: inout C, _ control: StepControl) throws
  -> TrainingError.Culprit?
{
  for weight in control.weights {
    var isFinite = true
    try cluster.withMessage(at: weight.place) { isFinite = C.Element.norm($0).isFinite }
    if !isFinite, let content = control.content(at: weight.place) {
      return TrainingError.Culprit(
        worker: content.worker, version: content.version, blocks: content.blocks)
    }
  }
  return nil
}

private func state<C: Cluster & ~Copyable>(
  _ step: Int, _ model: borrowing Vector<C.Element>,
  _ optimizer: borrowing any Optimizer<C.Element> & ~Copyable,
  _ estimator: borrowing any Estimator<C.Element> & ~Copyable, _ cluster: inout C
) throws -> TrainingState<C.Element> {
  TrainingState(
    step: step, model: model.withSpan { C.Element.elements($0) }, optimizer: optimizer.state(),
    estimator: estimator.state(), cluster: try cluster.state())
}

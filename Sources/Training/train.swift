public import Clusters
public import Coding
public import Kernels
public import Learning
import Staleness

/// The one training loop, for every scheme, on every cluster.
///
/// Each step publishes the model, starts the workers that are free, pulls messages until the scheme
/// says that the step may close, and updates the model along Σ a_j m_j. Which worker waits and which
/// goes on at once is part of the method: seconds a step depend on every line here.
///
/// The order of arrival chooses; the order of workers sums: with the same responders a step gives
/// the same bits, whoever came first.
///
/// - Parameters:
///   - model: The model before the first of `steps`, d elements; in the end the model after the last.
///   - scheme: What workers add up, and how the parameter server gathers.
///   - lateWork: What an overtaken worker does.
///   - shares: The fraction of samples in each block.
///   - cluster: The workers; its messages have d + 1 elements, the last being the loss.
///   - steps: The versions to update, normally 0..<T.
/// - Throws: what the cluster, the decoder or the observer throw, and `TrainingError`. The cluster
///   is left as it is: the caller shuts it down, whatever happened.
public func train<C: Cluster & ~Copyable, V: TrainingObserver & ~Copyable>(
  _ model: inout Vector<C.Element>, by scheme: any Scheme, lateWork: LateWork, shares: [Double],
  on cluster: inout C, with optimizer: inout any Optimizer<C.Element> & ~Copyable,
  steps: Range<Int>,
  observer: inout V
) throws where V.Element == C.Element {
  let workers = 0..<cluster.workerCount
  let d = model.count
  var gather = scheme.makeGather(shares: shares)
  var buffer = StalenessBuffer<C.Element>(
    workers: workers.count, parts: scheme.parts, length: cluster.messageLength)
  var spare = Vector<C.Element>(repeating: 0, count: cluster.messageLength)
  var estimate = Vector<C.Element>(repeating: 0, count: cluster.messageLength)
  var weights: [Weight] = []
  var meter = CoverageMeter(scheme, shares: shares)

  // Per worker: the version it works on (nil: idle), and the last one it finished.
  var doing = [Int?](repeating: nil, count: workers.count)
  var done = [Int](repeating: steps.lowerBound - 1, count: workers.count)

  for step in steps {
    let opened = cluster.now
    cluster.publish(model.span, version: step)
    cluster.forget(before: lateWork == .backlog ? (done.min() ?? step) + 1 : step)
    gather.open(step: step, at: opened)

    /// The version an idle worker takes next; nil where it has done them all.
    func nextVersion(of worker: Int) -> Int? {
      guard lateWork == .backlog else { return step }
      return done[worker] < step ? done[worker] + 1 : nil
    }
    for worker in workers where doing[worker] == nil || lateWork == .cancel {
      guard let version = nextVersion(of: worker) else { continue }
      doing[worker] = version
      try cluster.start(worker: worker, version: version)
      observer.started(worker: worker, version: version, at: opened)
    }

    var fresh = 0
    var arrivals = 0
    var closed = false
    while !closed {
      guard let arrival = try cluster.next(before: gather.deadline, into: &spare) else {
        guard gather.deadline.isFinite else {
          throw TrainingError.stalled(step: step, waitsFor: scheme.waitsFor)
        }
        closed = gather.expire()
        continue
      }
      try observer.arrived(RecordedArrival(step: step, arrival))
      buffer.keep(arrival, &spare)
      meter.arrived(arrival)
      arrivals += 1
      if arrival.version == step { fresh += 1 }
      let worker = arrival.worker
      if doing[worker] == arrival.version,
        scheme.isLast(part: arrival.part, worker: worker, step: arrival.version)
      {
        doing[worker] = nil
        done[worker] = arrival.version
      }
      switch gather.add(arrival) {
      case .closes:
        closed = true
        observer.closed(by: worker)
      case .counted: break
      case .released:
        guard doing[worker] == nil, let version = nextVersion(of: worker) else { break }
        doing[worker] = version
        try cluster.start(worker: worker, version: version)
        observer.started(worker: worker, version: version, at: arrival.time)
      }
    }

    let time = cluster.now
    weights.removeAll(keepingCapacity: true)
    try gather.close(into: &weights)
    weights.sort { ($0.worker, $0.part) < ($1.worker, $1.part) }
    cluster.settle(weights) { buffer.slot(worker: $0.worker, part: $0.part) }
    combine(weights, of: &buffer, into: &estimate)
    let norm = C.Element.norm(estimate.span.extracting(0..<d))
    guard norm.isFinite else { throw TrainingError.diverged(step: step) }
    optimizer.update(&model, along: estimate.span.extracting(0..<d), step: step)
    let goOn = try observer.stepped(
      StepRecord(
        step: step, time: time, waited: time - opened, fresh: fresh, arrivals: arrivals,
        coverage: meter.measure(weights, step: step), stepSize: optimizer.stepSize.value(at: step),
        loss: estimate[d].double, gradientNorm: norm),
      model: model.span)
    guard goOn else { break }
  }
}

/// Apart, so that lending the estimate's memory does not lock the loop's other state.
private func combine<E: Scalar>(
  _ weights: [Weight], of buffer: inout StalenessBuffer<E>, into estimate: inout Vector<E>
) {
  var y = estimate.mutableSpan
  buffer.combine(weights, into: &y)
}

import CMPI
public import Clusters
public import Coding
public import Kernels

/// The workers of an MPI job, seen from rank 0: worker j is rank j + 1.
///
/// It never blocks on a straggler: models go out without waiting, messages come in through one
/// posted receive a worker, and waiting naps. Seconds are those of the wall clock since the cluster
/// was made. Use it from the thread that started MPI.
public struct MPICluster<Element: Scalar>: Cluster, ~Copyable {
  public typealias Failure = MPIError

  public let workerCount: Int
  public let messageLength: Int
  private let scheme: any Scheme
  private let wire: Wire
  private let epoch: Double
  private var models = PublishedModels<Element>()
  private var receives: ReceiveSlots<Element>
  private var sends: ModelSends<Element>

  /// Posts the receives, and starts the clock.
  /// - Parameters:
  ///   - scheme: Its workers are the ranks 1…n; which messages a task sends is by its terms.
  ///   - messageLength: d + 1.
  public init(_ scheme: any Scheme, messageLength: Int) throws(MPIError) {
    self.scheme = scheme
    workerCount = scheme.workers
    self.messageLength = messageLength
    wire = Wire(parts: scheme.parts)
    receives = try ReceiveSlots(workers: workerCount, length: messageLength)
    sends = ModelSends(workers: workerCount, wire: wire)
    epoch = MPIEnvironment.wallClock
  }

  public var now: Double { MPIEnvironment.wallClock - epoch }

  public mutating func publish(_ model: Span<Element>, version: Int) {
    models.publish(model, version: version)
  }

  public mutating func forget(before version: Int) { models.forget(before: version) }

  public mutating func start(worker: Int, version: Int) throws(MPIError) {
    guard let snapshot = models[version], version <= wire.largestVersion else {
      throw MPIError(call: "MPI_Isend", problem: "version \(version) cannot be sent")
    }
    try sends.send(snapshot, to: worker)
  }

  public mutating func next(before deadline: Double, into message: inout Vector<Element>)
    throws(MPIError) -> Arrival?
  {
    var patience = Patience()
    while true {
      if let completed = try receives.poll() {
        patience.reset()
        let worker = completed.worker
        let (version, part) = wire.answer(completed.tag)
        guard let part else {
          try receives.post(worker)
          try sends.answered(worker)
          continue
        }
        guard completed.bytes == messageLength * MemoryLayout<Element>.stride else {
          throw MPIError(
            call: "MPI_Irecv",
            problem: "worker \(worker) sent \(completed.bytes) bytes in place of "
              + "\(messageLength) elements; do all ranks have the same options?")
        }
        try receives.take(worker, &message)
        if scheme.isLast(part: part, worker: worker, step: version) { try sends.answered(worker) }
        return Arrival(worker: worker, version: version, part: part, time: now)
      }
      let left = deadline - now
      if left <= 0 || sends.isIdle { return nil }
      try sends.reap()
      patience.pause(atMost: left)
    }
  }

  /// Stops all workers, whatever they are doing: they answer with a goodbye behind their last
  /// message, which this waits for; then all sends are complete.
  /// - Throws: where a worker has not said goodbye after 30 seconds.
  public mutating func shutdown() throws(MPIError) {
    sends.forgetWaiting()
    for worker in 0..<workerCount { try sendEmpty(to: worker + 1, tag: Wire.stop) }
    var present = Set(0..<workerCount)
    let limit = now + 30
    var patience = Patience()
    while !present.isEmpty {
      if let completed = try receives.poll() {
        patience.reset()
        if completed.tag == Wire.goodbye {
          present.remove(completed.worker)
        } else {
          try receives.post(completed.worker)
        }
        continue
      }
      guard now < limit else {
        let names = present.sorted().map(String.init).joined(separator: ", ")
        throw MPIError(
          call: "shutdown", problem: "workers \(names) did not answer the stop within 30 seconds")
      }
      patience.pause()
    }
    try sends.finish()
  }
}

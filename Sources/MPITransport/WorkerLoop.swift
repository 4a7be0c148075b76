import CMPI
public import Clusters
public import Coding
import Kernels

/// A worker's process: takes the newest model, waits out its injected delay, evaluates, answers,
/// until it is told to stop.
///
/// Whatever it does, it looks for a newer model or the stop between pieces of work and during
/// delays: so a run ends within a piece, not within the longest delay. Its last send is complete
/// before it evaluates again, because over TCP nothing else moves the data.
public struct WorkerLoop<Source: GradientSource>: ~Copyable {
  public typealias Element = Source.Element

  private let lateWork: LateWork
  private let delays: any DelayModel
  private let wire: Wire
  private var role: WorkerRole<Source>
  /// One model to compute from, one to receive into.
  private let models: [Slot<Element>]
  private var message: Vector<Element>
  private let inbox: Inbox<Element>

  /// A worker's process.
  /// - Parameters:
  ///   - role: What the worker evaluates.
  ///   - modelLength: d.
  ///   - parts: Messages a task may send.
  ///   - delays: Injected; its seconds pass before evaluating, its factor stretches the evaluation.
  public init(
    _ role: WorkerRole<Source>, modelLength: Int, parts: Int, lateWork: LateWork,
    delays: any DelayModel
  ) {
    self.role = role
    self.lateWork = lateWork
    self.delays = delays
    wire = Wire(parts: parts)
    models = [Slot(modelLength, repeating: 0), Slot(modelLength, repeating: 0)]
    message = Vector(repeating: 0, count: role.messageLength)
    inbox = Inbox()
  }

  /// Serves until the parameter server says stop, and says goodbye.
  public mutating func run() throws(MPIError) {
    var arriving = 0
    try inbox.post(into: models[arriving])
    while try inbox.wait() != Wire.stop {
      let current = models[arriving]
      let version = wire.version(ofModel: inbox.tag)
      arriving = 1 - arriving
      try inbox.post(into: models[arriving])
      // Two models may have queued up: the newest wins, but in a backlog every one counts.
      if lateWork == .cancel, try inbox.test() {
        if inbox.tag != Wire.stop { try sendEmpty(to: 0, tag: wire.dropped(version)) }
        continue
      }
      if try !work(on: current, version: version), inbox.tag != Wire.stop {
        try sendEmpty(to: 0, tag: wire.dropped(version))
      }
    }
    try sendEmpty(to: 0, tag: Wire.goodbye)
  }

  /// Does one task; false where it was dropped, for a newer model or the stop.
  private mutating func work(on model: Slot<Element>, version: Int) throws(MPIError) -> Bool {
    let began = MPIEnvironment.wallClock
    // What was evaluated comes on top of the delay, as in virtual time, also between messages.
    var worked = 0.0
    for part in role.parts(step: version) {
      let load = role.load(step: version, through: part)
      let delay = delays.seconds(worker: role.worker, step: version, load: load)
      guard try sleep(until: began + delay + worked) else { return false }
      let evaluating = MPIEnvironment.wallClock
      guard try fill(part: part, version: version, model) else { return false }
      let took = MPIEnvironment.wallClock - evaluating
      let factor = max(1, delays.factor(worker: role.worker, step: version))
      worked += factor * took
      if factor > 1 {
        guard try sleep(until: evaluating + factor * took) else { return false }
      }
      try send(tag: wire.message(version, part: part))
    }
    return true
  }

  private mutating func fill(part: Int, version: Int, _ model: Slot<Element>) throws(MPIError)
    -> Bool
  {
    var failure: MPIError?
    let (inbox, lateWork) = (inbox, lateWork)
    let done = model.vector.withSpan { x in
      role.fill(&message, part: part, step: version, at: x) {
        do throws(MPIError) {
          return try !Self.isOvertaken(inbox, lateWork)
        } catch {
          failure = error
          return false
        }
      }
    }
    if let failure { throw failure }
    return done
  }

  /// Whether to drop the task: told to stop, or, where late work is cancelled, a newer model is here.
  private static func isOvertaken(_ inbox: Inbox<Element>, _ lateWork: LateWork) throws(MPIError)
    -> Bool
  {
    try inbox.test() && (lateWork == .cancel || inbox.tag == Wire.stop)
  }

  private func sleep(until end: Double) throws(MPIError) -> Bool {
    var patience = Patience(longestMicroseconds: 1000)
    while true {
      if try Self.isOvertaken(inbox, lateWork) { return false }
      let left = end - MPIEnvironment.wallClock
      guard left > 0 else { return true }
      patience.pause(atMost: left)
    }
  }

  private mutating func send(tag: Int32) throws(MPIError) {
    let memory = message.pinned
    var raw: MPI_Request?
    try check(
      MPI_Isend(
        memory.baseAddress, try byteCount(memory), cmpi_byte(), 0, tag, cmpi_comm_world(), &raw),
      "MPI_Isend")
    try complete(&raw)
  }
}

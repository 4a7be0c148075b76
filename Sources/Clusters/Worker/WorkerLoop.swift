import Coding
public import Kernels

/// A worker: takes the next task, waits out its injected delay, evaluates, answers, until it is told
/// to stop.
///
/// Whatever it does, it looks for an interruption between pieces of work and during delays: so a run
/// ends within a piece, not within the longest delay. It knows nothing of what carries its messages.
public struct WorkerLoop<Element: Scalar>: ~Copyable {
  private static var secondsBetweenLooks: Double { 0.002 }

  private let delays: any DelayModel
  private let partOfBlock: Double
  private var role: WorkerRole<Element>
  private let message: Slot<Element>

  /// A worker.
  /// - Parameters:
  ///   - role: What the worker evaluates.
  ///   - delays: Injected; its seconds pass before evaluating, its factor stretches the evaluation.
  ///   - partOfBlock: What a block counts in the load of a task: `Scheme.partOfBlock`, times the part of
  ///     its samples that a task uses.
  public init(_ role: WorkerRole<Element>, delays: any DelayModel, partOfBlock: Double = 1) {
    self.partOfBlock = partOfBlock
    self.role = role
    self.delays = delays
    message = Slot(role.messageLength, repeating: 0)
  }

  /// Serves until the parameter server says stop, and says goodbye.
  public mutating func run(on link: any ParameterServerLink<Element>) throws {
    while let task = try link.next() {
      if try link.isOvertaken() {
        try link.drop(task)
      } else if try !work(on: task, link) {
        try link.drop(task)
      }
    }
    try link.leave()
  }

  /// Does one task; false where it was dropped.
  private mutating func work(on task: Assignment, _ link: any ParameterServerLink<Element>) throws
    -> Bool
  {
    let began = link.clock
    // What was evaluated comes on top of the delay, as in virtual time, also between messages.
    var worked = 0.0
    for part in task.parts {
      let load = Double(task.load(through: part)) * partOfBlock
      let delay = delays.seconds(worker: role.worker, step: task.draw, load: load)
      guard try sleep(until: began + delay + worked, link) else { return false }
      let evaluating = link.clock
      guard try fill(part, of: task, link) else { return false }
      let took = link.clock - evaluating
      let factor = max(1, delays.factor(worker: role.worker, step: task.draw))
      worked += factor * took
      if factor > 1 {
        guard try sleep(until: evaluating + factor * took, link) else { return false }
      }
      try link.send(message, part: part, of: task)
    }
    return true
  }

  private mutating func fill(
    _ part: Int, of task: Assignment, _ link: any ParameterServerLink<Element>
  ) throws -> Bool {
    var failure: (any Error)?
    var asked = link.clock
    let done = try link.withModel { x in
      try role.fill(&message.vector, part: part, of: task, at: x) {
        // Asking may give the processor away: the clock says when, not the number of pieces.
        let now = link.clock
        guard now - asked > Self.secondsBetweenLooks else { return true }
        asked = now
        do { return try !link.isOvertaken() } catch {
          failure = error
          return false
        }
      }
    }
    if let failure { throw failure }
    return done
  }

  private func sleep(until end: Double, _ link: any ParameterServerLink<Element>) throws -> Bool {
    var tries = 0
    while true {
      if try link.isOvertaken() { return false }
      let left = end - link.clock
      guard left > 0 else { return true }
      link.pause(tries, atMost: left)
      tries += 1
    }
  }
}

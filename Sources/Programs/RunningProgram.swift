import Console
import Foundation
import Kernels

/// A program that runs: one process, asked for one thing at a time.
///
/// It ends with this value; however this process ends, it ends too (`Lifeline`).
final class RunningProgram {
  /// What it says of itself.
  let description: ProgramDescription
  let memory: SharedMemory
  private let command: ProgramCommand
  private let process: ChildProcess
  private let conversation: Conversation
  private let lifeline: Lifeline
  /// The blocks whose samples it knows.
  private var known: Set<Int> = []
  private let gradientOffset: Int
  /// The version of the model that it sees; nil where that has none.
  var heldVersion: Int?

  /// Starts it, hears what it says of itself, and shares memory with it.
  /// - Parameter initial: Whether it is to compute its initial model.
  /// - Throws: `ProgramFailure`, or `RunError` where the system cannot start it.
  /// - Complexity: As long as the program takes to load.
  init<Element: Scalar>(
    _ command: ProgramCommand, as _: Element.Type, initial: Bool
  ) throws {
    self.command = command
    let memory = try SharedMemory()
    let conversation = try Conversation(patience: command.patience)
    let lifeline = try Lifeline()
    let process = try ChildProcess(
      ["/bin/sh", "-c", command.text],
      environment: [
        "PGC_PROGRAM": "socket=\(conversation.theirs) memory=\(memory.descriptor)"
      ], output: .standardError, errors: .standardError,
      inheriting: [conversation.theirs, memory.descriptor, lifeline.reading], ownGroup: true)
    lifeline.hold(process)
    conversation.keepOurs()
    (self.memory, self.conversation, self.lifeline) = (memory, conversation, lifeline)
    self.process = process
    let talk = Talk(command, process, conversation)
    do {
      try talk.tell(
        Greeting(
          precision: Element.precisionName, seed: command.seed, rank: command.rank,
          workers: command.workers))
      description = try talk.hear("describe", as: ProgramDescription.self)
      let size = MemoryLayout<Element>.stride
      if let problem = description.problem() {
        throw ProgramFailure(command, problem)
      }
      gradientOffset = SharedMemory.gradientOffset(modelBytes: description.dimension * size)
      let bytes = gradientOffset + (description.dimension + 1) * size
      try memory.map(bytes: bytes)
      try talk.tell(
        MemoryLetter(
          bytes: bytes, control: SharedMemory.controlOffset, model: SharedMemory.modelOffset,
          gradient: gradientOffset, initial: initial))
      _ = try talk.hear("ready", as: Answer.self)
    } catch {
      process.kill()
      _ = process.wait()
      throw error
    }
  }

  deinit {
    conversation.bye()
    // It has nothing to save; a moment is for those that end others, such as loaders of data, which are
    // of its group and are ended with it where they stay.
    _ = process.wait(seconds: 2)
    process.kill()
  }

  private var talk: Talk { Talk(command, process, conversation) }

  /// The model as the program sees it; before the first task its initial model.
  func withModel<Element: Scalar, R: ~Copyable>(
    as _: Element.Type, _ body: (UnsafeMutableBufferPointer<Element>) throws -> R
  ) rethrows -> R {
    try body(place(SharedMemory.modelOffset, count: description.dimension))
  }

  /// The gradient that it wrote last, and the loss behind it.
  func withGradient<Element: Scalar, R>(
    as _: Element.Type, _ body: (UnsafeMutableBufferPointer<Element>) throws -> R
  ) rethrows -> R {
    try body(place(gradientOffset, count: description.dimension + 1))
  }

  private func place<Element: Scalar>(_ offset: Int, count: Int) -> UnsafeMutableBufferPointer<
    Element
  > {
    UnsafeMutableBufferPointer(
      start: memory.address(offset).assumingMemoryBound(to: Element.self), count: count)
  }

  /// Asks for a gradient at the model that is there, and waits for it.
  /// - Parameters:
  ///   - proceed: Asked every two milliseconds; after a false the program may drop the task.
  /// - Returns: The loss, as a share of the mean; nil where the task was dropped.
  /// - Throws: `ProgramFailure`.
  func evaluate(_ task: ProgramTask, while proceed: () -> Bool) throws -> Double? {
    memory.ask(toDrop: false)
    if let all = task.blockSamples, known.insert(task.block).inserted {
      var body: [UInt8] = []
      body.add(UInt32(task.block))
      body.add(UInt32(all.count))
      for sample in all { body.add(UInt32(sample)) }
      try talk.send(Frame(.block, body))
    }
    try talk.send(task.frame(model: SharedMemory.modelOffset, gradient: gradientOffset))
    var isWanted = true
    let body = try talk.hear(.evaluated, bytes: 16, of: task.place) {
      guard isWanted, !proceed() else { return }
      isWanted = false
      memory.ask(toDrop: true)
    }
    guard body.number(at: 0, as: UInt32.self) == 0 else {
      guard !isWanted else {
        throw ProgramFailure(
          command, "dropped \(task.place), which nobody asked for; it must answer every task")
      }
      return nil
    }
    return body.double(at: 8)
  }

  /// Asks for the metrics of the model that is there.
  /// - Returns: In the order of their names.
  /// - Throws: `ProgramFailure`.
  func judge() throws -> [Double] {
    memory.ask(toDrop: false)
    var body: [UInt8] = []
    body.add(UInt64(SharedMemory.modelOffset))
    try talk.send(Frame(.judge, body))
    let values = try talk.hear(
      .judged, bytes: 8 * description.metrics.count, of: "an evaluation"
    ) {}
    return description.metrics.indices.map { values.double(at: 8 * $0) }
  }
}

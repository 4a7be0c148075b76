import Console
public import Kernels
import Synchronization

/// The processes of one program: as many as are asked at the same time.
///
/// In a rank that is one. In virtual time each thread that evaluates takes one; it is started when there
/// is none to spare. A program must answer from what it is asked alone, so that it does not matter which
/// process does.
public final class ProgramCrew<Element: Scalar>: Sendable {
  /// What the program says of itself.
  public let description: ProgramDescription
  /// The checksum of the initial model.
  public let initialChecksum: UInt32
  private let command: ProgramCommand
  private let initial: Vector<Element>
  private let idle: Mutex<[Resting]>

  /// A process that nobody asks: whoever takes it out has it alone.
  private struct Resting: @unchecked Sendable {
    let program: RunningProgram
  }

  /// Starts the first process.
  /// - Throws: `ProgramFailure`, or `RunError` where the system cannot start it.
  public init(_ command: ProgramCommand) throws {
    self.command = command
    let first = try RunningProgram(command, as: Element.self, initial: true)
    description = first.description
    var checksum = Checksum()
    initial = first.withModel(as: Element.self) { model in
      checksum.add(UnsafeRawBufferPointer(model))
      return Vector(copying: Span(_unsafeElements: UnsafeBufferPointer(model)))
    }
    initialChecksum = checksum.value
    idle = Mutex([Resting(program: first)])
  }

  /// A copy of the initial model.
  public func makeModel() -> Vector<Element> {
    var model = Vector<Element>(repeating: 0, count: description.dimension)
    initial.withSpan { source in model.withMutableSpan { Element.copy(source, &$0) } }
    return model
  }

  /// Lends a process that nobody else asks; starts one where there is none.
  ///
  /// A process that failed is not asked again.
  func withProgram<R>(_ body: (RunningProgram) throws -> R) throws -> R {
    let resting = idle.withLock { $0.popLast() }
    let program = try resting?.program ?? start()
    let result = try body(program)
    idle.withLock { $0.append(Resting(program: program)) }
    return result
  }

  private func start() throws -> RunningProgram {
    let program = try RunningProgram(command, as: Element.self, initial: false)
    guard program.description == description else {
      throw ProgramFailure(
        command,
        "said first \(description.line), and of another process \(program.description.line); it must "
          + "say the same each time")
    }
    return program
  }

  /// Losses and metrics of a model, by their columns.
  /// - Throws: `ProgramFailure`.
  public func judge(_ model: Span<Element>) throws -> [(name: String, value: Double)] {
    try withProgram { program in
      program.take(model, version: nil)
      return Array(zip(description.metrics, try program.judge()))
    }
  }
}

extension RunningProgram {
  /// Copies a model to where the program reads it, unless that version is there already: then the blocks
  /// of a task share one copy.
  /// - Parameter version: The model's; nil where it has none.
  func take<Element: Scalar>(_ model: Span<Element>, version: Int?) {
    guard version == nil || version != heldVersion else { return }
    heldVersion = version
    withModel(as: Element.self) { place in
      var target = MutableSpan(_unsafeElements: place)
      Element.copy(model, &target)
    }
  }
}

/// What one worker does next: the one answer to which blocks it evaluates, how it adds them up, and
/// which messages it sends.
///
/// Timing, ledger, coverage, the wire and the workers all ask this value; nothing else derives a load
/// from a scheme.
public struct Assignment: Hashable, Sendable {
  /// Who does it, 0..<n.
  public let worker: Int
  /// The version of the model that it is computed from.
  public let version: Int
  /// The number of tasks that the worker was given before.
  public let turn: Int
  /// How often the worker was given this version before; 0 but for schemes that repeat a version.
  public let repetition: Int
  /// What it evaluates and how it adds that up.
  public let row: TaskRow

  /// A task.
  public init(
    worker: Int, version: Int, turn: Int = 0, repetition: Int = 0, row: TaskRow
  ) {
    self.worker = worker
    self.version = version
    self.turn = turn
    self.repetition = repetition
    self.row = row
  }

  /// A task of the given terms.
  public init(worker: Int, version: Int, turn: Int = 0, repetition: Int = 0, terms: [Term]) {
    self.init(
      worker: worker, version: version, turn: turn, repetition: repetition, row: TaskRow(terms))
  }

  /// The summands of its messages, fresh ones in the order in which they are evaluated.
  public var terms: [Term] { row.terms }
  /// The messages that it sends, ascending; the last one ends the task.
  public var parts: [Int] { row.parts }
  /// Blocks evaluated, each counted once however many messages use it.
  public var load: Int { row.blocks.count }

  /// The part that ends the task.
  public var lastPart: Int { row.lastPart }

  /// The part that follows another; nil behind the last.
  public func part(after part: Int) -> Int? { parts.first { $0 > part } }

  /// The fresh blocks, each once, in the order in which they are evaluated.
  public var blocks: [Int] { row.blocks }

  /// The blocks that are evaluated up to and including message `part`, in order.
  public func blocks(through part: Int) -> [Int] { row.blocks(through: part) }

  /// Blocks evaluated up to and including message `part`.
  public func load(through part: Int) -> Int {
    row.load(through: part)
  }

  /// The number that keys the random draws of the task.
  ///
  /// Its version, and in the upper half how often the worker had that version before. So all holders of
  /// a block draw the same at a version.
  public var draw: Int { version | repetition << 32 }
}

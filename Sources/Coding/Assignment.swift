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
  /// The summands of its messages, fresh ones in the order in which they are evaluated; a message has
  /// one fresh term of a block at most.
  public let terms: [Term]
  /// The messages that it sends: the parts that have a term, ascending; part 0, a message of zeros,
  /// where there is no term, so that every task has an answer. The last one ends the task.
  public let parts: [Int]
  /// Blocks evaluated, each counted once however many messages use it.
  public let load: Int

  private static let onePart = [0]

  /// A task.
  /// - Complexity: O(terms), without an allocation where there is one part.
  public init(worker: Int, version: Int, turn: Int = 0, repetition: Int = 0, terms: [Term]) {
    self.worker = worker
    self.version = version
    self.turn = turn
    self.repetition = repetition
    self.terms = terms
    var last = 0
    var fresh = 0
    for term in terms {
      if term.part > last { last = term.part }
      if term.source == .fresh { fresh += 1 }
    }
    guard last > 0 else {
      parts = Self.onePart
      load = fresh
      return
    }
    parts = Set(terms.map(\.part)).sorted()
    load = Self.blocks(terms).count
  }

  /// The part that ends the task.
  public var lastPart: Int { parts[parts.count - 1] }

  /// The part that follows another; nil behind the last.
  public func part(after part: Int) -> Int? { parts.first { $0 > part } }

  /// The fresh blocks, each once, in the order in which they are evaluated.
  public var blocks: [Int] { Self.blocks(terms) }

  /// The blocks that are evaluated up to and including message `part`, in order.
  public func blocks(through part: Int) -> [Int] {
    Self.blocks(part >= lastPart ? terms : terms.filter { $0.part <= part })
  }

  /// Blocks evaluated up to and including message `part`.
  public func load(through part: Int) -> Int {
    part >= lastPart ? load : blocks(through: part).count
  }

  /// The number that keys the random draws of the task: its version, and in the upper half how often
  /// the worker had that version before. So all holders of a block draw the same at a version.
  public var draw: Int { version | repetition << 32 }

  private static func blocks(_ terms: [Term]) -> [Int] {
    var blocks: [Int] = []
    blocks.reserveCapacity(terms.count)
    for term in terms where term.source == .fresh && !blocks.contains(term.block) {
      blocks.append(term.block)
    }
    return blocks
  }
}

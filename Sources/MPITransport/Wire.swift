import CMPI
import Coding
import Kernels

/// How tags carry meaning: every message tells what it is, nothing is inferred from its order.
///
/// To a worker: orders, which are numbers that say what to do, or nothing at all to say stop, and
/// models. From a worker: a goodbye, then for each of its turns one tag that says that the task was
/// dropped, and one for each part. The handshake has a communicator of its own.
struct Wire {
  let parts: Int

  static let order: Int32 = 1
  static let model: Int32 = 2
  static let goodbye: Int32 = 0
  /// Tags of the handshake.
  static let problem: Int32 = 1
  static let verdict: Int32 = 2
  static let invitation: Int32 = 3
  static let connected: Int32 = 4
  static var anyTag: Int32 { MPI_ANY_TAG }

  /// The largest turn that fits a tag: Open MPI's upper bound is 2³¹ − 1.
  var largestTurn: Int { (Int(Int32.max) - 2) / (parts + 1) - 1 }

  func dropped(_ turn: Int) -> Int32 { Int32(1 + turn * (parts + 1)) }
  func message(_ turn: Int, part: Int) -> Int32 { Int32(2 + turn * (parts + 1) + part) }

  /// The turn of a worker's message, and its part; nil where the task was dropped.
  func answer(_ tag: Int32) -> (turn: Int, part: Int?) {
    let (turn, code) = (Int(tag) - 1).quotientAndRemainder(dividingBy: parts + 1)
    return (turn, code == 0 ? nil : code - 1)
  }
}

/// A task as it travels: numbers in front of the model, if the worker does not have that yet.
struct TaskOrder {
  var assignment: Assignment
  /// Whether the worker drops what it is doing.
  var interrupts: Bool
  /// Whether the model follows.
  var bringsModel: Bool

  private static let fixed = 5
  private static let perTerm = 3
  /// A slice travels above the part.
  private static let sliceShift = 32

  /// Numbers of a task with so many terms.
  static func length(terms: Int) -> Int { fixed + perTerm * terms }

  /// Writes the numbers to the front of a vector.
  func write(to numbers: inout MutableSpan<Int>) {
    numbers[0] = assignment.version
    numbers[1] = assignment.turn
    numbers[2] = assignment.repetition
    numbers[3] = (interrupts ? 1 : 0) | (bringsModel ? 2 : 0)
    numbers[4] = assignment.terms.count
    for (i, term) in assignment.terms.enumerated() {
      let at = Self.fixed + Self.perTerm * i
      numbers[at] = term.block
      numbers[at + 1] =
        term.slice << Self.sliceShift | 2 * term.part | (term.source == .remembered ? 1 : 0)
      numbers[at + 2] = Int(bitPattern: UInt(term.coefficient.bitPattern))
    }
  }

  /// Reads the numbers of a task for a worker.
  init(_ numbers: Span<Int>, worker: Int) {
    var terms: [Term] = []
    terms.reserveCapacity(numbers[4])
    for i in 0..<numbers[4] {
      let at = Self.fixed + Self.perTerm * i
      let (slice, rest) = numbers[at + 1].quotientAndRemainder(dividingBy: 1 << Self.sliceShift)
      terms.append(
        Term(
          numbers[at], Double(bitPattern: UInt64(UInt(bitPattern: numbers[at + 2]))),
          rest % 2 == 1 ? .remembered : .fresh, part: rest / 2, slice: slice))
    }
    assignment = Assignment(
      worker: worker, version: numbers[0], turn: numbers[1], repetition: numbers[2], terms: terms)
    interrupts = numbers[3] & 1 != 0
    bringsModel = numbers[3] & 2 != 0
  }

  init(_ assignment: Assignment, interrupts: Bool, bringsModel: Bool) {
    self.assignment = assignment
    self.interrupts = interrupts
    self.bringsModel = bringsModel
  }
}

/// What a task evaluates and how it adds that up: terms, with what follows from them.
///
/// Immutable and shared: the tasks of a worker whose row does not change have one between them.
public final class TaskRow: Sendable {
  /// The summands of its messages, fresh ones in the order in which they are evaluated; a message has
  /// one fresh term of a block at most.
  public let terms: [Term]
  /// The messages that are sent: the parts that have a term, ascending; part 0, a message of zeros,
  /// where there is no term, so that every task has an answer.
  public let parts: [Int]
  /// The last of the parts.
  public let lastPart: Int
  /// The fresh blocks, each once however many messages use it, in the order of evaluation.
  public let blocks: [Int]
  /// Of each part, where its first and last term are; empty where there is one part.
  private let spans: [Range<Int>]
  /// Of each part, how many of the blocks are evaluated up to it; empty where there is one part, or terms
  /// are not in the order of their parts.
  private let loads: [Int]

  /// The row of some terms.
  public init(_ terms: [Term]) {
    self.terms = terms
    let last = terms.reduce(0) { max($0, $1.part) }
    parts = last == 0 ? Self.onePart : Set(terms.map(\.part)).sorted()
    lastPart = last
    blocks = Self.blocks(terms)
    spans = last == 0 ? [] : Self.spans(terms, last)
    loads = last == 0 ? [] : Self.loads(terms, last)
  }

  /// The indices of the terms of message `part`, with those of others that stand between them.
  public func places(of part: Int) -> Range<Int> {
    if spans.isEmpty { return terms.indices }
    return spans.indices.contains(part) ? spans[part] : 0..<0
  }

  private static func spans(_ terms: [Term], _ lastPart: Int) -> [Range<Int>] {
    var spans = Array(repeating: 0..<0, count: lastPart + 1)
    for (i, term) in terms.enumerated() {
      let known = spans[term.part]
      spans[term.part] = (known.isEmpty ? i : known.lowerBound)..<i + 1
    }
    return spans
  }

  private static let onePart = [0]

  /// Whether it was made of this very array, which is found without looking at the terms.
  public func isMade(of terms: [Term]) -> Bool {
    terms.count == self.terms.count
      && terms.withUnsafeBufferPointer { a in
        self.terms.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress }
      }
  }

  /// The blocks that are evaluated up to and including message `part`, in order.
  func blocks(through part: Int) -> [Int] {
    if part >= lastPart { return blocks }
    if !loads.isEmpty { return Array(blocks.prefix(load(through: part))) }
    return Self.blocks(terms.filter { $0.part <= part })
  }

  /// Blocks evaluated up to and including message `part`.
  func load(through part: Int) -> Int {
    if part >= lastPart { return blocks.count }
    if !loads.isEmpty { return part < 0 ? 0 : loads[part] }
    return blocks(through: part).count
  }

  private static func loads(_ terms: [Term], _ lastPart: Int) -> [Int] {
    guard zip(terms, terms.dropFirst()).allSatisfy({ $0.part <= $1.part }) else { return [] }
    var loads = Array(repeating: 0, count: lastPart + 1)
    var seen: Set<Int> = []
    var part = 0
    for term in terms {
      while part < term.part {
        loads[part] = seen.count
        part += 1
      }
      if term.source == .fresh { seen.insert(term.block) }
    }
    loads[lastPart] = seen.count
    return loads
  }

  private static func blocks(_ terms: [Term]) -> [Int] {
    var blocks: [Int] = []
    blocks.reserveCapacity(terms.count)
    for term in terms where term.source == .fresh && !blocks.contains(term.block) {
      blocks.append(term.block)
    }
    return blocks
  }
}

extension TaskRow: Hashable {
  public static func == (a: TaskRow, b: TaskRow) -> Bool { a === b || a.terms == b.terms }
  public func hash(into hasher: inout Hasher) { hasher.combine(terms) }
}

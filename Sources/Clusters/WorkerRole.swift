public import Coding
public import Kernels

/// What one worker does with a model: evaluates its blocks and adds them up, by its row of B.
///
/// Used by MPI ranks; the virtual cluster does the same by name, with the same bits. A task that is
/// abandoned leaves the memory of remembered gradients as it was.
public struct WorkerRole<Source: GradientSource> {
  public typealias Element = Source.Element

  /// 0..<n.
  public let worker: Int
  private let scheme: any Scheme
  private let source: Source
  /// The last gradient of each block, of finished tasks.
  private var remembered: [Int: Slot<Element>] = [:]
  /// This task's gradients by block.
  private var evaluated: [Int: Slot<Element>] = [:]
  private var free: [Slot<Element>] = []

  /// The role of worker `worker`.
  public init(worker: Int, of scheme: any Scheme, source: Source) {
    self.worker = worker
    self.scheme = scheme
    self.source = source
  }

  /// Elements of a message.
  public var messageLength: Int { source.messageLength }

  /// Blocks evaluated up to and including message `part` of a step's task.
  public func load(step: Int, through part: Int) -> Int {
    var blocks = Set<Int>()
    for term in scheme.terms(worker: worker, step: step)
    where term.source == .fresh && term.part <= part { blocks.insert(term.block) }
    return blocks.count
  }

  /// The messages that a step's task sends, ascending.
  public func parts(step: Int) -> [Int] { scheme.sentParts(worker: worker, step: step) }

  /// Fills message `part` of a step's task; its parts in ascending order.
  /// - Returns: false where `proceed` ended it; the task is then abandoned.
  public mutating func fill(
    _ message: inout Vector<Element>, part: Int, step: Int, at model: Span<Element>,
    while proceed: () -> Bool
  ) -> Bool {
    let parts = parts(step: step)
    if part == parts.first { abandon() }
    let terms = scheme.terms(worker: worker, step: step).filter { $0.part == part }
    if terms.count == 1, terms[0].coefficient == 1, terms[0].source == .fresh, parts.count == 1,
      !scheme.remembers
    {
      // The message is the gradient: evaluated where it is sent from.
      var g = message.mutableSpan
      return source.evaluate(
        block: terms[0].block, step: step, at: model, into: &g, while: proceed)
    }
    var summands: [WeightedGradient<Element>] = []
    for term in terms {
      let slot: Slot<Element>
      if term.source == .fresh, let known = evaluated[term.block] {
        slot = known
      } else if term.source == .fresh {
        slot = free.popLast() ?? Slot(messageLength, repeating: 0)
        evaluated[term.block] = slot
        let done = slot.vector.withMutableSpan {
          source.evaluate(block: term.block, step: step, at: model, into: &$0, while: proceed)
        }
        guard done else { return false }
      } else if let known = remembered[term.block] {
        slot = known
      } else {
        continue  // Nothing is remembered yet: the term is zero.
      }
      summands.append(WeightedGradient(coefficient: term.coefficient, gradient: slot))
    }
    var out = message.mutableSpan
    assemble(summands, into: &out)
    if part == parts.last { finish() }
    return true
  }

  /// Remembers what the finished task evaluated.
  private mutating func finish() {
    guard scheme.remembers else { return }
    for (block, slot) in evaluated {
      if let old = remembered.updateValue(slot, forKey: block) { free.append(old) }
    }
    evaluated.removeAll(keepingCapacity: true)
  }

  private mutating func abandon() {
    free.append(contentsOf: evaluated.values)
    evaluated.removeAll(keepingCapacity: true)
  }
}

public import Coding
public import Kernels

/// What one worker does with a model: evaluates the blocks of its assignment and adds them up.
///
/// The virtual cluster does the same by name, with the same bits. A task that is abandoned leaves the
/// memory of remembered gradients as it was.
public struct WorkerRole<Element: Scalar> {
  /// 0..<n.
  public let worker: Int
  private let remembers: Bool
  private let slices: Slices
  private let source: any GradientSource<Element>
  private var memory = TaskMemory<Slot<Element>>()
  private var free: [Slot<Element>] = []
  private var summands: [WeightedGradient<Element>] = []

  /// The role of worker `worker`.
  public init(worker: Int, of scheme: any Scheme, source: any GradientSource<Element>) {
    self.worker = worker
    remembers = scheme.remembers
    slices = Slices(scheme.slices, of: source.gradientLength - 1)
    self.source = source
  }

  /// Elements of a message.
  public var messageLength: Int { slices.messageLength }

  /// Fills message `part` of a task; its parts in ascending order.
  /// - Returns: false where `proceed` ended it; the task is then abandoned.
  /// - Throws: where a gradient cannot be had.
  public mutating func fill(
    _ message: inout Vector<Element>, part: Int, of task: Assignment, at model: Span<Element>,
    while proceed: () -> Bool
  ) throws -> Bool {
    if task.terms.count == 1, task.terms[0].coefficient == 1, task.terms[0].source == .fresh,
      !remembers, slices.count == 1
    {
      // The message is the gradient: evaluated where it is sent from.
      var g = message.mutableSpan
      return try source.evaluate(
        block: task.terms[0].block, draw: task.draw, at: model, into: &g, while: proceed)
    }
    memory.begin(turn: task.turn) { free.append($0) }
    summands.removeAll(keepingCapacity: true)
    let terms = task.terms
    for i in task.row.places(of: part) where terms[i].part == part {
      let term = terms[i]
      let gradient: Slot<Element>
      if term.source == .remembered {
        // Where nothing is remembered yet the term is zero.
        guard let known = memory[term.block] else { continue }
        gradient = known
      } else if let known = memory.evaluated(term.block) {
        gradient = known
      } else {
        gradient = free.popLast() ?? Slot(source.gradientLength, repeating: 0)
        memory.evaluate(term.block, gradient)
        let done = try gradient.vector.withMutableSpan {
          try source.evaluate(
            block: term.block, draw: task.draw, at: model, into: &$0, while: proceed)
        }
        guard done else { return false }
      }
      summands.append(
        WeightedGradient(
          coefficient: term.coefficient, slice: term.slice, gradient: gradient))
    }
    var out = message.mutableSpan
    assemble(summands, of: slices, into: &out)
    if part == task.lastPart {
      // Without remembered terms nothing outlives the task.
      if remembers {
        memory.finish { free.append($0) }
      } else {
        memory.begin(turn: -1) { free.append($0) }
      }
    }
    return true
  }
}

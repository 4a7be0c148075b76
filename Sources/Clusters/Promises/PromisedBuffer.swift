import Coding
import Kernels
import Staleness

/// Held messages that are evaluated when they are used.
///
/// A gradient is named by (block, draw) and evaluated at most once, however many workers hold the
/// block. What a worker remembers is such a name too. Evaluations that are needed together may run
/// on several threads: each fills a vector of its own, so no bit depends on the number of threads.
struct PromisedBuffer<Element: Scalar>: HeldMessages, ~Copyable {
  private typealias Message = PromisedMessage<Element>

  private let remembers: Bool
  private let sources: [any GradientSource<Element>]
  private let slices: Slices
  private let gradients = VectorPool<Element>()
  private let messages: VectorPool<Element>
  private var places: [Message?]
  /// What came last and has no place yet.
  private var newest: Message?
  private var memory: [TaskMemory<PromisedGradient<Element>>]
  private var known: [GradientName: WeakGradient<Element>] = [:]
  /// How many names are kept before those of gradients that are gone are looked for.
  private var mostKnown = 64
  private var replaced: [(place: Int, old: Message?, new: Message)] = []
  private var missing: [PromisedGradient<Element>] = []
  private var factors: [Element] = []
  private var chosen: [Slot<Element>] = []

  var keepsReplaced = false

  init(_ scheme: any Scheme, source: any GradientSource<Element>, threads: Int) {
    remembers = scheme.remembers
    sources = [source] + (1..<max(1, threads)).map { _ in source.forAnotherThread() }
    slices = Slices(scheme.slices, of: source.gradientLength - 1)
    // Messages that are as long as gradients share their memory.
    messages = scheme.slices == 1 ? gradients : VectorPool()
    places = Array(repeating: nil, count: scheme.places)
    memory = Array(repeating: TaskMemory(), count: remembers ? scheme.workers : 0)
  }

  /// Takes note that a message is there.
  mutating func arrived(_ assignment: Assignment, part: Int, snapshot: ModelSnapshot<Element>) {
    let message = Message(assignment, part: part, snapshot: snapshot, pool: messages)
    if remembers { remember(message) }
    newest = message
  }

  /// Puts the message that came last into its place.
  mutating func put(_ destination: Destination) {
    guard let message = newest else { return }
    newest = nil
    switch destination {
    case .keep(let place):
      if keepsReplaced { replaced.append((place, places[place], message)) }
      places[place] = message
    case .add(let place), .mix(let place): places[place]?.added.append(message)
    case .drop: break
    }
  }

  /// Whether the last element of the message that came last is finite; evaluates it.
  mutating func isNewestFinite() throws -> Bool {
    guard let newest else { return true }
    name(newest)
    try evaluateMissing()
    return newest.filled(slices).vector[slices.width].isFinite
  }

  /// A worker is gone, and with it what it remembered.
  mutating func forget(worker: Int) { if remembers { memory[worker] = TaskMemory() } }

  mutating func combine(_ weights: [Weight], into y: inout MutableSpan<Element>) throws {
    for weight in weights { name(try held(weight.place)) }
    try evaluateMissing()
    if slices.count > 1 {
      let (places, slices) = (places, slices)
      return combineSlices(slices, weights, into: &y, &factors, &chosen) {
        places[$0]?.filled(slices)
      }
    }
    factors.removeAll(keepingCapacity: true)
    chosen.removeAll(keepingCapacity: true)
    for weight in weights {
      factors.append(.nearest(weight.value))
      chosen.append(try held(weight.place).filled(slices))
    }
    if chosen.isEmpty { Element.fill(0, &y) } else { Element.combine(factors, chosen, &y) }
    chosen.removeAll(keepingCapacity: true)
  }

  mutating func withMessage(
    at place: Int, _ body: (Span<Element>) throws -> Void
  ) throws {
    let message = try held(place)
    name(message)
    try evaluateMissing()
    try message.filled(slices).vector.withSpan { try body($0) }
  }

  mutating func replacements(_ body: (Replacement<Element>) throws -> Void) throws {
    var queue: [(place: Int, old: Message?, new: Message)] = []
    swap(&queue, &replaced)
    for (_, old, new) in queue {
      if let old { name(old) }
      name(new)
    }
    try evaluateMissing()
    for (place, old, new) in queue {
      try body(
        Replacement(
          place: place, message: new.filled(slices), model: new.snapshot,
          replaced: old.map { ($0.filled(slices), $0.snapshot) }))
    }
  }

  private func held(_ place: Int) throws(ClusterError) -> Message {
    guard let message = places[place] else {
      throw ClusterError("place \(place) holds no message")
    }
    return message
  }

  /// Names the gradients that a message needs, and notes those that are missing.
  private mutating func name(_ message: Message) {
    if message.isPromise {
      let summands = message.summands ?? summands(of: message)
      message.summands = summands
      for summand in summands where summand.gradient.slot == nil {
        summand.gradient.slot = gradients.take(slices.dimension + 1)
        missing.append(summand.gradient)
      }
    }
    for more in message.unsummed { name(more) }
  }

  private mutating func evaluateMissing() throws {
    guard !missing.isEmpty else { return }
    defer { missing.removeAll(keepingCapacity: true) }
    evaluate(missing, with: sources)
    for gradient in missing { if let failure = gradient.failure { throw failure } }
  }

  /// Names the gradients of a message of a scheme that remembers, and what its worker remembers then.
  private mutating func remember(_ message: Message) {
    let task = message.assignment
    memory[task.worker].begin(turn: task.turn)
    message.summands = summands(of: message)
    for term in task.terms where term.source == .fresh && term.part == message.part {
      memory[task.worker].evaluate(term.block, named(term.block, message))
    }
    if message.part == task.lastPart { memory[task.worker].finish() }
  }

  private mutating func summands(of message: Message) -> [Message.Summand] {
    var summands: [Message.Summand] = []
    let row = message.assignment.row
    for i in row.places(of: message.part) where row.terms[i].part == message.part {
      let term = row.terms[i]
      var gradient: PromisedGradient<Element>?
      if term.source == .fresh {
        gradient = named(term.block, message)
      } else if remembers {
        gradient = memory[message.assignment.worker][term.block]
      }
      if let gradient {
        summands.append(
          Message.Summand(
            coefficient: term.coefficient, slice: term.slice, gradient: gradient))
      }  // Else nothing is remembered yet: the term is zero.
    }
    return summands
  }

  private mutating func named(_ block: Int, _ message: Message) -> PromisedGradient<Element> {
    let name = GradientName(block: block, draw: message.assignment.draw)
    if let gradient = known[name]?.gradient { return gradient }
    if known.count > mostKnown {
      known = known.filter { $0.value.gradient != nil }
      mostKnown = max(4 * places.count + 64, 2 * known.count)
    }
    let gradient = PromisedGradient(name, message.snapshot, gradients)
    known[name] = WeakGradient(gradient: gradient)
    return gradient
  }
}

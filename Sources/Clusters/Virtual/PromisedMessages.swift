import Coding
import Kernels

/// Messages that have arrived in name only: what they would contain is evaluated when it is used.
///
/// A gradient is named by (block, version) and evaluated at most once, however many workers hold the
/// block. What a worker remembers is such a name too. Evaluations that are needed together may run
/// on several threads: each fills a vector of its own, so no bit depends on the number of threads.
struct PromisedMessages<Source: GradientSource> {
  typealias Element = Source.Element

  private struct Promise {
    var snapshot: ModelSnapshot<Element>
    /// Coefficients and gradients, where the scheme remembers; else they follow from the version.
    var terms: [(coefficient: Double, gradient: PromisedGradient<Element>)]?
    var isSettled = false
  }

  private let scheme: any Scheme
  private let parts: Int
  private let remembers: Bool
  private let sources: [Source]
  private let pool = VectorPool<Element>()
  private var promises: [Promise?]
  /// The gradient of each (worker, block) that the worker evaluated last.
  private var memory: [[Int: PromisedGradient<Element>]]
  private var known: [GradientName: WeakGradient<Element>] = [:]

  init(_ scheme: any Scheme, source: Source, threads: Int) {
    self.scheme = scheme
    parts = scheme.parts
    remembers = scheme.remembers
    sources = [source] + (1..<max(1, threads)).map { _ in source.forAnotherThread() }
    promises = Array(repeating: nil, count: scheme.workers * scheme.parts)
    memory = Array(repeating: [:], count: remembers ? scheme.workers : 0)
  }

  /// Takes note that a worker's message is there.
  mutating func arrived(worker: Int, part: Int, snapshot: ModelSnapshot<Element>) {
    var promise = Promise(snapshot: snapshot)
    if remembers { promise.terms = resolve(worker: worker, part: part, snapshot) }
    promises[worker * parts + part] = promise
  }

  /// Evaluates what is missing for these messages and puts them in their places.
  mutating func settle(_ weights: [Weight], in slot: (Weight) -> Slot<Element>) {
    var pending:
      [(weight: Weight, terms: [(coefficient: Double, gradient: PromisedGradient<Element>)])] = []
    var missing: [PromisedGradient<Element>] = []
    for weight in weights {
      let i = weight.worker * parts + weight.part
      guard var promise = promises[i], promise.snapshot.version == weight.version,
        !promise.isSettled
      else { continue }
      let terms =
        promise.terms ?? resolve(worker: weight.worker, part: weight.part, promise.snapshot)
      for term in terms where term.gradient.slot == nil {
        term.gradient.slot = pool.take(sources[0].messageLength)
        missing.append(term.gradient)
      }
      pending.append((weight, terms))
      promise.isSettled = true
      promise.terms = nil
      promises[i] = promise
    }
    evaluate(missing, with: sources)
    for (weight, terms) in pending {
      let gradients = terms.compactMap { term in
        term.gradient.slot.map { WeightedGradient(coefficient: term.coefficient, gradient: $0) }
      }
      slot(weight).vector.withMutableSpan { assemble(gradients, into: &$0) }
    }
  }

  /// Names the gradients of a message, and what the worker remembers from now on.
  private mutating func resolve(worker: Int, part: Int, _ snapshot: ModelSnapshot<Element>)
    -> [(coefficient: Double, gradient: PromisedGradient<Element>)]
  {
    var terms: [(coefficient: Double, gradient: PromisedGradient<Element>)] = []
    for term in scheme.terms(worker: worker, step: snapshot.version) where term.part == part {
      let gradient: PromisedGradient<Element>
      if term.source == .fresh {
        gradient = named(term.block, snapshot)
        if remembers { memory[worker][term.block] = gradient }
      } else if let last = memory[worker][term.block] {
        gradient = last
      } else {
        continue  // Nothing is remembered yet: the term is zero.
      }
      terms.append((term.coefficient, gradient))
    }
    return terms
  }

  private mutating func named(_ block: Int, _ snapshot: ModelSnapshot<Element>)
    -> PromisedGradient<Element>
  {
    let name = GradientName(block: block, version: snapshot.version)
    if let gradient = known[name]?.gradient { return gradient }
    if known.count > 4 * promises.count + 64 { known = known.filter { $0.value.gradient != nil } }
    let gradient = PromisedGradient(name, snapshot, pool)
    known[name] = WeakGradient(gradient: gradient)
    return gradient
  }
}

/// The gradient of a block at a version of the model.
struct GradientName: Hashable {
  var block: Int
  var version: Int
}

/// A gradient that is evaluated when it is needed, and whose memory is used again when it is not.
final class PromisedGradient<Element: Scalar> {
  let name: GradientName
  let snapshot: ModelSnapshot<Element>
  var slot: Slot<Element>?
  private let pool: VectorPool<Element>

  init(_ name: GradientName, _ snapshot: ModelSnapshot<Element>, _ pool: VectorPool<Element>) {
    self.name = name
    self.snapshot = snapshot
    self.pool = pool
  }

  deinit { if let slot { pool.give(slot) } }
}

struct WeakGradient<Element: Scalar> {
  weak var gradient: PromisedGradient<Element>?
}

/// Vectors to use again.
final class VectorPool<Element: Scalar> {
  private var free: [Slot<Element>] = []

  func take(_ count: Int) -> Slot<Element> { free.popLast() ?? Slot(count, repeating: 0) }
  func give(_ slot: Slot<Element>) { free.append(slot) }
}

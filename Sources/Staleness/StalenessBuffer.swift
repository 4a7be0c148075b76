public import Coding
public import Kernels

/// The parameter server's memory: the newest message of every (worker, part), fresh or stale.
///
/// A message changes hands by swapping vectors: the buffer keeps the new one and gives the old one
/// back, to be received into next. Nothing of the model's length is ever copied or allocated after
/// the buffer is made: (workers · parts) vectors. For uncoded workers with one block each this is
/// the staleness buffer of pipelined gradient coding; schemes that use fresh messages only simply
/// never name an old one in their weights.
public struct StalenessBuffer<Element: Scalar>: ~Copyable {
  private let parts: Int
  private var slots: [Slot<Element>] = []
  private var versions: [Int]
  private var weights: [Element] = []
  private var chosen: [Slot<Element>] = []

  /// An empty buffer for `workers` · `parts` messages of `length` elements.
  public init(workers: Int, parts: Int, length: Int) {
    self.parts = parts
    for _ in 0..<workers * parts { slots.append(Slot(length, repeating: 0)) }
    versions = Array(repeating: -1, count: workers * parts)
    weights.reserveCapacity(slots.count)
    chosen.reserveCapacity(slots.count)
  }

  /// Keeps a message, unless a newer one is held, and leaves the vector that it replaces.
  public mutating func keep(_ arrival: Arrival, _ message: inout Vector<Element>) {
    let i = arrival.worker * parts + arrival.part
    guard arrival.version > versions[i] else { return }
    versions[i] = arrival.version
    swap(&slots[i].vector, &message)
  }

  /// The version held of a (worker, part); −1 where none is.
  public func version(worker: Int, part: Int = 0) -> Int { versions[worker * parts + part] }

  /// The place of a held message.
  public func slot(worker: Int, part: Int = 0) -> Slot<Element> { slots[worker * parts + part] }

  /// y ← Σ a_j m_j, in the order given; each message is read once.
  ///
  /// - Precondition: every weight names a message that is held. A scheme that errs here is broken.
  public mutating func combine(_ decoding: [Weight], into y: inout MutableSpan<Element>) {
    weights.removeAll(keepingCapacity: true)
    chosen.removeAll(keepingCapacity: true)
    for weight in decoding {
      let i = weight.worker * parts + weight.part
      precondition(versions[i] == weight.version, "a weight for a message that is not held")
      weights.append(.nearest(weight.value))
      chosen.append(slots[i])
    }
    if chosen.isEmpty { Element.fill(0, &y) } else { Element.combine(weights, chosen, &y) }
    chosen.removeAll(keepingCapacity: true)
  }
}

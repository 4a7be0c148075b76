public import Coding
public import Kernels

/// The parameter server's memory: a vector for every place, fresh or stale.
///
/// A message changes hands by swapping vectors: the buffer keeps the new one and gives the old one
/// back, to be received into next. Nothing of the model's length is copied or allocated after the
/// buffer is made, but where replaced messages are to be seen. With one uncoded block a worker this is
/// the staleness buffer of pipelined gradient coding; schemes that use fresh messages only simply
/// never name an old one in their weights.
public struct StalenessBuffer<Element: Scalar>: HeldMessages, ~Copyable {
  private var slots: [Slot<Element>] = []
  private var weights: [Element] = []
  private var chosen: [Slot<Element>] = []
  /// Of every place, where replaced messages are kept: the model of what it holds.
  private var models: [ModelSnapshot<Element>?]
  private var replaced: [Replacement<Element>] = []
  private var spare: [Slot<Element>] = []
  private let length: Int
  private let slices: Int
  private var isFilled: [Bool]

  public var keepsReplaced = false

  /// An empty buffer for `places` messages of `length` elements.
  /// - Parameter slices: m, where messages are of slices.
  public init(places: Int, length: Int, slices: Int = 1) {
    self.length = length
    self.slices = slices
    for _ in 0..<places { slots.append(Slot(length, repeating: 0)) }
    models = Array(repeating: nil, count: places)
    isFilled = Array(repeating: false, count: places)
    weights.reserveCapacity(places)
    chosen.reserveCapacity(places)
  }

  /// Puts a message into its place, and leaves a vector to receive into.
  /// - Parameters:
  ///   - destination: Where it goes.
  ///   - model: What it was computed from; needed where replaced messages are kept.
  public mutating func put(
    _ message: inout Vector<Element>, _ destination: Destination, of model: ModelSnapshot<Element>?
  ) {
    switch destination {
    case .keep(let place):
      if keepsReplaced { remember(place, model) }
      swap(&slots[place].vector, &message)
      isFilled[place] = true
    case .add(let place), .mix(let place):
      message.withSpan { m in
        slots[place].vector.withMutableSpan { Element.axpy(1, m, &$0) }
      }
    case .drop: break
    }
  }

  /// Moves what a place holds aside, and gives the place a vector of its own.
  private mutating func remember(_ place: Int, _ model: ModelSnapshot<Element>?) {
    guard let model else { return }
    let old = slots[place]
    slots[place] = spare.popLast() ?? Slot(length, repeating: 0)
    replaced.append(
      Replacement(
        place: place, message: slots[place], model: model,
        replaced: models[place].map { (old, $0) }))
    if models[place] == nil { spare.append(old) }
    models[place] = model
  }

  public mutating func replacements(_ body: (Replacement<Element>) throws -> Void) throws {
    defer {
      for case let old? in replaced.lazy.map(\.replaced) { spare.append(old.message) }
      replaced.removeAll(keepingCapacity: true)
    }
    for replacement in replaced { try body(replacement) }
  }

  public mutating func withMessage(
    at place: Int, _ body: (Span<Element>) throws -> Void
  ) throws { try slots[place].vector.withSpan { try body($0) } }

  public mutating func combine(_ decoding: [Weight], into y: inout MutableSpan<Element>) {
    if slices > 1 {
      let slots = slots
      return combineSlices(Slices(slices, of: y.count - 1), decoding, into: &y, &weights, &chosen) {
        slots[$0]
      }
    }
    weights.removeAll(keepingCapacity: true)
    chosen.removeAll(keepingCapacity: true)
    for weight in decoding {
      weights.append(.nearest(weight.value))
      chosen.append(slots[weight.place])
    }
    if chosen.isEmpty { Element.fill(0, &y) } else { Element.combine(weights, chosen, &y) }
    chosen.removeAll(keepingCapacity: true)
  }

  /// Copies of what the places hold, and the versions of their models where these are kept.
  public func messages() -> (vectors: [Int: [Element]], versions: [Int: Int]) {
    var vectors: [Int: [Element]] = [:]
    for place in slots.indices where isFilled[place] {
      vectors[place] = slots[place].vector.withSpan { Element.elements($0) }
    }
    return (
      vectors,
      Dictionary(
        uniqueKeysWithValues: models.indices.compactMap { place in
          models[place].map { (place, $0.version) }
        })
    )
  }

  /// Takes back what `messages` gave.
  /// - Parameter find: The published models by version.
  public mutating func restore(
    _ vectors: [Int: [Element]], versions: [Int: Int], find: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    for (place, values) in vectors {
      guard slots.indices.contains(place), values.count == length else {
        throw SavedStateError("the message of place \(place) does not fit")
      }
      slots[place].vector.withMutableSpan { Element.copy(values.span, &$0) }
      isFilled[place] = true
    }
    for (place, version) in versions {
      guard models.indices.contains(place), let model = find(version) else {
        throw SavedStateError("the model of version \(version) of place \(place) is not there")
      }
      models[place] = model
    }
  }
}

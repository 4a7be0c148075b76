public import Kernels

extension SecantTransport {
  /// A copy of all pairs, and the versions of the models of held messages.
  public func state() -> SavedState<Element> {
    var state = SavedState<Element>()
    for (number, place) in places {
      state.numbers["model/\(number)"] = [Double(place.model.version)]
      state.vectors["s/\(number)"] = Self.joined(place.pairs.s)
      state.vectors["y/\(number)"] = Self.joined(place.pairs.y)
    }
    return state
  }

  /// Takes back what `state` gave.
  public mutating func restore(
    _ state: SavedState<Element>, models: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    var names = Set<String>()
    for number in shares.indices where state.numbers["model/\(number)"] != nil {
      names.formUnion(["model", "s", "y"].map { "\($0)/\(number)" })
      let version = try state.integers("model/\(number)", count: 1)
      guard let model = try find(version, in: models)[0] else {
        throw SavedStateError("'model/\(number)' names no model")
      }
      places[number] = Place(pairs: try pairs(number, of: state, model), model: model)
    }
    try state.check(only: names)
  }

  private func pairs(
    _ number: Int, of state: SavedState<Element>, _ model: ModelSnapshot<Element>
  ) throws(SavedStateError) -> SecantPairs<Element> {
    let d = model.pinned.count
    let s = try state.vector("s/\(number)")
    let y = try state.vector("y/\(number)", count: s.count)
    guard d > 0, s.count.isMultiple(of: d), s.count <= capacity * d else {
      throw SavedStateError(
        "'s/\(number)' has \(s.count) numbers for at most \(capacity) pairs of \(d)")
    }
    var pairs = SecantPairs<Element>(capacity: capacity)
    for first in stride(from: 0, to: s.count, by: d) {
      func slot(_ all: [Element]) -> Slot<Element> {
        Slot(Vector(copying: all.span.extracting(first..<first + d)))
      }
      _ = pairs.append((slot(s), slot(y)))
    }
    form.prepare(&pairs)
    return pairs
  }

  private static func joined(_ slots: [Slot<Element>]) -> [Element] {
    slots.flatMap { $0.vector.withSpan { Element.elements($0) } }
  }
}

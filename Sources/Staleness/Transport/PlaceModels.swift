import Kernels

/// The model that the message in each place was computed from.
struct PlaceModels<Element: Scalar> {
  /// By place; nil where nothing has come.
  private(set) var models: [ModelSnapshot<Element>?]

  init(places: Int) { models = Array(repeating: nil, count: places) }

  /// Takes note of what came since the last time.
  mutating func observe<H: HeldMessages<Element> & ~Copyable>(_ held: inout H) throws {
    var models = models
    try held.replacements { if models.indices.contains($0.place) { models[$0.place] = $0.model } }
    self.models = models
  }

  /// v ← x − z of a place; false where nothing has come.
  func difference(_ place: Int, from x: Span<Element>, into v: Slot<Element>) -> Bool {
    guard models.indices.contains(place), let z = models[place] else { return false }
    v.vector.withMutableSpan { v in
      Element.copy(x, &v)
      z.withModel { Element.axpy(-1, $0, &v) }
    }
    return true
  }

  /// Versions by place for a checkpoint; −1 where nothing has come.
  var versions: [Double] { models.map { Double($0?.version ?? -1) } }

  /// Takes back what `versions` gave.
  mutating func restore(
    _ state: SavedState<Element>, models find: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    for (place, version) in try state.integers("models", count: models.count).enumerated() {
      models[place] = nil
      guard version >= 0 else { continue }
      guard let model = find(version) else {
        throw SavedStateError("'models' names version \(version), which is not there")
      }
      models[place] = model
    }
  }
}

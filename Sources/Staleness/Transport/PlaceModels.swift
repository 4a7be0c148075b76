import Kernels

/// The model that the message in each place was computed from.
struct PlaceModels<Element: Scalar> {
  /// By place; nil where nothing has come.
  private(set) var models: [ModelSnapshot<Element>?]
  private var work: Slot<Element>?

  init(places: Int) { models = Array(repeating: nil, count: places) }

  /// Takes note of what came since the last time.
  mutating func observe<H: HeldMessages<Element> & ~Copyable>(_ held: inout H) throws {
    var models = models
    try held.replacements { if models.indices.contains($0.place) { models[$0.place] = $0.model } }
    self.models = models
  }

  /// x − z of a place, good until it is asked for again; nil where nothing has come.
  mutating func difference(_ place: Int, from x: Span<Element>) -> Slot<Element>? {
    guard models.indices.contains(place), let z = models[place] else { return nil }
    let v = work ?? Slot(x.count, repeating: 0)
    work = v
    v.vector.withMutableSpan { v in
      Element.copy(x, &v)
      z.withModel { Element.axpy(-1, $0, &v) }
    }
    return v
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

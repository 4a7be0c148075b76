import Kernels

extension SecantTable {
  /// A copy of all pairs with their products.
  func state() -> SavedState<Element> {
    SavedState(
      vectors: [
        "s": s.vector.withSpan { Element.elements($0) },
        "y": y.vector.withSpan { Element.elements($0) },
      ],
      numbers: [
        "products": gram, "bounds": bounds,
        "models": models.map { Double($0?.version ?? -1) },
        "blocks": blocks.flatMap { $0.numbers(of: rowsAPlace) },
      ])
  }

  /// Takes back what `state` gave.
  func restore(
    _ state: SavedState<Element>, models: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    try state.check(only: ["s", "y", "products", "bounds", "models", "blocks"])
    gram = try state.numbers("products", count: rowCount * rowCount)
    bounds = try state.numbers("bounds", count: places)
    self.models = try find(state.integers("models", count: places), in: models)
    let length = SecantBlock.length(of: rowsAPlace)
    let numbers = try state.numbers("blocks", count: places * length)
    for place in 0..<places {
      let rows = place * rowsAPlace..<(place + 1) * rowsAPlace
      guard let block = SecantBlock(numbers[place * length..<(place + 1) * length], rows: rows)
      else { throw SavedStateError("'blocks' has no pairs of block \(place)") }
      blocks[place] = block
    }
    try state.copy("s", into: &s.vector)
    try state.copy("y", into: &y.vector)
  }
}

/// The models that held messages were computed from, by version; -1 stands for none.
/// - Throws: where a version is not there.
func find<Element: Scalar>(
  _ versions: [Int], in models: (Int) -> ModelSnapshot<Element>?
) throws(SavedStateError) -> [ModelSnapshot<Element>?] {
  var found: [ModelSnapshot<Element>?] = []
  for version in versions {
    let model = version < 0 ? nil : models(version)
    guard version < 0 || model != nil else {
      throw SavedStateError("the model of version \(version) is not there")
    }
    found.append(model)
  }
  return found
}

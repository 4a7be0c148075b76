import Kernels

extension SecantTable {
  /// A copy of all pairs with their products, and of the sum over blocks where there is one, which has
  /// rounding of its own.
  func state() -> SavedState<Element> {
    var state = SavedState<Element>(
      vectors: ["s": elements(s), "y": elements(y)],
      numbers: [
        "places": [Double(places)], "products": gram, "bounds": bounds,
        "models": models.map { Double($0?.version ?? -1) },
        "blocks": blocks.flatMap { $0.numbers(of: rowsAPlace) },
      ])
    if let whole {
      state.vectors["sum"] = elements(whole.sum)
      state.numbers["changes"] = [Double(whole.changes)]
    }
    return state
  }

  /// Takes back what `state` gave, into an empty table.
  func restore(
    _ state: SavedState<Element>, models find: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    try state.check(
      only: ["s", "y", "sum", "places", "products", "bounds", "models", "blocks", "changes"])
    let most = blocks.count
    models = try Staleness.find(state.integers("models", count: most), in: find)
    bounds = try state.numbers("bounds", count: most)
    places = try state.integers("places", count: 1)[0]
    let rows = try state.vector("s").count / max(dimension, 1)
    guard (0...most).contains(places), rows <= most * rowsAPlace else {
      throw SavedStateError("'places' has \(places) of \(most) blocks")
    }
    let products = try state.numbers("products", count: rows * rows)
    let length = SecantBlock.length(of: rowsAPlace)
    let numbers = try state.numbers("blocks", count: most * length)
    for place in 0..<most {
      let rows = place * rowsAPlace..<(place + 1) * rowsAPlace
      guard let block = SecantBlock(numbers[place * length..<(place + 1) * length], rows: rows)
      else { throw SavedStateError("'blocks' has no pairs of block \(place)") }
      blocks[place] = block
    }
    grow(to: rows)
    gram = products
    try state.copy("s", into: &s.vector)
    try state.copy("y", into: &y.vector)
    guard state.vectors["sum"] != nil else { return }
    var sum = CurvatureSum<Element>(dimension: dimension, rows: rowsAPlace)
    try state.copy("sum", into: &sum.sum.vector)
    sum.changes = try state.integers("changes", count: 1)[0]
    whole = sum
  }

  private func elements(_ slot: Slot<Element>) -> [Element] {
    slot.vector.withSpan { Element.elements($0) }
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

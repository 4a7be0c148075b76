import Console

/// The first pass over a table: labels, and the categories of every column and pair.
struct TableCategories {
  let layout: TableLayout
  private(set) var labels: [Double] = []
  private(set) var categories: [Categories]
  private(set) var pairs: [PairCategories]
  /// Places in `layout.categorical` that hold text; where there are new ones, the pass was in vain,
  /// because the texts of their first numbers are gone.
  private(set) var text: Set<Int>

  /// - Parameter text: Places in `layout.categorical` that are known to hold text.
  init(
    _ recipe: Recipe, path: String, text known: Set<Int>, _ progress: inout Terminal
  ) throws(DataError) {
    var scan = try TableScan(recipe, path: path)
    let layout = scan.layout
    var categories = layout.categorical.indices.map { Categories(isText: known.contains($0)) }
    var pairs = [PairCategories](repeating: PairCategories(), count: layout.pairs.count)
    var codes = [Int32](repeating: 0, count: layout.categorical.count)
    var text = known
    while try scan.next() {
      labels.append(scan.label)
      let record = scan.record
      for (place, column) in layout.categorical.enumerated() {
        if recipe.missing?.categorical == .own, scan.isMissing(column) {
          codes[place] = categories[place].addMissing()
          continue
        }
        let field = record.span.extracting(scan.place(column))
        switch FieldValue(field) {
        case .number(let number) where !categories[place].isText && !FieldValue.isLong(field):
          codes[place] = categories[place].add(number)
        case .number, .text:
          text.insert(place)
          if categories[place].isText { codes[place] = categories[place].add(text: field) }
        case .empty:
          throw scan.error(column, "the field is empty; \(FieldValue.missingRemedy)")
        case .notFinite:
          throw scan.error(
            column,
            "\(LIBSVMLine.quote(field, 0..<field.count)) is not a finite number; "
              + FieldValue.missingRemedy
          )
        }
      }
      for column in layout.numeric { _ = try scan.number(column) }
      if text.count == known.count {
        for (place, pair) in layout.pairs.enumerated() {
          pairs[place].add(codes[pair.0], codes[pair.1])
        }
      }
      if labels.count & 0xfff == 0 {
        progress.show("\(recipe.name): finding categories, row \(labels.count)")
      }
    }
    self.layout = layout
    self.categories = categories
    self.pairs = pairs
    self.text = text
  }

  /// Replaces codes by ranks: categories and pairs ascend.
  mutating func rank() {
    let ranks = categories.indices.map { categories[$0].rank() }
    for (place, pair) in layout.pairs.enumerated() {
      pairs[place].rank(ranks[pair.0], ranks[pair.1])
    }
  }
}

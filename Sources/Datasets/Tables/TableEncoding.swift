import Console

/// A table as its first pass leaves it: every category has a column, and rows can be encoded.
struct TableEncoding: Sendable {
  let recipe: Recipe
  let path: String
  let layout: TableLayout
  let shape: TableShape
  /// What missing numbers become, a number for each numeric column.
  private let means: [Double]
  private let categories: [Categories]
  private let pairs: [PairCategories]

  /// Reads a table once, or twice where a column turns out to be text, and once more for the moments
  /// of numeric columns.
  /// - Complexity: memory for labels and categories only.
  /// - Throws: for every row that cannot be used, with line and column.
  init(_ recipe: Recipe, path: String) throws(DataError) {
    var progress = Terminal()
    defer { progress.clear() }
    var first = try TableCategories(recipe, path: path, text: [], &progress)
    if !first.text.isEmpty {
      first = try TableCategories(recipe, path: path, text: first.text, &progress)
    }
    guard !first.labels.isEmpty else {
      throw DataError(path, "no row is left; there is none, or the label map drops all")
    }
    guard first.labels.count <= Int32.max else { throw DataError(path, "has more than 2^31 rows") }
    first.rank()
    let layout = first.layout
    var next = layout.numeric.count
    var starts = [next]
    let sizes = first.categories.map(\.count) + first.pairs.map(\.count) + (layout.bias ? [1] : [])
    for size in sizes {
      next += size
      starts.append(next)
    }
    guard next <= Int32.max else {
      throw DataError(path, "the recipe makes \(next) columns; 2^31 - 1 may be, so drop pairs")
    }
    var moments = [ColumnMoments](repeating: ColumnMoments(), count: layout.numeric.count)
    if !moments.isEmpty {
      let train = try recipe.rows(of: first.labels.count, path: path)
      moments = try Self.moments(recipe, path, training: train.isTest, &progress)
    }
    let names = layout.numeric.map { layout.names?[$0] ?? "\($0 + 1)" }
    if recipe.standardise,
      let place = moments.firstIndex(where: { !$0.deviation.isNormal })
    {
      throw DataError(
        path, "column '\(Recipe.shown(names[place]))'",
        "varies too much or too little for a number, about \(moments[place].most); scale or drop it"
      )
    }
    if let place = moments.firstIndex(where: { $0.isEmpty }) {
      throw DataError(
        path, "column '\(Recipe.shown(names[place]))'",
        "has no value in any training row, so there is no mean; drop it")
    }
    means = moments.map(\.mean)
    self.recipe = recipe
    self.path = path
    self.layout = layout
    categories = first.categories
    pairs = first.pairs
    shape = TableShape(
      labels: first.labels, starts: starts.map { Int32($0) },
      numeric: zip(names, moments).map {
        TableShape.Numeric(name: $0, moments: $1, standardized: recipe.standardise)
      })
  }

  /// Encodes all rows in the order of the file.
  /// - Parameter body: Gets a row's number, the columns that are one, and its numeric columns, not
  ///   standardized. False ends the pass.
  /// - Throws: where the file cannot be read or changed since the first pass.
  func forEachRow(_ body: (Int, [Int32], [Double]) throws(DataError) -> Bool) throws(DataError) {
    var scan = try TableScan(recipe, path: path)
    var codes = [Int32](repeating: 0, count: layout.categorical.count)
    var ones = [Int32](repeating: 0, count: layout.groups)
    var numbers = [Double](repeating: 0, count: layout.numeric.count)
    if layout.bias, let last = ones.indices.last { ones[last] = shape.starts[last] }
    var row = 0
    guard scan.layout.width == layout.width else { throw changed() }
    while try scan.next() {
      guard row < shape.labels.count, scan.label == shape.labels[row] else { throw changed() }
      let record = scan.record
      for (place, column) in layout.categorical.enumerated() {
        let isMissing = recipe.missing?.categorical == .own && scan.isMissing(column)
        let field = record.span.extracting(scan.place(column))
        guard let code = isMissing ? categories[place].missing : categories[place].code(field)
        else { throw changed() }
        codes[place] = code
        ones[place] = shape.starts[place] + code
      }
      for (place, pair) in layout.pairs.enumerated() {
        guard let code = pairs[place].code(codes[pair.0], codes[pair.1]) else { throw changed() }
        let group = codes.count + place
        ones[group] = shape.starts[group] + code
      }
      for (place, column) in layout.numeric.enumerated() {
        numbers[place] = try scan.number(column) ?? means[place]
      }
      guard try body(row, ones, numbers) else { return }
      row += 1
    }
    guard row == shape.labels.count else { throw changed() }
  }

  private func changed() -> DataError {
    DataError(path, "changed while it was read; run again when nothing writes to it")
  }

  private static func moments(
    _ recipe: Recipe, _ path: String, training isTest: [Bool], _ progress: inout Terminal
  ) throws(DataError) -> [ColumnMoments] {
    var scan = try TableScan(recipe, path: path)
    let columns = scan.layout.numeric
    var moments = [ColumnMoments](repeating: ColumnMoments(), count: columns.count)
    var row = 0
    while try scan.next() {
      guard row < isTest.count else { break }
      for (place, column) in columns.enumerated() {
        guard let number = try scan.number(column) else { continue }
        moments[place].add(number, counts: !isTest[row])
      }
      row += 1
      if row & 0xfff == 0 { progress.show("\(recipe.name): measuring columns, row \(row)") }
    }
    return moments
  }
}

import Console

/// One pass over a table, row by row, with the checks that every pass makes.
struct TableScan: ~Copyable {
  private var reader: CSVReader
  private let recipe: Recipe
  private let reading: LabelReading
  private let missing: MissingFields
  /// What the fields are; known once the first row was read.
  let layout: TableLayout
  /// Whether the first row was read with the layout and not yet handed out.
  private var isWaiting: Bool
  /// The label of the current row.
  private(set) var label = 0.0

  /// Opens a table and reads up to its first row.
  init(_ recipe: Recipe, path: String) throws(DataError) {
    try Self.checkSeparator(recipe, path)
    var reader = try CSVReader(path, separator: recipe.separator.utf8.first ?? 0x2c)
    guard try reader.next() else { throw DataError(path, "there is no row in the file") }
    var header: [String]?
    if recipe.header {
      let record = reader.record
      header = reader.fields.map { String(decoding: record[$0], as: UTF8.self) }
    }
    layout = try TableLayout(recipe, header: header, width: reader.fields.count, path: path)
    isWaiting = !recipe.header
    reading = LabelReading(recipe.label)
    missing = MissingFields(recipe.missing)
    self.reader = reader
    self.recipe = recipe
  }

  /// Goes to the next row that counts; false at the end.
  mutating func next() throws(DataError) -> Bool {
    while true {
      if !isWaiting, try !reader.next() { return false }
      isWaiting = false
      let found = reader.fields.count
      guard found == layout.width else {
        throw DataError(
          reader.path, "line \(reader.line), column \(min(found, layout.width) + 1)",
          "the row has \(found) fields, but the first line has \(layout.width)")
      }
      if lacksLabel, recipe.missing?.label == .drop { continue }
      let outcome = reading(reader.record.span.extracting(reader.fields[layout.label]))
      switch outcome {
      case .label(let value):
        label = value
        if !isDropped { return true }
      case .drop: continue
      case .bad(let problem): throw error(layout.label, problem)
      }
    }
  }

  private var lacksLabel: Bool { isMissing(layout.label) }

  /// Whether the row lacks a value without which rows are left out.
  private var isDropped: Bool {
    guard let rule = recipe.missing else { return false }
    if rule.numeric == .drop {
      for column in layout.numeric where isMissing(column) { return true }
    }
    if rule.categorical == .drop {
      for column in layout.categorical where isMissing(column) { return true }
    }
    return false
  }

  /// Whether a field of the current row holds no value, by the recipe's rule.
  func isMissing(_ column: Int) -> Bool {
    missing.contains(reader.record.span.extracting(reader.fields[column]))
  }

  /// Throws where the first line has one field, and several by another separator.
  private static func checkSeparator(_ recipe: Recipe, _ path: String) throws(DataError) {
    var lines = try LineReader(path)
    guard let range = try lines.next() else { return }
    let line = lines.text(range)
    if line.hasPrefix("sep="), line.count <= 5 {
      throw DataError(path, "line 1", "'\(line)' is there for Excel alone; take the line out")
    }
    guard let own = recipe.separator.first, TableGuess.fields(of: line, own) == 1,
      let other = TableGuess.separator(of: line), other != own
    else { return }
    let shown = other == "\t" ? "\\t" : String(other)
    throw DataError(
      path, "line 1",
      "has no '\(recipe.separator == "\t" ? "\\t" : recipe.separator)'; is it '\(shown)' that stands "
        + "between fields? write separator: \"\(shown)\" into the recipe")
  }

  /// The bytes of the current row; its fields are at `place`.
  var record: [UInt8] { reader.record }

  /// Where a field is in `record`.
  func place(_ column: Int) -> Range<Int> { reader.fields[column] }

  /// The line of the current row.
  var line: Int { reader.line }

  /// The number in a numeric column; nil where it is to be the column's mean.
  func number(_ column: Int) throws(DataError) -> Double? {
    if let rule = recipe.missing, isMissing(column) {
      switch rule.numeric {
      case .mean: return nil
      case .number(let number): return number
      case .error, .drop: break
      }
    }
    let field = reader.record.span.extracting(reader.fields[column])
    let value = FieldValue(field)
    guard case .number(let number) = value else {
      throw error(column, value.problem(field) ?? "is not a number")
    }
    return number
  }

  /// An error with a field of the current row.
  func error(_ column: Int, _ problem: String) -> DataError {
    layout.error(reader.path, line: reader.line, column: column, problem)
  }
}

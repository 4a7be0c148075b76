import Console

/// One pass over a table, row by row, with the checks that every pass makes.
struct TableScan: ~Copyable {
  private var reader: CSVReader
  private let recipe: Recipe
  private let reading: LabelReading
  /// What the fields are; known once the first row was read.
  let layout: TableLayout
  /// Whether the first row was read with the layout and not yet handed out.
  private var isWaiting: Bool
  /// The label of the current row.
  private(set) var label = 0.0

  /// Opens a table and reads up to its first row.
  init(_ recipe: Recipe, path: String) throws(DataError) {
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
      let outcome = reading(reader.record.span.extracting(reader.fields[layout.label]))
      switch outcome {
      case .label(let value):
        label = value
        return true
      case .drop: continue
      case .bad(let problem): throw error(layout.label, problem)
      }
    }
  }

  /// The bytes of the current row; its fields are at `place`.
  var record: [UInt8] { reader.record }

  /// Where a field is in `record`.
  func place(_ column: Int) -> Range<Int> { reader.fields[column] }

  /// The line of the current row.
  var line: Int { reader.line }

  /// The number in a numeric column.
  func number(_ column: Int) throws(DataError) -> Double {
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

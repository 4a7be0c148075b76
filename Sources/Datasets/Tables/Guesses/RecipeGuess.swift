public import Console

/// A first recipe for a table, guessed from its fields, with questions where it can only guess.
public struct RecipeGuess: Sendable {
  private let file: String
  private let separator: Character
  private let hasHeader: Bool
  private let columns: [ColumnGuess]
  private let label: Int
  private let rows: Int
  private let isWhole: Bool

  /// Rows that are looked at.
  static let most = 200_000

  /// Looks at a table.
  /// - Parameters:
  ///   - path: The table, plain or gzip.
  ///   - label: The column to be predicted; nil to guess.
  /// - Throws: where it cannot be read, or is no table.
  public init(_ path: String, label: String? = nil) throws(DataError) {
    file = FilePath(path).name
    separator = try Self.separator(path)
    var reader = try CSVReader(path, separator: separator.asciiValue ?? 0x2c)
    guard try reader.next() else { throw DataError(path, "there is no row in the file") }
    let first = reader.fields.map { String(decoding: reader.record[$0], as: UTF8.self) }
    guard first.count > 1 else {
      throw DataError(path, "its first line has one field; is this a table, such as CSV?")
    }
    let hasHeader = first.allSatisfy { Double($0) == nil }
    self.hasHeader = hasHeader
    var seen: Set<String> = []
    if hasHeader, let twice = first.first(where: { !seen.insert($0).inserted }) {
      throw DataError(
        path, "line 1", "the header has the name '\(Recipe.shown(twice))' twice; rename one")
    }
    var columns = first.indices.map { ColumnGuess(name: hasHeader ? first[$0] : "\($0 + 1)") }
    let missing = MissingFields(Recipe.Missing())
    var rows = 0
    var isThere = hasHeader ? try reader.next() : true
    while isThere, rows < Self.most {
      guard reader.fields.count == columns.count else {
        throw DataError(
          path, "line \(reader.line)",
          "the row has \(reader.fields.count) fields, but the first line has \(columns.count)")
      }
      let record = reader.record
      for (place, range) in reader.fields.enumerated() {
        let field = record.span.extracting(range)
        columns[place].add(field, isMissing: missing.contains(field))
      }
      rows += 1
      isThere = try reader.next()
    }
    guard rows > 0 else { throw DataError(path, "there is no row below the header") }
    self.columns = columns
    self.rows = rows
    isWhole = !isThere
    if let label {
      guard let place = columns.firstIndex(where: { $0.name == label }) else {
        throw DataError(path, "line 1", "there is no column '\(Recipe.shown(label))' for --label")
      }
      self.label = place
    } else {
      self.label = Self.label(columns)
    }
  }

  private static func separator(_ path: String) throws(DataError) -> Character {
    var lines = try LineReader(path)
    while let range = try lines.next() {
      let line = lines.text(range)
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      return TableGuess.separator(of: line) ?? ","
    }
    throw DataError(path, "there is no row in the file")
  }

  /// The column that is most often the one to be predicted.
  private static func label(_ columns: [ColumnGuess]) -> Int {
    let names = ["label", "target", "class", "y", "outcome", "response", "price"]
    for name in names {
      if let place = columns.firstIndex(where: { $0.name.lowercased() == name }) { return place }
    }
    return columns.lastIndex { !$0.isRowNumber } ?? columns.count - 1
  }

  /// The recipe.
  public var yaml: String {
    var lines = ["# A first recipe for \(file): look at what is marked by ?, and change it."]
    if !isWhole { lines.append("# The first \(rows) rows were looked at.") }
    lines += ["file: \(Self.quoted(file))"]
    if !hasHeader { lines.append("header: false  # columns are named by their number") }
    if separator != "," {
      lines.append("separator: \(separator == "\t" ? "\"\\t\"" : "\"\(separator)\"")")
    }
    lines += labelLines
    let others = columns.indices.filter { $0 != label }
    for kind in [Recipe.ColumnKind.drop, .numeric, .categorical] {
      let chosen = others.filter { columns[$0].kind.kind == kind }
      guard !chosen.isEmpty else { continue }
      lines.append("\(kind.rawValue):")
      for place in chosen {
        let notes = [columns[place].kind.why.map { "? \($0)" }, missing(place)].compactMap { $0 }
        let comment = notes.isEmpty ? "" : "  # " + notes.joined(separator: "; ")
        lines.append("  - \(Self.quoted(columns[place].name))\(comment)")
      }
    }
    if columns.contains(where: { $0.missing > 0 }) {
      lines += [
        "# ? Fields without a value: a number becomes the mean, or write 0, or drop for the whole row;",
        "#   a category becomes one of its own, or write drop.",
        "missing: {numeric: mean, categorical: own, label: drop}",
      ]
    }
    lines += [
      "standardise: true  # numeric columns: mean 0, variance 1",
      "bias: false        # models have a bias of their own",
      "split: {test: 0.2, seed: 0}",
    ]
    return lines.map { $0 + "\n" }.joined()
  }

  private func missing(_ place: Int) -> String? {
    let count = columns[place].missing
    return count == 0 ? nil : "\(count) of \(columns[place].count) without a value"
  }

  private var labelLines: [String] {
    let column = columns[label]
    let name = Self.quoted(column.name)
    var question = "# ? is this the column to be predicted?"
    if let lacking = missing(label) { question += " \(lacking)" }
    guard !column.isNumeric, column.distinct <= ColumnGuess.categories else {
      return [question, "label: \(name)"]
    }
    let values = column.values.keys.sorted()
    let isTwo = values.count == 2
    let map = values.enumerated().map { "\(Self.quoted($1)): \(isTwo ? 2 * $0 - 1 : $0)" }
    return [question, "label: {column: \(name), map: {\(map.joined(separator: ", "))}}"]
  }

  /// A word of YAML that stays a text.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isASCII && $0.isLetter } == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
    let words = ["yes", "no", "true", "false", "on", "off", "null", "y", "n", "nan", "inf"]
    guard !isPlain || words.contains(text.lowercased()) else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

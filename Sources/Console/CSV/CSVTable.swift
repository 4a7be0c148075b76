/// A table with named columns: plain CSV, the same bytes for the same content.
public struct CSVTable: Sendable {
  /// The file's name without `.csv`, or its path where it was read.
  public let name: String
  /// The names of the columns.
  public let columns: [String]
  /// What stands below them.
  public private(set) var rows: [Row] = []
  private let places: Places
  /// What to do where a file is broken.
  private let remedy: String

  /// One line; fields by the name of their column.
  public struct Row: Sendable {
    fileprivate let places: Places
    /// In the order of the columns.
    public let fields: [String]
    /// The line of the file that it began on, where it was read.
    public let line: Int

    /// Empty where there is no such column.
    public subscript(column: String) -> String {
      places.byName[column].map { fields[$0] } ?? ""
    }

    /// The same of the last of several columns of that name.
    public func last(_ column: String) -> String {
      places.lastByName[column].map { fields[$0] } ?? ""
    }

    /// Nil where the field is empty or no finite number.
    public func number(_ column: String) -> Double? {
      Double(self[column]).flatMap { $0.isFinite ? $0 : nil }
    }
  }

  /// Shared by all rows.
  fileprivate final class Places: Sendable {
    let byName: [String: Int]
    let lastByName: [String: Int]
    init(_ columns: [String]) {
      lastByName = Dictionary(zip(columns, 0...), uniquingKeysWith: { _, last in last })
      byName = Dictionary(zip(columns, 0...), uniquingKeysWith: { first, _ in first })
    }
  }

  /// A table without rows.
  public init(_ name: String, _ columns: [String]) {
    self.init(name, columns, remedy: "")
  }

  private init(_ name: String, _ columns: [String], remedy: String) {
    self.name = name
    self.columns = columns
    self.remedy = remedy
    places = Places(columns)
  }

  /// Reads a file.
  /// - Parameter remedy: What to do where it is not there or broken, for the error's line.
  /// - Throws: naming file and line, where a row has not as many fields as there are columns.
  public init(reading path: String, remedy: String) throws(RunError) {
    do throws(FileError) {
      try self.init(lines: try LineReader(path), remedy: remedy)
    } catch {
      throw RunError("\(error); \(remedy)")
    }
  }

  private init(lines: consuming LineReader, remedy: String) throws(FileError) {
    let path = lines.path
    var reader = lines
    var record = CSVRecord()
    func next() throws(FileError) -> [String]? {
      let outcome = try record.read { bytes throws(FileError) in
        guard let line = try reader.next() else { return false }
        bytes.append(contentsOf: reader.bytes.buffer[line])
        return true
      }
      switch outcome {
      case .record: return record.fields.indices.map(record.text)
      case .end: return nil
      case .broken(let field, let problem):
        throw FileError(path, "line \(record.line), column \(field)", problem)
      }
    }
    guard let columns = try next() else { throw FileError(path, "is empty") }
    self.init(path, columns, remedy: remedy)
    while let fields = try next() {
      guard fields.count == columns.count else {
        throw FileError(
          path, "line \(record.line)",
          "has \(fields.count) fields where \(columns.count) are named")
      }
      rows.append(Row(places: places, fields: fields, line: record.line))
    }
  }

  /// Appends a row.
  public mutating func add(_ fields: [String]) {
    assert(fields.count == columns.count)
    rows.append(Row(places: places, fields: fields, line: rows.count + 2))
  }

  /// The file's content.
  public var text: String {
    ([columns] + rows.map(\.fields)).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }
      .joined()
  }

  private static func quoted(_ field: String) -> String {
    let isPlain = !field.hasPrefix(" ") && !field.hasSuffix(" ")
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) || !isPlain else {
      return field
    }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

/// Columns that a program needs.
extension CSVTable {
  /// - Throws: naming the file, where a column that is needed is not there.
  public func check(_ needed: [String]) throws(RunError) {
    for column in needed where !columns.contains(column) {
      throw RunError("\(name): has no column '\(column)'; \(remedy)")
    }
  }

  /// A column of numbers; an empty field is NaN.
  public func numbers(_ column: String) throws(RunError) -> [Double] {
    try check([column])
    let place = places.byName[column] ?? 0
    var values: [Double] = []
    values.reserveCapacity(rows.count)
    for row in rows {
      let field = row.fields[place]
      guard let value = field.isEmpty ? .nan : Double(field) else {
        throw broken(row, "'\(field)' is no number")
      }
      values.append(value)
    }
    return values
  }

  /// A column of finite numbers, at least 0.
  public func amounts(_ column: String) throws(RunError) -> [Double] {
    let values = try numbers(column)
    if let i = values.firstIndex(where: { !($0.isFinite && $0 >= 0) }) {
      throw broken(rows[i], "\(column) must be a finite number, at least 0")
    }
    return values
  }

  /// A column of whole numbers, at least 0.
  public func wholes(_ column: String) throws(RunError) -> [Int] {
    var wholes: [Int] = []
    for (row, value) in zip(rows, try numbers(column)) {
      guard let whole = Int(exactly: value), whole >= 0 else {
        throw broken(row, "\(column) must be a whole number, at least 0")
      }
      wholes.append(whole)
    }
    return wholes
  }

  private func broken(_ row: Row, _ problem: String) -> RunError {
    RunError("\(name), line \(row.line): \(problem); \(remedy)")
  }
}

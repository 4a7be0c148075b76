import Console

/// The records of a text table of any usual separator, with their lines.
struct TableText {
  /// What to name in an error.
  let name: String
  private(set) var records: [(line: Int, fields: [String])] = []

  /// Cells that a table may have, so that a wrong file cannot take all memory.
  static let most = 20_000_000

  /// Reads a file.
  /// - Throws: naming line and column, where it is no text table.
  init(reading path: String, name: String) throws(RunError) {
    self.name = name
    do throws(FileError) { try read(path) } catch {
      throw RunError(error.description.replacing(path, with: name), exitCode: 2)
    }
  }

  private mutating func read(_ path: String) throws(FileError) {
    var record = CSVRecord(separator: try Self.separator(path))
    var reader = try LineReader(path)
    var cells = 0
    while true {
      let outcome = try record.read { bytes throws(FileError) in
        guard let line = try reader.next() else { return false }
        bytes.append(contentsOf: reader.bytes.buffer[line])
        return true
      }
      switch outcome {
      case .end: return
      case .broken(let field, let problem):
        throw FileError(path, "line \(record.line), column \(field)", problem)
      case .record:
        cells += record.fields.count
        guard cells <= Self.most else {
          throw FileError(
            path, "line \(record.line)",
            "more than \(Self.most) cells; give fewer steps")
        }
        records.append((record.line, record.fields.indices.map(record.text)))
      }
    }
  }

  /// What stands between the fields of the first line.
  private static func separator(_ path: String) throws(FileError) -> UInt8 {
    var reader = try LineReader(path)
    while let range = try reader.next() {
      let line = reader.text(range)
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      if line.contains(",") { return UInt8(ascii: ",") }
      if line.contains(";") { return UInt8(ascii: ";") }
      if line.contains("\t") { return UInt8(ascii: "\t") }
      return UInt8(ascii: line.contains(" ") ? " " : ",")
    }
    return UInt8(ascii: ",")
  }

  /// A cell's seconds; NaN where the worker did not answer.
  /// - Throws: naming line and column, where it is neither.
  func seconds(_ record: (line: Int, fields: [String]), _ column: Int) throws(RunError) -> Double {
    let word = record.fields[column]
    if Self.isMissing(word) { return .nan }
    guard let value = Double(word), value >= 0, value <= 1e9 else {
      throw broken(
        record.line, column,
        "'\(word.prefix(40))' is no number of seconds from 0 to 1e9; leave a cell empty where a worker "
          + "did not answer")
    }
    return value
  }

  /// Whether a cell says that there is nothing in it.
  static func isMissing(_ word: String) -> Bool {
    ["", "na", "n/a", "nan", "null", "none", "-", "inf", "infinity"].contains(word.lowercased())
  }

  /// An error at a place; columns from 0.
  func broken(_ line: Int, _ column: Int, _ problem: String) -> RunError {
    let place = "line \(line), column \(column + 1)"
    return RunError(FileError(name, place, problem).description, exitCode: 2)
  }

  /// An error with a line.
  func broken(_ line: Int, _ problem: String) -> RunError {
    RunError(FileError(name, "line \(line)", problem).description, exitCode: 2)
  }

  /// An error with the whole of it.
  func broken(_ problem: String) -> RunError {
    RunError(FileError(name, problem).description, exitCode: 2)
  }
}

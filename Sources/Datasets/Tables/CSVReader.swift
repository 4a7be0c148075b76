import Console

/// Records of a text table, plain or gzip, one after the other.
struct CSVReader: ~Copyable {
  private var reader: LineReader
  private var current: CSVRecord

  init(_ path: String, separator: UInt8) throws(DataError) {
    reader = try LineReader(path)
    current = CSVRecord(separator: separator)
  }

  var path: String { reader.path }
  /// The bytes of the current record, without the quotes around fields.
  var record: [UInt8] { current.bytes }
  /// Where in `record` its fields are.
  var fields: [Range<Int>] { current.fields }
  /// The line that the record begins on, from one.
  var line: Int { current.line }

  /// Reads the next record; false at the end of the file.
  mutating func next() throws(DataError) -> Bool {
    let outcome = try current.read { bytes throws(DataError) in
      guard let range = try reader.next() else { return false }
      bytes.append(contentsOf: reader.bytes.buffer[range])
      return true
    }
    switch outcome {
    case .record: return true
    case .end: return false
    case .broken(let field, let problem):
      throw DataError(path, "line \(line), column \(field)", problem)
    }
  }
}

/// Records of a text table, plain or gzip, one after the other in a buffer that it reuses.
///
/// Fields may be quoted, and then contain separators, line breaks and, doubled, quotes; spaces around
/// other fields do not belong to them. Lines end in LF or CR LF; blank lines and a byte order mark
/// are passed over.
///
/// - Source: RFC 4180, "Common format and MIME type for comma-separated values files", section 2.
struct CSVReader: ~Copyable {
  private var reader: ByteReader
  private let separator: UInt8
  private var lastLine = 0
  /// The bytes of the current record, without the quotes around fields.
  private(set) var record: [UInt8] = []
  /// Where in `record` its fields are.
  private(set) var fields: [Range<Int>] = []
  /// The line that the record begins on, from one.
  private(set) var line = 0

  /// A field that goes over more bytes than this began with a stray quote.
  static let longestQuoted = 1 << 16

  init(_ path: String, separator: UInt8) throws(DataError) {
    reader = try ByteReader(path)
    self.separator = separator
  }

  var path: String { reader.path }

  /// Reads the next record; false at the end of the file.
  mutating func next() throws(DataError) -> Bool {
    record.removeAll(keepingCapacity: true)
    while record.isEmpty {
      guard try appendLine() else { return false }
      line = lastLine
      if record.allSatisfy({ $0 == 0x20 }) { record.removeAll(keepingCapacity: true) }
    }
    if Self.split(record, separator, into: &fields) { return true }
    var rest: [UInt8] = []
    while true {
      switch Self.unquote(record, separator, into: &rest, &fields) {
      case .whole:
        swap(&record, &rest)
        return true
      case .open(let field):
        // Up to a line that may close it: all else would be looked at again for nothing.
        var before = 0
        repeat {
          record.append(0x0a)
          before = record.count
          guard record.count <= Self.longestQuoted, try appendLine() else {
            throw DataError(
              path, "line \(line), column \(field)", "the quote that opens here is not closed")
          }
        } while !record[before...].contains(UInt8(ascii: "\""))
      case .trailing(let field):
        throw DataError(
          path, "line \(line), column \(field)",
          "a closing quote must end the field; a quote inside is written twice")
      }
    }
  }

  /// Appends a line without its end to the record.
  private mutating func appendLine() throws(DataError) -> Bool {
    guard var range = try reader.nextLine() else { return false }
    lastLine += 1
    if lastLine == 1, reader.buffer[range].starts(with: [0xef, 0xbb, 0xbf]) {
      range = range.lowerBound + 3..<range.upperBound
    }
    if reader.buffer[range].last == 0x0d { range = range.lowerBound..<range.upperBound - 1 }
    record.append(contentsOf: reader.buffer[range])
    return true
  }

  /// Finds the fields of a record without quotes; false where there is one.
  private static func split(_ record: [UInt8], _ separator: UInt8, into fields: inout [Range<Int>])
    -> Bool
  {
    fields.removeAll(keepingCapacity: true)
    var start = 0
    let bytes = record.span
    for i in bytes.indices {
      if bytes[i] == separator {
        fields.append(trimmed(bytes, start..<i))
        start = i + 1
      } else if bytes[i] == UInt8(ascii: "\"") {
        return false
      }
    }
    fields.append(trimmed(bytes, start..<bytes.count))
    return true
  }

  private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 { start += 1 }
    while start < end, bytes[end - 1] == 0x20 { end -= 1 }
    return start..<end
  }

  private enum Quotes {
    case whole
    /// The quoted field of this number, from one, goes on behind the record.
    case open(Int)
    /// Something follows the closing quote of this field.
    case trailing(Int)
  }

  /// Copies a record without its quotes.
  private static func unquote(
    _ record: [UInt8], _ separator: UInt8, into target: inout [UInt8],
    _ fields: inout [Range<Int>]
  ) -> Quotes {
    let quote = UInt8(ascii: "\"")
    let bytes = record.span
    target.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    var i = 0
    while true {
      let start = target.count
      while i < bytes.count, bytes[i] == 0x20 { i += 1 }
      if i < bytes.count, bytes[i] == quote {
        i += 1
        while true {
          guard i < bytes.count else { return .open(fields.count + 1) }
          if bytes[i] == quote {
            guard i + 1 < bytes.count, bytes[i + 1] == quote else { break }
            i += 1
          }
          target.append(bytes[i])
          i += 1
        }
        i += 1
        fields.append(start..<target.count)
        while i < bytes.count, bytes[i] == 0x20 { i += 1 }
        guard i == bytes.count || bytes[i] == separator else { return .trailing(fields.count) }
      } else {
        while i < bytes.count, bytes[i] != separator {
          target.append(bytes[i])
          i += 1
        }
        fields.append(trimmed(target.span, start..<target.count))
      }
      guard i < bytes.count else { return .whole }
      i += 1
    }
  }
}

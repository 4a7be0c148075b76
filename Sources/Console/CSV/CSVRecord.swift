/// A record of a text table, read from the lines of any source into a buffer that it reuses.
///
/// Fields may be quoted, and then contain separators, line breaks and, doubled, quotes; spaces around
/// other fields do not belong to them. Blank lines are passed over; what a line is says `LineReader`.
///
/// - Source: RFC 4180, "Common format and MIME type for comma-separated values files", section 2.
public struct CSVRecord: Sendable {
  private let separator: UInt8
  private var lastLine = 0
  /// The bytes of the record, without the quotes around fields.
  public private(set) var bytes: [UInt8] = []
  /// Where in `bytes` its fields are.
  public private(set) var fields: [Range<Int>] = []
  /// The line that the record begins on, from one.
  public private(set) var line = 0

  /// What came of reading a record.
  public enum Outcome: Equatable, Sendable {
    case record
    /// There was no line any more.
    case end
    /// The field of that number, from one, is not quoted as it must be.
    case broken(field: Int, problem: String)
  }

  /// A field that goes over more bytes than this began with a stray quote.
  static let longestQuoted = 1 << 16

  /// No record yet.
  /// - Parameter separator: The byte between fields.
  public init(separator: UInt8 = UInt8(ascii: ",")) { self.separator = separator }

  /// The text of a field.
  public func text(_ field: Int) -> String {
    String(decoding: bytes[fields[field]], as: UTF8.self)
  }

  /// Reads the next record.
  /// - Parameter append: Appends a line without its end; false where there is none.
  public mutating func read<E: Error>(
    appending append: (inout [UInt8]) throws(E) -> Bool
  ) throws(E) -> Outcome {
    bytes.removeAll(keepingCapacity: true)
    while bytes.isEmpty {
      guard try appendLine(append) else { return .end }
      line = lastLine
      if bytes.allSatisfy({ $0 == 0x20 }) { bytes.removeAll(keepingCapacity: true) }
    }
    if Self.split(bytes, separator, into: &fields) { return .record }
    var rest: [UInt8] = []
    while true {
      switch Self.unquote(bytes, separator, into: &rest, &fields) {
      case .whole:
        swap(&bytes, &rest)
        return .record
      case .open(let field):
        // Up to a line that may close it: all else would be looked at again for nothing.
        var before = 0
        repeat {
          bytes.append(0x0a)
          before = bytes.count
          guard bytes.count <= Self.longestQuoted, try appendLine(append) else {
            return .broken(field: field, problem: "the quote that opens here is not closed")
          }
        } while !bytes[before...].contains(UInt8(ascii: "\""))
      case .trailing(let field):
        return .broken(
          field: field,
          problem: "a closing quote must end the field; a quote inside is written twice")
      }
    }
  }

  /// Appends a line without its end to the record.
  private mutating func appendLine<E: Error>(_ append: (inout [UInt8]) throws(E) -> Bool) throws(E)
    -> Bool
  {
    guard try append(&bytes) else { return false }
    lastLine += 1
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

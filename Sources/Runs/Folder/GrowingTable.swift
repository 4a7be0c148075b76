import Console

/// A table of a run that may still be written: whole lines only, one after the other.
///
/// Its fields are numbers and words without quotes.
struct GrowingTable: ~Copyable {
  private var reader: LineReader
  /// The names of its columns.
  let columns: [String]

  /// Opens a table.
  /// - Throws: where it cannot be read.
  init(_ path: String) throws(RunError) {
    var lines = try Self.opened(path)
    columns = try Self.head(&lines)
    reader = lines
  }

  private static func opened(_ path: String) throws(RunError) -> LineReader {
    do throws(FileError) { return try LineReader(path) } catch { throw RunError("\(error)") }
  }

  private static func head(_ reader: inout LineReader) throws(RunError) -> [String] {
    do throws(FileError) {
      guard let line = try reader.next(), reader.hasEnd else { return [] }
      return fields(reader.text(line))
    } catch { throw RunError("\(error)") }
  }

  /// The place of a column.
  /// - Throws: where there is none.
  func place(_ column: String) throws(RunError) -> Int {
    guard let place = columns.firstIndex(of: column) else {
      throw RunError("\(reader.path): has no column '\(column)'; is this a run's table?")
    }
    return place
  }

  /// The fields of the next line; nil at the end, or where the line is still being written.
  /// - Throws: where it has not as many as there are columns.
  mutating func next() throws(RunError) -> [String]? {
    do throws(FileError) {
      guard let line = try reader.next(), reader.hasEnd else { return nil }
      let fields = Self.fields(reader.text(line))
      guard fields.count == columns.count else {
        throw FileError(
          reader.path, "line \(reader.number)",
          "has \(fields.count) fields where \(columns.count) are named")
      }
      return fields
    } catch { throw RunError("\(error)") }
  }

  private static func fields(_ line: String) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}

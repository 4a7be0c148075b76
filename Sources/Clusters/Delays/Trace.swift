import Glibc
import Settings

/// Measured seconds: a row for each worker, a column for each round.
struct Trace {
  let rows: Int
  let columns: Int
  private let values: [Double]

  subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

  /// Reads comma-separated seconds without a header; blank lines count as nothing.
  /// - Parameter what: the beginning of an error's line, such as `--delay: trace:file`.
  /// - Throws: where the file cannot be read, is empty or ragged, or has anything but finite numbers
  ///   from 0 to a billion.
  init(reading path: String, what: String) throws(ConfigurationError) {
    try self.init(parsing: try contents(of: path, what: what), what: "\(what)=\(path)")
  }

  /// Reads the text of such a file.
  init(parsing text: String, what: String) throws(ConfigurationError) {
    var values: [Double] = []
    var rows = 0
    var columns = 0
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated() where !line.allSatisfy(\.isWhitespace)
    {
      let place = "\(what): line \(number + 1)"
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      if rows == 0 { columns = cells.count }
      guard cells.count == columns else {
        throw ConfigurationError("\(place) has \(cells.count) numbers, the first has \(columns)")
      }
      for (column, cell) in cells.enumerated() {
        let word = cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let value = Double(word), DelayRange.seconds.contains(value) else {
          throw ConfigurationError(
            "\(place), column \(column + 1): '\(word.prefix(40))' is no number of seconds from 0 to 1e9"
          )
        }
        values.append(value)
      }
      rows += 1
    }
    guard rows > 0 else { throw ConfigurationError("\(what) is empty") }
    self.rows = rows
    self.columns = columns
    self.values = values
  }
}

/// The text of a file.
private func contents(of path: String, what: String) throws(ConfigurationError) -> String {
  guard let file = fopen(path, "r") else { throw unreadable(path, what) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    guard count > 0 else { break }
    bytes.append(contentsOf: chunk[..<count])
  }
  guard ferror(file) == 0 else { throw unreadable(path, what) }
  return String(decoding: bytes, as: UTF8.self)
}

private func unreadable(_ path: String, _ what: String) -> ConfigurationError {
  let reason = String(cString: strerror(errno))
  return ConfigurationError("\(what)=\(path) cannot be read: \(reason)")
}

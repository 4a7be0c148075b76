import Console
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
    let lines = try TextFile.lines(of: path) { ConfigurationError("\(what): \($0)") }
    try self.init(lines, what: "\(what)=\(path)")
  }

  /// Reads the lines of such a file.
  init(_ lines: [String], what: String) throws(ConfigurationError) {
    var values: [Double] = []
    var rows = 0
    var columns = 0
    for (number, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
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

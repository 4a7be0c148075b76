import Console
import Settings

/// Measured seconds: a row for each worker, a column for each round.
struct Trace {
  let rows: Int
  let columns: Int
  private let values: [Double]

  subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

  /// Reads a matrix of comma-separated seconds, with or without a line of names, or a list with columns
  /// `worker`, `step` and `seconds`; blank lines count as nothing.
  /// - Parameter what: the beginning of an error's line, such as `--delay: trace:file`.
  /// - Throws: where the file cannot be read, is empty or ragged, or has anything but finite numbers
  ///   from 0 to a billion.
  init(reading path: String, what: String) throws(ConfigurationError) {
    let lines = try TextFile.lines(of: path) { ConfigurationError("\(what): \($0)") }
    try self.init(lines, what: "\(what)=\(path)")
  }

  /// Reads the lines of such a file.
  init(_ lines: [String], what: String) throws(ConfigurationError) {
    var cells = TraceCells(lines, what: what)
    guard let first = cells.lines.first else { throw ConfigurationError("\(what) is empty") }
    let names = first.cells.map { $0.lowercased() }
    if TraceList.columns.allSatisfy(names.contains) {
      self = try TraceList(cells, names: names).trace()
      return
    }
    if names.allSatisfy({ Double($0) == nil && !$0.isEmpty }) { cells.lines.removeFirst() }
    guard let columns = cells.lines.first?.cells.count else {
      throw ConfigurationError("\(what) has names, and no seconds")
    }
    var values: [Double] = []
    for line in cells.lines {
      guard line.cells.count == columns else {
        throw ConfigurationError(
          "\(cells.place(line)) has \(line.cells.count) numbers, the first has \(columns)")
      }
      for column in line.cells.indices { values.append(try cells.seconds(line, column)) }
    }
    self.init(values, rows: cells.lines.count, columns: columns)
  }

  /// Seconds row by row.
  init(_ values: [Double], rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    self.values = values
  }
}

import Settings

/// The lines of a trace, cut at commas.
struct TraceCells {
  /// The beginning of an error's line.
  let what: String
  /// Those that are not blank, with their numbers from 1.
  var lines: [(number: Int, cells: [String])]

  init(_ lines: [String], what: String) {
    self.what = what
    self.lines = lines.enumerated().compactMap { number, line in
      guard !line.allSatisfy(\.isWhitespace) else { return nil }
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
      return (number + 1, cells)
    }
  }

  /// What to name in an error.
  func place(_ line: (number: Int, cells: [String])) -> String { "\(what): line \(line.number)" }

  /// The seconds in a column.
  func seconds(_ line: (number: Int, cells: [String]), _ column: Int) throws(ConfigurationError)
    -> Double
  {
    let word = line.cells[column]
    guard let value = Double(word), DelayRange.seconds.contains(value) else {
      throw ConfigurationError(
        "\(place(line)), column \(column + 1): '\(word.prefix(40))' is no number of seconds from 0 to "
          + "1e9")
    }
    return value
  }
}

/// Guesses about a table by its first lines.
enum TableGuess {
  /// What stands between fields.
  private static let separators: [Character] = ["\t", ";", ",", "|"]

  /// The separator of a table's line; nil where it is a line of LIBSVM text, or of anything else.
  static func separator(of line: String) -> Character? {
    // In LIBSVM text a feature has a colon between digits, and words are between spaces.
    let line = line.firstRange(of: " #").map { line[..<$0.lowerBound] } ?? line[...]
    let words = line.split(whereSeparator: \.isWhitespace)
    if words.dropFirst().contains(where: isFeature) || words.count == 1 && isFeature(words[0]) {
      return nil
    }
    let counts = separators.map { separator in (separator, fields(of: line, separator)) }
    return counts.filter { $0.1 > 1 }.max { $0.1 < $1.1 }?.0
  }

  /// Fields of a line, where quotes hide separators.
  static func fields(of line: some StringProtocol, _ separator: Character) -> Int {
    var count = 1
    var isQuoted = false
    for character in line {
      if character == "\"" { isQuoted.toggle() }
      if character == separator, !isQuoted { count += 1 }
    }
    return count
  }

  private static func isFeature(_ word: Substring) -> Bool {
    guard let colon = word.firstIndex(of: ":") else { return false }
    let index = word[..<colon]
    return !index.isEmpty && index.allSatisfy { ("0"..."9").contains($0) }
      && !word[colon...].contains(where: separators.contains)
  }
}

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
    // Decimal commas, of which the reader of LIBSVM text says what they are.
    if words.count > 1, Double(words[0]) != nil, words.dropFirst().allSatisfy(hasDecimalComma) {
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

  /// Whether a line is an example of Vowpal Wabbit's: `label |namespace name:value …`.
  static func isVowpalWabbit(_ line: String) -> Bool {
    let halves = line.split(separator: "|", omittingEmptySubsequences: false)
    guard halves.count > 1, halves[0].isEmpty || halves[0].last == " " else { return false }
    let words = halves[1].split(separator: " ")
    return words.contains { word in
      let parts = word.split(separator: ":", omittingEmptySubsequences: false)
      return parts.count == 2 && !parts[0].isEmpty && Double(parts[1]) != nil
    }
  }

  private static func hasDecimalComma(_ word: Substring) -> Bool {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    let halves = parts.last?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    return parts.count == 2 && Int(parts[0]) != nil && halves.count <= 2
      && halves.allSatisfy { Int($0) != nil }
  }

  private static func isFeature(_ word: Substring) -> Bool {
    guard let colon = word.firstIndex(of: ":") else { return false }
    let index = word[..<colon]
    return !index.isEmpty && index.allSatisfy { ("0"..."9").contains($0) }
      && !word[colon...].contains(where: separators.contains)
  }
}

/// Quotes around a value, as in `trace:file='a,b:c.csv'`, which keep its separators from dividing it.
public enum Quotes {
  /// The parts of a text between separators that stand outside of quotes; quotes are kept.
  ///
  /// A quote opens at the beginning of a part or behind `=` or `:`, so that an apostrophe in a word is
  /// none, and where another like it follows.
  public static func split(_ text: Substring, at separator: Character) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var place = start
    var before: Character?
    while place < text.endIndex {
      let character = text[place]
      if isQuote(character), before == nil || "=:".contains(before ?? " ") || before == separator,
        let end = text[text.index(after: place)...].firstIndex(of: character)
      {
        place = end
      } else if character == separator {
        parts.append(text[start..<place])
        start = text.index(after: place)
      }
      before = text[place]
      place = text.index(after: place)
    }
    return parts + [text[start...]]
  }

  /// A text without the quotes around it.
  public static func removed(_ text: String) -> String {
    guard text.count > 1, let first = text.first, isQuote(first), text.last == first else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }

  private static func isQuote(_ character: Character) -> Bool {
    character == "'" || character == "\""
  }
}

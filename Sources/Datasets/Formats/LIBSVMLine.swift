import Console
import Settings

/// Reads lines of LIBSVM text: `label index:value index:value … # comment`.
///
/// - Source: Chang and Lin, "LIBSVM: a library for support vector machines", 2011, the README's file
///   format.
struct LIBSVMLine {
  let path: String
  /// Numbers beyond this do not fit the elements that are to be loaded.
  let greatest: Double
  /// Counted from one.
  var number = 0

  /// The label that begins a line, and where the features begin; nil for a line with neither.
  func label(_ text: Span<UInt8>) throws(DataError) -> (value: Double, next: Int)? {
    let token = Self.token(text, from: 0)
    guard !token.isEmpty else { return nil }
    return (try value(text, token, "the label"), token.upperBound)
  }

  /// Checks the features from byte `next` on and hands them to `body`.
  /// - Parameter columns: The greatest index that is allowed.
  /// - Returns: The number of features, and the greatest index.
  func features(
    _ text: Span<UInt8>, from next: Int, columns: Int, _ body: (Int32, Double) -> Void
  ) throws(DataError) -> (count: Int, greatest: Int) {
    var next = afterGroup(text, from: next)
    var count = 0
    var previous = 0
    while true {
      let token = Self.token(text, from: next)
      guard !token.isEmpty else { return (count, previous) }
      next = token.upperBound
      var colon = token.lowerBound
      var index = 0
      while colon < token.upperBound, text[colon] &- UInt8(ascii: "0") < 10 {
        index = min(Int(Int32.max) + 1, index * 10 + Int(text[colon] - UInt8(ascii: "0")))
        colon += 1
      }
      guard colon < token.upperBound, text[colon] == UInt8(ascii: ":"), colon > token.lowerBound
      else { throw badIndex(text, token) }
      guard index > previous, index <= columns else {
        throw badIndex(index, after: previous, columns: columns, at: token.lowerBound)
      }
      let number = colon + 1..<token.upperBound
      body(Int32(index - 1), try value(text, number, "the value of feature \(index)"))
      previous = index
      count += 1
    }
  }

  /// Whether `qid:N`, the group of a ranking, stands before the features.
  func hasGroup(_ text: Span<UInt8>, from next: Int) -> Bool {
    afterGroup(text, from: next) != next
  }

  /// Where the features begin: `next`, or behind `qid:N`.
  private func afterGroup(_ text: Span<UInt8>, from next: Int) -> Int {
    let token = Self.token(text, from: next)
    let word = Array("qid:".utf8)
    guard token.count > word.count,
      word.indices.allSatisfy({ text[token.lowerBound + $0] == word[$0] })
    else { return next }
    let isNumber = token.dropFirst(word.count).allSatisfy { text[$0] &- UInt8(ascii: "0") < 10 }
    return isNumber ? token.upperBound : next
  }

  /// Stored features of a line that is not parsed: its colons.
  static func countFeatures(_ text: Span<UInt8>) -> Int {
    var count = 0
    for i in text.indices {
      if text[i] == UInt8(ascii: "#") { break }
      // Not the colon of qid:N, which follows a letter.
      if text[i] == UInt8(ascii: ":"), i > 0, text[i - 1] < 0x3a { count += 1 }
    }
    return count
  }

  func error(at byte: Int, _ problem: String) -> DataError {
    DataError(path, "line \(number), column \(byte + 1)", problem)
  }

  private func value(
    _ text: Span<UInt8>, _ token: Range<Int>, _ what: @autoclosure () -> String
  ) throws(DataError) -> Double {
    switch DecimalNumber(text.extracting(token)) {
    case .value(let value) where abs(value) <= greatest: return value
    case .value:
      throw error(
        at: token.lowerBound, "\(what()), \(Self.quote(text, token)), is too large for float32")
    case .notFinite:
      throw error(
        at: token.lowerBound, "\(what()), \(Self.quote(text, token)), is not a finite number")
    case .malformed:
      throw error(
        at: token.lowerBound,
        "\(what()), \(Self.quote(text, token)), is not a number\(Self.hint(text, token))")
    }
  }

  private func badIndex(_ text: Span<UInt8>, _ token: Range<Int>) -> DataError {
    let colon = token.first { text[$0] == UInt8(ascii: ":") }
    if String(decoding: token.prefix(4).map { text[$0] }, as: UTF8.self) == "qid:" {
      return error(
        at: token.lowerBound, "qid:NUMBER stands once, between the label and the features")
    }
    guard let colon else {
      return error(
        at: token.lowerBound,
        "\(Self.quote(text, token)) has no colon; a feature is written index:value")
    }
    return error(
      at: token.lowerBound,
      "the index \(Self.quote(text, token.lowerBound..<colon)) is not a whole number from 1 on")
  }

  private func badIndex(_ index: Int, after previous: Int, columns: Int, at byte: Int) -> DataError
  {
    let problem =
      if index == 0 {
        "index 0; indices begin at 1, so write each one higher, in the test set too"
      } else if index == previous {
        "index \(index) is repeated"
      } else if index < previous {
        "index \(index) comes after \(previous); indices must ascend"
      } else if columns == Int(Int32.max) {
        "an index is greater than \(columns)"
      } else {
        "index \(index), but there are only \(columns) features"
      }
    return error(at: byte, problem)
  }

  /// The bytes from `start` on, white space left out, up to white space, a comment or the end.
  private static func token(_ text: Span<UInt8>, from start: Int) -> Range<Int> {
    var first = start
    while first < text.count, isSpace(text[first]) { first += 1 }
    var end = first
    while end < text.count, !isSpace(text[end]), text[end] != UInt8(ascii: "#") { end += 1 }
    return first..<end
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }

  /// A token for an error line: printable, and not long.
  static func quote(_ text: Span<UInt8>, _ token: Range<Int>) -> String {
    let shown = String(decoding: token.prefix(96).map { text[$0] }, as: UTF8.self)
    return "'\(visible(shown.prefix(24)))\(token.count > 24 ? "…" : "")'"
  }

  /// What to do about a number that other programs write.
  private static func hint(_ text: Span<UInt8>, _ token: Range<Int>) -> String {
    let word = String(decoding: token.prefix(96).map { text[$0] }, as: UTF8.self)
    let isLabel = token.lowerBound == 0 || text[token.lowerBound - 1] != UInt8(ascii: ":")
    if !isLabel, word.contains(":") {
      return "; field:index:value is LIBFFM's, of which the field is to be left out"
    }
    guard word.contains(","), Double(word.replacing(",", with: ".")) != nil else { return "" }
    return isLabel
      ? "; a sample has one label, and its decimal point is '.'" : "; write a decimal point"
  }
}

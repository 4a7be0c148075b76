/// A value as Python writes it: what the header of a `.npy` file consists of.
enum PythonLiteral: Equatable {
  case text(String)
  case flag(Bool)
  case number(Int)
  /// A tuple or a list.
  case list([PythonLiteral])
  /// Keys and values in the order written.
  case mapping([Entry])

  /// A key with its value, and the value's text.
  struct Entry: Equatable {
    let key: String
    let value: PythonLiteral
    let text: String
  }

  /// Reads one value with nothing but white space behind it; nil for anything else.
  init?(_ text: String) {
    var reader = PythonReader(Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }
}

private struct PythonReader {
  private let bytes: [UInt8]
  private var next = 0

  /// Deeper values are no header's.
  private static let deepest = 8

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { bytes[next...].allSatisfy(Self.isSpace) }

  mutating func value(depth: Int) -> PythonLiteral? {
    guard depth < Self.deepest, let first = peek() else { return nil }
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "("):
      guard let items = list(until: UInt8(ascii: ")"), depth) else { return nil }
      // Only a comma makes a tuple of one value: (4) is 4.
      let hasComma = bytes[..<(next - 1)].last { !Self.isSpace($0) } == UInt8(ascii: ",")
      return items.count == 1 && !hasComma ? items[0] : .list(items)
    case UInt8(ascii: "["): return list(until: UInt8(ascii: "]"), depth).map { .list($0) }
    case UInt8(ascii: "{"): return mapping(depth).map { .mapping($0) }
    default: return word()
    }
  }

  private mutating func mapping(_ depth: Int) -> [PythonLiteral.Entry]? {
    next += 1
    var entries: [PythonLiteral.Entry] = []
    while true {
      if take(UInt8(ascii: "}")) { return entries }
      guard peek() != nil, let key = text(), take(UInt8(ascii: ":")), peek() != nil else {
        return nil
      }
      let start = next
      guard let value = value(depth: depth + 1) else { return nil }
      entries.append(
        .init(key: key, value: value, text: String(decoding: bytes[start..<next], as: UTF8.self)))
      guard take(UInt8(ascii: ",")) || peek() == UInt8(ascii: "}") else { return nil }
    }
  }

  private mutating func list(until end: UInt8, _ depth: Int) -> [PythonLiteral]? {
    next += 1
    var items: [PythonLiteral] = []
    while true {
      if take(end) { return items }
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
      guard take(UInt8(ascii: ",")) || peek() == end else { return nil }
    }
  }

  private mutating func text() -> String? {
    let quote = bytes[next]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    guard let end = bytes[(next + 1)...].firstIndex(of: quote) else { return nil }
    let content = bytes[next + 1..<end]
    next = end + 1
    guard !content.contains(UInt8(ascii: "\\")) else { return nil }
    return String(validating: content, as: UTF8.self)
  }

  private mutating func word() -> PythonLiteral? {
    let start = next
    while next < bytes.count, Self.isWord(bytes[next]) { next += 1 }
    let word = String(decoding: bytes[start..<next], as: UTF8.self)
    switch word {
    case "True": return .flag(true)
    case "False": return .flag(false)
    default:
      // Python 2 wrote long numbers with an L, and one with a leading zero was octal.
      let digits = word.hasSuffix("L") ? String(word.dropLast()) : word
      guard let number = Int(digits), "\(number)" == digits else { return nil }
      return .number(number)
    }
  }

  /// The next byte that is no white space.
  private mutating func peek() -> UInt8? {
    while next < bytes.count, Self.isSpace(bytes[next]) { next += 1 }
    return next < bytes.count ? bytes[next] : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    next += 1
    return true
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0a, 0x0d].contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d: true
    default: false
    }
  }
}

/// How large a text of YAML grows when its aliases are written out.
///
/// A file of a few hundred bytes may stand for 2^100 words, and a parser that compares keys looks at
/// each. What an anchor (`&name`) names is measured on the text: up to the bracket that closes it, the
/// end of its line, or the next line that is indented no more. Each alias (`*name`) then counts as much.
enum YAMLAliases {
  private static let most = 1 << 20

  /// The line on which the text, with its aliases written out, is too long; nil where it is not.
  static func tooMuch(_ text: String) -> Int? {
    guard text.utf8.contains(UInt8(ascii: "*")) else { return nil }
    var sizes: [String: Int] = [:]
    var open: [Anchor] = []
    var total = 0
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let bytes = Array(line.utf8)
      let indent = bytes.prefix { $0 == 0x20 || $0 == UInt8(ascii: "-") }.count
      let isBlank = bytes.allSatisfy { $0 == 0x20 }
      close(&open, &sizes) { !isBlank && !$0.isFlow && $0.line < number && indent <= $0.indent }
      var i = 0
      while i < bytes.count {
        let before = i == 0 ? 0x20 : bytes[i - 1]
        let begins = before == 0x20 || Self.openers.contains(before) || before == 0x2c
        var grown = 1
        switch bytes[i] {
        case UInt8(ascii: "#") where before == 0x20: i = bytes.count
        case UInt8(ascii: "&") where begins:
          let name = self.name(bytes, i + 1)
          i += name.utf8.count
          let rest = bytes[min(i + 1, bytes.count)...].drop { $0 == 0x20 }
          let isFlow = rest.first.map(Self.openers.contains) == true
          open.append(
            Anchor(name: name, indent: indent, line: number, isFlow: isFlow, isRest: !rest.isEmpty))
        case UInt8(ascii: "*") where begins:
          let name = self.name(bytes, i + 1)
          i += name.utf8.count
          grown = sizes[name] ?? open.last { $0.name == name }?.size ?? 1
        case let byte where Self.openers.contains(byte):
          for place in open.indices where open[place].isFlow { open[place].depth += 1 }
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          for place in open.indices where open[place].isFlow { open[place].depth -= 1 }
          close(&open, &sizes) { $0.isFlow && $0.depth <= 0 }
        default: break
        }
        total += grown
        for place in open.indices { open[place].size += grown }
        guard total <= most else { return number + 1 }
        i += 1
      }
      close(&open, &sizes) { !$0.isFlow && $0.isRest }
    }
    return nil
  }

  private static let openers: [UInt8] = Array("[{".utf8)

  private struct Anchor {
    let name: String
    let indent: Int
    let line: Int
    /// Whether brackets are around it.
    let isFlow: Bool
    /// Whether it stands on the anchor's line.
    let isRest: Bool
    var size = 1
    var depth = 0
  }

  private static func close(
    _ open: inout [Anchor], _ sizes: inout [String: Int], where isOver: (Anchor) -> Bool
  ) {
    for anchor in open where isOver(anchor) { sizes[anchor.name] = anchor.size }
    open.removeAll(where: isOver)
  }

  private static func name(_ bytes: [UInt8], _ start: Int) -> String {
    let ends: [UInt8] = Array(" ,]}[{:".utf8)
    return String(decoding: bytes[start...].prefix { !ends.contains($0) }, as: UTF8.self)
  }
}

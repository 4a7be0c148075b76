import Console
import Settings
import Yams

/// A place in a plan's file, which knows what to say when something is wrong with it.
struct PlanNode {
  let file: String
  /// The keys that lead here, such as `tuning: grid`.
  let key: String
  let node: Node

  /// A longer word is none that a person wrote.
  private static let longest = 10_000
  /// Tables, labels and lines of errors have names in them.
  private static let longestName = 1_000

  /// The content of a file.
  static func read(_ path: String) throws(ConfigurationError) -> PlanNode {
    let node: Node?
    do throws(FileError) { node = try YAMLFile.node(of: path) } catch {
      throw ConfigurationError("\(error)")
    }
    guard let node, node.mapping != nil else {
      throw ConfigurationError("\(path): must be 'key: value' lines, such as 'name: compare'")
    }
    return PlanNode(file: path, key: "", node: node)
  }

  var isScalar: Bool { node.scalar != nil }

  var isMapping: Bool { node.mapping != nil }

  var isList: Bool { node.sequence != nil }

  var line: Int { node.mark?.line ?? 0 }

  func wrong(_ problem: String) -> ConfigurationError {
    ConfigurationError("\(file), line \(line): \(key.isEmpty ? "" : key + ": ")\(problem)")
  }

  /// Does something whose errors get this place before them.
  func located<T>(_ body: () throws(ConfigurationError) -> T) throws(ConfigurationError) -> T {
    do { return try body() } catch { throw wrong(error.description) }
  }

  func child(_ name: String, _ node: Node) -> PlanNode {
    PlanNode(file: file, key: key.isEmpty ? name : "\(key): \(name)", node: node)
  }

  /// Keys and values, each key once.
  func pairs() throws(ConfigurationError) -> [(key: String, value: PlanNode)] {
    guard let mapping = node.mapping else { throw wrong("must be 'key: value' lines") }
    var pairs: [(key: String, value: PlanNode)] = []
    for (key, value) in mapping {
      guard let name = key.string else { throw wrong("a key must be a word") }
      try PlanNode(file: file, key: self.key, node: key).checkName(name)
      pairs.append((name, child(name, value)))
    }
    return pairs
  }

  /// Keys and values, where only some keys have a meaning.
  func pairs(among known: [String]) throws(ConfigurationError) -> [String: PlanNode] {
    var found: [String: PlanNode] = [:]
    for (key, value) in try pairs() {
      guard known.contains(key) else { throw value.wrong(unknownName("key", key, among: known)) }
      found[key] = value
    }
    return found
  }

  func items() throws(ConfigurationError) -> [PlanNode] {
    guard let sequence = node.sequence else { throw wrong("must be a list: [a, b]") }
    return sequence.map { PlanNode(file: file, key: key, node: $0) }
  }

  func text() throws(ConfigurationError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw wrong("must be a word or a number")
    }
    guard text.utf8.count <= Self.longest else {
      throw wrong("is \(text.utf8.count) characters long; up to \(Self.longest) are taken")
    }
    guard !text.unicodeScalars.contains(where: { Self.isControl($0) && $0 != "\n" }) else {
      throw wrong("has a NUL or another control character in it")
    }
    return text
  }

  /// Checks what is to be a name: one short line.
  func checkName(_ name: String) throws(ConfigurationError) {
    guard name.utf8.count <= Self.longestName else {
      throw wrong(
        "the name '\(name.prefix(40))…' is \(name.utf8.count) characters long; up to "
          + "\(Self.longestName) are taken")
    }
    guard visible(name) == name else {
      throw wrong("a name must be one line, without a NUL or another character that shows nothing")
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }

  /// A word, or a list of words.
  func texts() throws(ConfigurationError) -> [String] {
    guard node.sequence != nil else { return [try text()] }
    var texts: [String] = []
    for item in try items() { texts.append(try item.text()) }
    return texts
  }

  func whole(in range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
    guard let value = Int(try text()), range.contains(value) else {
      let most = range.upperBound == Int.max ? "" : " and at most \(range.upperBound)"
      throw wrong("'\(try text())' is not a whole number, at least \(range.lowerBound)\(most)")
    }
    return value
  }

  func number() throws(ConfigurationError) -> Double {
    guard let value = Double(try text()), value.isFinite else {
      throw wrong("'\(try text())' is no number")
    }
    return value
  }

  func seed() throws(ConfigurationError) -> UInt64 {
    guard let value = UInt64(try text()) else {
      throw wrong("'\(try text())' is not a whole number, at least 0")
    }
    return value
  }
}

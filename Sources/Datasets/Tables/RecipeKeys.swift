import Settings
import Yams

/// The keys of one mapping in a recipe's YAML, with error lines that name file and line.
struct RecipeKeys {
  private let node: Node
  private let what: String
  private let file: String
  private let option: String

  init(_ node: Node, _ what: String, file: String, option: String) {
    self.node = node
    self.what = what
    self.file = file
    self.option = option
  }

  /// Throws at a key that is not known.
  func allow(_ known: [String]) throws(ConfigurationError) {
    for (key, _) in pairs(of: node) {
      guard let name = key.string, known.contains(name) else {
        throw error(at: key, unknownName(what, Recipe.shown(key.string ?? "?"), among: known))
      }
    }
  }

  func text(_ key: String) throws(ConfigurationError) -> String? {
    guard let value = value(key) else { return nil }
    return try scalar(value, key)
  }

  func required(_ key: String) throws(ConfigurationError) -> String {
    guard let text = try text(key) else { throw missing(key) }
    return text
  }

  func flag(_ key: String) throws(ConfigurationError) -> Bool? {
    guard let value = value(key) else { return nil }
    guard let flag = value.scalar == nil ? nil : value.bool else {
      throw error(key, "must be true or false")
    }
    return flag
  }

  func number(_ key: String) throws(ConfigurationError) -> Double? {
    guard let value = value(key) else { return nil }
    return try number(value, key)
  }

  /// One of an enumeration's words.
  func word<Word: RawRepresentable & CaseIterable>(_ key: String) throws(ConfigurationError)
    -> Word?
  where Word.RawValue == String {
    guard let text = try text(key) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw error(key, unknownName(key, Recipe.shown(text), among: Word.allCases.map(\.rawValue)))
    }
    return word
  }

  func texts(_ key: String) throws(ConfigurationError) -> [String]? {
    guard let value = value(key) else { return nil }
    return try list(value, key)
  }

  func lists(_ key: String) throws(ConfigurationError) -> [[String]]? {
    guard let value = value(key) else { return nil }
    guard let items = value.sequence else {
      throw error(key, "must be a list of pairs, as [[a, b]]")
    }
    var lists: [[String]] = []
    for item in items { lists.append(try list(item, key)) }
    return lists
  }

  /// A mapping of numbers.
  func numbers(_ key: String) throws(ConfigurationError) -> [String: Double]? {
    guard let value = value(key) else { return nil }
    guard value.mapping != nil else { throw error(key, "must be a mapping, as {1: -1, 2: 1}") }
    var numbers: [String: Double] = [:]
    for (name, item) in pairs(of: value) {
      numbers[try scalar(name, key)] = try number(item, key)
    }
    guard !numbers.isEmpty else { throw error(key, "is empty") }
    return numbers
  }

  /// A mapping inside of this one; a lone text stands for its entry `orText`.
  func inner(_ key: String, orText: String? = nil) throws(ConfigurationError) -> RecipeKeys? {
    guard let value = value(key) else { return nil }
    if value.mapping != nil { return RecipeKeys(value, key, file: file, option: option) }
    guard let orText, value.scalar != nil else { throw error(key, "must be a mapping") }
    return RecipeKeys(Node([(Node(orText), value)]), key, file: file, option: option)
  }

  func missing(_ key: String) -> ConfigurationError {
    error(at: node, "\(what) needs '\(key)'")
  }

  /// An error with the value of a key.
  func error(_ key: String, _ problem: String) -> ConfigurationError {
    error(at: value(key) ?? node, problem.hasPrefix(key) ? problem : "'\(key)' \(problem)")
  }

  private func error(at node: Node, _ problem: String) -> ConfigurationError {
    let place = node.mark.map { ", line \($0.line)" } ?? ""
    return ConfigurationError("\(option): \(file)\(place): \(problem)")
  }

  private func value(_ key: String) -> Node? {
    pairs(of: node).first { $0.key.string == key }?.value
  }

  private func pairs(of node: Node) -> [(key: Node, value: Node)] {
    node.mapping.map { $0.map { ($0.key, $0.value) } } ?? []
  }

  private func list(_ value: Node, _ key: String) throws(ConfigurationError) -> [String] {
    guard let items = value.sequence else {
      throw error(key, "must be a list of columns, as [a, b]")
    }
    var texts: [String] = []
    for item in items { texts.append(try scalar(item, key)) }
    return texts
  }

  private func scalar(_ value: Node, _ key: String) throws(ConfigurationError) -> String {
    guard let scalar = value.scalar else { throw error(key, "must be a text or number") }
    return scalar.string
  }

  private func number(_ value: Node, _ key: String) throws(ConfigurationError) -> Double {
    let text = try scalar(value, key)
    guard let number = Double(text), number.isFinite else {
      throw error(key, "has '\(Recipe.shown(text))' where a finite number must be")
    }
    return number
  }
}

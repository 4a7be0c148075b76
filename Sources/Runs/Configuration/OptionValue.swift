import Settings

/// What the value of an option may be: read from text, and written as text and as JSON.
protocol OptionValue: Encodable, Equatable, Sendable {
  /// Reads what was given.
  /// - Parameter option: What to name in an error, with its dashes.
  static func read(_ texts: [String], option: String) throws(ConfigurationError) -> Self
  /// What reads back as this value: none where the option is left out, several where it is repeated.
  var texts: [String] { get }
  /// Whether it is left open, so that files do not name it.
  var isOpen: Bool { get }
}

extension OptionValue {
  var isOpen: Bool { false }
}

/// A value that is one word.
protocol SingleOptionValue: OptionValue {
  static func read(_ text: String, option: String) throws(ConfigurationError) -> Self
}

extension SingleOptionValue {
  static func read(_ texts: [String], option: String) throws(ConfigurationError) -> Self {
    guard texts.count == 1 else {
      throw ConfigurationError("\(option): takes one value, not \(texts.count)")
    }
    return try read(texts[0], option: option)
  }

  var texts: [String] { ["\(self)"] }
}

extension String: SingleOptionValue {
  static func read(_ text: String, option: String) -> String { text }
}

extension Int: SingleOptionValue {
  static func read(_ text: String, option: String) throws(ConfigurationError) -> Int {
    try wholeNumber(text, option)
  }
}

extension UInt64: SingleOptionValue {
  static func read(_ text: String, option: String) throws(ConfigurationError) -> UInt64 {
    guard let value = UInt64(text) else {
      throw ConfigurationError("\(option)=\(text) is not a whole number from 0 to 2^64 - 1")
    }
    return value
  }
}

extension Double: SingleOptionValue {
  static func read(_ text: String, option: String) throws(ConfigurationError) -> Double {
    try finiteNumber(text, option)
  }
}

extension Bool: SingleOptionValue {
  static func read(_ text: String, option: String) throws(ConfigurationError) -> Bool {
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: throw ConfigurationError("\(option)=\(text) is neither yes nor no")
    }
  }
}

/// An option without a usual value.
extension Optional: OptionValue where Wrapped: OptionValue {
  static func read(_ texts: [String], option: String) throws(ConfigurationError) -> Wrapped? {
    try Wrapped.read(texts, option: option)
  }

  var texts: [String] { self?.texts ?? [] }

  var isOpen: Bool { self == nil }
}

/// An option that may stand several times.
extension [String]: OptionValue {
  static func read(_ texts: [String], option: String) -> [String] { texts }

  var texts: [String] { self }
}

extension Spec {
  /// A finite number.
  /// - Throws: where it is missing and has no default, no number, not finite or out of range.
  public func number(
    _ key: String, default fallback: Double? = nil, in range: ClosedRange<Double>? = nil,
    option: String
  ) throws(ConfigurationError) -> Double {
    guard let text = self[key] else {
      guard let fallback else {
        throw ConfigurationError("\(option): '\(name)' needs \(key)=NUMBER, as in \(name):\(key)=1")
      }
      return fallback
    }
    return try finiteNumber(text, "\(option): \(name):\(key)", in: range)
  }

  /// A whole number.
  /// - Throws: where it is missing and has no default, no whole number or out of range.
  public func integer(
    _ key: String, default fallback: Int? = nil, in range: ClosedRange<Int>? = nil, option: String
  ) throws(ConfigurationError) -> Int {
    guard let text = self[key] else {
      guard let fallback else {
        throw ConfigurationError("\(option): '\(name)' needs \(key)=WHOLE NUMBER")
      }
      return fallback
    }
    return try wholeNumber(text, "\(option): \(name):\(key)", in: range)
  }

  /// Yes or no.
  public func flag(_ key: String, default fallback: Bool, option: String) throws(ConfigurationError)
    -> Bool
  {
    switch self[key]?.lowercased() {
    case nil: return fallback
    case "true", "yes", "on", "1": return true
    case "false", "no", "off", "0": return false
    default:
      throw ConfigurationError(
        "\(option): \(name):\(key)=\(self[key] ?? "") is neither yes nor no")
    }
  }

  /// One of a few words.
  public func choice(
    _ key: String, default fallback: String, among words: [String], option: String
  ) throws(ConfigurationError) -> String {
    let word = self[key]?.lowercased() ?? fallback
    guard words.contains(word) else {
      throw ConfigurationError(unknownName("\(option): \(name):\(key)", word, among: words))
    }
    return word
  }

  /// Whole numbers joined by `+`, such as `0+4+7`.
  public func integers(_ key: String, in range: ClosedRange<Int>? = nil, option: String)
    throws(ConfigurationError) -> [Int]
  {
    var values: [Int] = []
    for part in (self[key] ?? "").split(separator: "+") {
      values.append(try wholeNumber(String(part), "\(option): \(name):\(key)", in: range))
    }
    return values
  }

  /// Throws where a setting is not among those the named thing knows.
  public func allow(_ keys: [String], option: String) throws(ConfigurationError) {
    for setting in settings where !keys.contains(setting.key) {
      if keys.isEmpty {
        throw ConfigurationError(
          "\(option): '\(name)' has no settings, but '\(setting.key)' is set")
      }
      throw ConfigurationError(unknownName("\(option): \(name)", setting.key, among: keys))
    }
  }
}

/// Reads a finite number.
/// - Throws: a line that begins with `what`.
public func finiteNumber(_ text: String, _ what: String, in range: ClosedRange<Double>? = nil)
  throws(ConfigurationError) -> Double
{
  guard let value = Double(text), value.isFinite else {
    throw ConfigurationError("\(what)=\(text) is not a finite number")
  }
  if let range, !range.contains(value) {
    throw ConfigurationError("\(what)=\(text) is out of range: \(describe(range))")
  }
  return value
}

/// Reads a whole number.
/// - Throws: a line that begins with `what`.
public func wholeNumber(_ text: String, _ what: String, in range: ClosedRange<Int>? = nil)
  throws(ConfigurationError) -> Int
{
  guard let value = Int(text) else {
    let digits = text.drop { "+-".contains($0) }
    guard digits.isEmpty || !digits.allSatisfy({ ("0"..."9").contains($0) }) else {
      throw ConfigurationError("\(what)=\(text) is out of range: at most \(Int.max)")
    }
    throw ConfigurationError("\(what)=\(text) is not a whole number")
  }
  if let range, !range.contains(value) {
    let top = range.upperBound == Int.max ? "or more" : "to \(range.upperBound)"
    throw ConfigurationError("\(what)=\(text) is out of range: \(range.lowerBound) \(top)")
  }
  return value
}

private func describe(_ range: ClosedRange<Double>) -> String {
  if range.upperBound == .greatestFiniteMagnitude { return "at least \(range.lowerBound)" }
  return "\(range.lowerBound) to \(range.upperBound)"
}

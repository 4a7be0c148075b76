/// A named thing with settings, as a user writes it: `name:key=value,key=value`.
///
/// Delays, models, step sizes, stopping rules and staleness weights are all given this way, on the
/// command line and in files. `exponential:mean=0.5` is one; `exponential:mean=0.5+slow:factor=8`
/// is a sum of two, which `sum(_:option:)` reads.
public struct Spec: Hashable, Sendable, CustomStringConvertible {
  /// The part before the colon, in lower case.
  public let name: String
  /// The settings, in the order written.
  public let settings: [Setting]

  /// One `key=value`.
  public struct Setting: Hashable, Sendable {
    /// The part before `=`.
    public let key: String
    /// The part after `=`.
    public let value: String
  }

  /// A spec from its parts.
  public init(_ name: String, _ settings: [(String, String)] = []) {
    self.name = name
    self.settings = settings.map { Setting(key: $0.0, value: $0.1) }
  }

  /// Reads `name:key=value,…`.
  /// - Parameter option: what to name in an error, such as `--delay`.
  /// - Throws: where a setting has no `=`, is empty or stands twice.
  public init(parsing text: String, option: String) throws(ConfigurationError) {
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = halves.first.map { String($0).trimmed } ?? ""
    guard !name.isEmpty else {
      throw ConfigurationError("\(option): '\(text)' has no name; write name:key=value,key=value")
    }
    var settings: [Setting] = []
    if halves.count == 2 {
      for item in Quotes.split(halves[1], at: ",") {
        let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2, !String(pair[0]).trimmed.isEmpty, !String(pair[1]).trimmed.isEmpty
        else {
          throw ConfigurationError(
            "\(option): '\(item)' in '\(text)' is not key=value; write name:key=value,key=value, and "
              + "quote a value that has a comma: key='a,b'")
        }
        let key = String(pair[0]).trimmed
        guard !settings.contains(where: { $0.key == key }) else {
          throw ConfigurationError("\(option): '\(key)' stands twice in '\(text)'")
        }
        settings.append(Setting(key: key, value: String(pair[1]).trimmed))
      }
    }
    self.name = name.lowercased()
    self.settings = settings
  }

  /// Reads a sum of specs joined by `+`.
  ///
  /// A plus before a letter starts a new one, so that
  /// `slow:workers=0+4` and `1e+3` stay whole.
  public static func sum(_ text: String, option: String) throws(ConfigurationError) -> [Spec] {
    var parts: [String] = []
    for piece in Quotes.split(text[...], at: "+") {
      if let last = parts.indices.last, piece.first?.isLetter != true {
        parts[last] += "+" + piece
      } else {
        parts.append(String(piece))
      }
    }
    var specs: [Spec] = []
    for part in parts { specs.append(try Spec(parsing: part, option: option)) }
    return specs
  }

  /// The text that reads back as this spec.
  public var description: String {
    guard !settings.isEmpty else { return name }
    return name + ":" + settings.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }

  /// The value written for a key, if any.
  public subscript(key: String) -> String? { settings.first { $0.key == key }?.value }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

public import Settings

/// The words of `--live`, whose port may be left out.
public enum LiveOption {
  /// The word for any port that is free.
  static let any = "any"

  /// A command line with the port of each `--live` in one word with it, as parsers of options need it.
  public static func joined(_ words: [String]) -> [String] {
    var joined: [String] = []
    for word in words {
      if joined.last == "--live" {
        joined.removeLast()
        let isPort = Int(word) != nil || word == any
        joined.append("--live=" + (isPort ? word : any))
        if isPort { continue }
      }
      joined.append(word)
    }
    if joined.last == "--live" { joined[joined.count - 1] = "--live=" + any }
    return joined
  }

  /// The port that is asked for; nil for any.
  /// - Throws: where the word is no port.
  public static func port(_ text: String) throws(ConfigurationError) -> UInt16? {
    if text == any { return nil }
    guard let port = UInt16(text), port > 0 else {
      throw ConfigurationError(
        "--live \(text): must be a port from 1 to 65535; leave it out for any that is free")
    }
    return port
  }
}

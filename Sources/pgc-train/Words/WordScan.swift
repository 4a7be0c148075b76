import Settings

/// A command line's words, or those that a file stands for, sorted by what is done with them before the
/// rest is parsed.
struct WordScan {
  /// Configuration files, in their order.
  private(set) var files: [String] = []
  /// Presets, in their order.
  private(set) var presets: [String] = []
  /// The command that an option asks for.
  private(set) var command: AskedCommand?
  /// All other words.
  private(set) var rest: [String] = []
  /// The names of options among them, without dashes.
  private(set) var named: [String] = []
  /// The run that is to go on.
  private(set) var resumed: String?
  /// The first word that is neither an option nor the value of one.
  private(set) var operand: String?

  /// Sorts words.
  /// - Throws: where an option has no value, or two ask for different commands.
  init(_ words: [String]) throws(ConfigurationError) {
    var i = words.startIndex
    while i < words.endIndex {
      let word = words[i]
      i += 1
      guard word.hasPrefix("--"), word.count > 2 else {
        rest.append(word)
        if !word.hasPrefix("-") { operand = operand ?? word }
        continue
      }
      let halves = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
      let name = halves.first ?? ""
      // The parser would look for the nearest name, which takes the square of the length.
      guard name.utf8.count <= Self.longestName else {
        throw ConfigurationError("Unknown option '--\(name.prefix(40))…'")
      }
      var value = word.contains("=") ? String(word.drop { $0 != "=" }.dropFirst()) : nil
      if value == nil, !Self.flags.contains(name), Self.known.contains(name) {
        value = try Self.value(of: name, at: i, in: words)
        i += 1
      }
      try take(name, value)
    }
  }

  private static func value(of name: String, at i: Int, in words: [String])
    throws(ConfigurationError) -> String
  {
    guard words.indices.contains(i) else { throw ConfigurationError("--\(name): needs a value") }
    let next = words[i].prefix { $0 != "=" }
    guard !next.hasPrefix("--") || !known.contains(String(next.dropFirst(2))) else {
      throw ConfigurationError("--\(name): needs a value, but \(next) follows")
    }
    return words[i]
  }

  private mutating func take(_ name: String, _ value: String?) throws(ConfigurationError) {
    switch name {
    case "config": files.append(value ?? "")
    case "preset": presets.append(value ?? "")
    case "resume":
      resumed = value
      rest.append("--resume=\(value ?? "")")
    default:
      if let asked = AskedCommand.flags[name] ?? AskedCommand.options[name] {
        guard command == nil else {
          throw ConfigurationError(
            "--\(name): asks for '\(asked)', and another option for '\(command?.name ?? "")'; "
              + "give one of them")
        }
        guard value == nil || AskedCommand.flags[name] == nil else {
          throw ConfigurationError("--\(name): takes no value")
        }
        command = AskedCommand(asked, operand: value)
        return
      }
      rest.append(value.map { "--\(name)=\($0)" } ?? "--\(name)")
    }
    named.append(name)
  }

  /// No option's name is as long.
  private static let longestName = 200

  /// The options that take no value.
  static let flags = Set(
    TrainingOptions<InRun>.flags + FileOptions<InRun>.flags + AskedCommand.flags.keys)

  /// All options.
  private static let known = flags.union(
    (TrainingOptions<InRun>.declared + FileOptions<InRun>().named).map(\.name)
      + AskedCommand.options.keys)
}

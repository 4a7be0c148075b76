import Settings

/// The command that words ask for, by its name or by the option that it had before it was a command.
struct AskedCommand {
  let name: String
  /// What stands behind the option: the record of `--replay`, the topic of `--list`.
  let operand: String?

  init(_ name: String, operand: String? = nil) {
    self.name = name
    self.operand = operand
  }

  /// Names of commands by the options that say the same.
  static let flags = ["timing-only": "time", "expectations": "expect"]
  static let options = ["replay": "replay", "list": "list"]

  /// The command that stands first on a command line, and the words behind it.
  /// - Throws: where the first word is no command's name.
  static func first(of words: [String]) throws(ConfigurationError) -> (AskedCommand?, [String]) {
    guard let word = words.first, !word.hasPrefix("-") else { return (nil, words) }
    guard PGCTrain.commands.contains(word) else {
      throw ConfigurationError(unknownName("command", word, among: PGCTrain.commands))
    }
    return (AskedCommand(word), Array(words.dropFirst()))
  }
}

import LivePage
import Runs
import Settings

/// The words of a command line, with files, presets and records replaced by the options that they
/// stand for.
///
/// What is read from files goes through the same parser as the command line, so names, checks and error
/// lines are the same. What stands on the command line comes later and wins.
struct CommandWords {
  /// The command, and then options: what is parsed.
  let arguments: [String]
  /// The options that stand on the command line itself, without dashes.
  let named: [String]

  /// Reads what files say.
  /// - Throws: where there is no such command, or a file cannot be read.
  init(_ words: [String]) throws(ConfigurationError) {
    guard !Self.asksForHelp(words) else {
      (arguments, named) = (words, [])
      return
    }
    let (first, rest) = try AskedCommand.first(of: LiveOption.joined(words))
    let line = try WordScan(rest)
    guard first == nil || line.command == nil || first?.name == line.command?.name else {
      throw ConfigurationError(
        "\(first?.name ?? ""): an option asks for '\(line.command?.name ?? "")'; give one of them")
    }
    var command = line.command ?? first
    var presets: [String] = []
    var options: [String] = []
    for path in line.files {
      let file = try ConfigurationFile(path, option: "--config")
      let scan = try WordScan(file.options)
      presets += scan.presets
      options += scan.rest
      // Where the command is named, a file has options only.
      command = command ?? scan.command ?? file.command
    }
    let asked = command ?? AskedCommand(RunMode.run.rawValue)
    if asked.name == RunMode.replay.rawValue, let record = asked.operand ?? line.operand {
      let file = try ConfigurationFile(record + "/run.json", option: "replay")
      options = file.options + options
    }
    if let folder = line.resumed {
      if let other = line.named.first(where: { !Self.ofResumed.contains($0) }) {
        throw ConfigurationError(
          "--\(other): belongs to the run that goes on and cannot be changed by --resume; leave it out"
        )
      }
      options = try ConfigurationFile(folder + "/run.json", option: "--resume").options
    }
    var before: [String] = []
    for name in presets + line.presets {
      before += try Presets.named(name).options.map { "--\($0.name)=\($0.value)" }
    }
    named = line.named
    arguments =
      [asked.name] + (asked.operand.map { [$0] } ?? []) + before + options + line.rest
  }

  /// What may stand beside `--resume`: what does not change what was computed so far.
  private static let ofResumed: Set = [
    "resume", "steps", "time", "threads", "quiet", "no-picture", "checkpoint-every", "patience",
    "progress", "elastic", "join", "elastic-wait", "live", "export",
  ]

  /// Whether the words are for the parser as they are: they ask what there is.
  private static func asksForHelp(_ words: [String]) -> Bool {
    let asking = ["-h", "--help", "--help-hidden", "--version", "--experimental-dump-help"]
    let first = ["help", "list", "--generate-completion-script", "---completion"]
    return words.contains { asking.contains($0) } || words.first.map(first.contains) == true
  }
}

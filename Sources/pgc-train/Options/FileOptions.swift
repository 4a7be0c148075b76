import ArgumentParser
import Runs
import Settings

/// Where options come from besides the command line, and where a run's files go.
struct FileOptions<Use: OptionUse>: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: .init(
      "YAML file, or a run.json, with these options by name; the command line wins.",
      valueName: "file"), completion: .file())
  var config: String?
  @Option(
    parsing: .unconditional,
    help: .init("Folder of the run's files. (default: a new one in runs)", valueName: "dir"),
    completion: .directory)
  var out: String?
  @Flag(help: "Replace an earlier run's files in --out.")
  var overwrite = false
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "resume",
      "Go on with the run of this folder from its last checkpoint; only --steps, --time and "
        + "--threads may differ.", "dir"), completion: .directory)
  var resume: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "checkpoint-every",
      "Steps (100) or seconds (60s) between checkpoints, or never. (default: 60s)", "interval"))
  var checkpointEvery: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "patience",
      "Seconds that a worker may be silent on MPI before it counts as lost, or never. (default: "
        + "twenty times its longest silence so far)", "seconds"))
  var patience: String?
  @Flag(help: Use.help("no-picture", "Draw no picture.png."))
  var noPicture = false
  @Flag(help: "Print errors only.")
  var quiet = false

  /// The names of those that take no value.
  static var flags: [String] { Self().named.filter { $0.value is Flag<Bool> }.map(\.name) }

  /// What is asked for, and where its files go.
  func request(_ configuration: RunConfiguration) throws(ConfigurationError) -> RunRequest {
    var request = RunRequest(configuration, out: out, overwrite: overwrite, draws: !noPicture)
    request.resume = resume
    if let checkpointEvery {
      request.checkpointEvery = try CheckpointInterval(parsing: checkpointEvery)
    }
    if Use.mode == .replay { request.checkpointEvery = .never }
    if let patience { request.patienceSeconds = try Self.seconds(patience) }
    return request
  }

  private static func seconds(_ text: String) throws(ConfigurationError) -> Double {
    if text == "never" { return .infinity }
    guard let seconds = Double(text), seconds >= 1, seconds.isFinite else {
      throw ConfigurationError("--patience \(text): must be at least 1 second, or never")
    }
    return seconds
  }
}

import ArgumentParser
import Runs

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
  @Flag(help: Use.help("no-picture", "Draw no picture.png."))
  var noPicture = false
  @Flag(help: "Print errors only.")
  var quiet = false

  /// The names of those that take no value.
  static var flags: [String] { Self().named.filter { $0.value is Flag<Bool> }.map(\.name) }

  /// What is asked for, and where its files go.
  func request(_ configuration: RunConfiguration) -> RunRequest {
    RunRequest(configuration, out: out, overwrite: overwrite, draws: !noPicture)
  }
}

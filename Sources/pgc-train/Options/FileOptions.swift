import ArgumentParser
import LivePage
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
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "elastic",
      "Be the parameter server of an elastic job: workers come and go, and find it by this file.",
      "file"), completion: .file())
  var elastic: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "join",
      "Be a worker of an elastic job, with the options of its parameter server, which wrote this file.",
      "file"), completion: .file())
  var join: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "elastic-wait",
      "Seconds that an elastic job waits for workers at the start and where it cannot go on without "
        + "them, and a worker for a job. (default: 120)", "seconds"))
  var elasticWait: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "live",
      "Serve a page to browsers on this machine that shows the run; its address is printed. The port may "
        + "be left out.", "port"))
  var live: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "export",
      "Write the run's steps and evaluations for other tools too: tensorboard, jsonl, or both with a "
        + "comma.", "formats"), completion: .list(ExportFormat.allCases.map(\.rawValue)))
  var export: String?
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
    if let patience, configuration.virtual {
      throw ConfigurationError(
        "--patience \(patience): is not used in virtual time, where --losses says who is lost; leave it "
          + "out")
    }
    if let patience { request.patienceSeconds = try Self.seconds(patience, of: "patience") }
    request.elastic = try part()
    try checkPlace(of: "live", live)
    if let live { request.audience = RunPage(port: try LiveOption.port(live)) }
    try checkPlace(of: "export", export)
    if let export { request.exports = try ExportFormat.list(export, option: "--export") }
    return request
  }

  /// Throws where an option is of the parameter server, and this is a worker.
  private func checkPlace(of name: String, _ value: String?) throws(ConfigurationError) {
    guard let value, join != nil else { return }
    throw ConfigurationError(
      "--\(name) \(value): a worker of an elastic job has nothing to show; give it to the parameter "
        + "server")
  }

  /// The part in an elastic job; nil without one.
  private func part() throws(ConfigurationError) -> RunRequest.Elastic? {
    let seconds = try elasticWait.map { text throws(ConfigurationError) in
      try Self.seconds(text, of: "elastic-wait")
    }
    switch (elastic, join) {
    case (let file?, nil): return .server(file: file, seconds: seconds ?? 120)
    case (nil, let file?): return .worker(file: file, seconds: seconds ?? 120)
    case (nil, nil):
      guard let elasticWait else { return nil }
      throw ConfigurationError(
        "--elastic-wait \(elasticWait): is not used without --elastic or --join; leave it out")
    case (_?, let file?):
      throw ConfigurationError(
        "--join \(file): a parameter server joins none; leave out one of both")
    }
  }

  private static func seconds(_ text: String, of option: String) throws(ConfigurationError)
    -> Double
  {
    if text == "never" { return .infinity }
    guard let seconds = Double(text), seconds >= 1, seconds.isFinite else {
      throw ConfigurationError("--\(option) \(text): must be at least 1 second, or never")
    }
    return seconds
  }
}

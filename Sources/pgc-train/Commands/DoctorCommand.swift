import ArgumentParser
import Console
import Doctor
import Foundation
import Kernels
import Runs
import Settings
import Training

/// `pgc-train doctor`: whether this machine, and others, are fit for a job.
struct DoctorCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: "Looks whether machines are fit for a job, and says what is wrong and what helps.",
      usage: """
        pgc-train doctor --workers 24 --dataset fashion-mnist
        pgc-train doctor --hostfile hosts --workers 24 --dataset fashion-mnist
        """,
      discussion: """
        One line for each check: ok, note or bad. The exit code is 1 where anything is bad. Each machine \
        of --hostfile is asked by --agent, and must have the program and the data at the same place.
        """)
  }

  @Option(help: .init("Workers of the job. (default: 24)", valueName: "n"))
  var workers: String?
  @Option(help: .init("Data set, as of run.", valueName: "dataset"))
  var dataset: String?
  @Option(help: .init("Model, as of run.", valueName: "model"))
  var model: String?
  @Option(help: .init("float32 or float64, as of run.", valueName: "precision"))
  var precision: String?
  @Option(help: .init("BLAS threads of a rank, as of run.", valueName: "count"))
  var threads: String?
  @Option(help: .init("Folder that the run's files go into. (default: runs)", valueName: "dir"))
  var out = "runs"
  @Option(
    help: .init("Hosts of the job, as mpirun reads them: NAME slots=N.", valueName: "file"),
    completion: .file())
  var hostfile: String?
  @Option(
    help: .init("What runs a command on another host, before its name.", valueName: "words"))
  var agent = "ssh -o BatchMode=yes -o ConnectTimeout=5"
  @Option(
    help: .init(
      "Ranks on this machine. (default: all, and one with --hostfile)", valueName: "count"))
  var ranksHere: Int?
  @Flag(help: "This machine has workers alone.")
  var workersOnly = false
  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let (job, trouble) = try theCase()
    var here = Diagnosis(job)
    if let trouble { here.findings.insert(trouble, at: 0) }
    if json, hostfile == nil {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      PGCTrain.say(String(decoding: try encoder.encode(here), as: UTF8.self))
      if here.findings.contains(where: { $0.verdict == .bad }) { throw ExitCode(1) }
      return
    }
    var findings = here.findings
    if let hostfile {
      findings += try HostCheck(agent: agent.split(separator: " ").map(String.init)) {
        command(ranks: $0, hasServer: $1)
      }.findings(
        of: HostFile(hostfile), ranks: job.configuration.workers + 1, beside: here)
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      here.findings = findings
      PGCTrain.say(String(decoding: try encoder.encode(here), as: UTF8.self))
    } else {
      PGCTrain.say(
        Columns.text(
          findings.map {
            [$0.verdict.rawValue, $0.check, ($0.host.map { "\($0): " } ?? "") + $0.line]
          }, indent: ""))
    }
    if findings.contains(where: { $0.verdict == .bad }) { throw ExitCode(1) }
  }

  /// The job, and what keeps its data from being read.
  private func theCase() throws -> (Case, Finding?) {
    var options = OptionList()
    for (name, value) in named { options.set(name, [value]) }
    let configuration = try RunConfiguration(options)
    for (name, _) in named { try configuration.check(name) }
    guard ranksHere ?? 1 > 0 else {
      throw ConfigurationError("--ranks-here \(ranksHere ?? 0): must be at least 1")
    }
    var dimension = 0
    var trouble: Finding?
    do { dimension = try Problem<Double>(configuration).workload.dimension } catch {
      trouble = Finding(
        "data", .bad, RunError(error).description,
        remedy: "put the data there, or name others by --dataset")
    }
    let job = Case(
      configuration, dimension: dimension,
      elementBytes: configuration.precision == "float32" ? 4 : 8,
      ranksHere: ranksHere ?? (hostfile == nil ? configuration.workers + 1 : 1),
      hasServer: !workersOnly, hasOthers: hostfile != nil || ranksHere != nil, folder: out)
    return (job, trouble)
  }

  private var named: [(String, String)] {
    [
      ("workers", workers), ("dataset", dataset), ("model", model), ("precision", precision),
      ("threads", threads),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  /// What another machine is asked, in the words of a shell.
  private func command(ranks: Int, hasServer: Bool) -> String {
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "pgc-train"
    var words = [program, "doctor", "--json", "--ranks-here", "\(ranks)", "--out", out]
    if !hasServer { words.append("--workers-only") }
    for (name, value) in named { words += ["--\(name)", value] }
    let quoted = words.map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }
    let place = FileManager.default.currentDirectoryPath.replacingOccurrences(
      of: "'", with: "'\\''")
    return "cd '\(place)' && " + quoted.joined(separator: " ")
  }
}

import Console
import Foundation
import TestSupport

/// A run of `pgc-train` as a user starts it, by itself or by `scripts/launch`, whose processes can be
/// killed and stopped.
final class Job {
  private let process: ChildProcess
  private var ended: ChildProcess.End?
  private let name = UUID().uuidString
  private let folder: TemporaryFolder

  /// Starts a run.
  /// - Parameters:
  ///   - ranks: 0 for one process without MPI.
  ///   - limits: A shell's words that are said first, such as `ulimit -f 100`.
  convenience init(ranks: Int = 0, limits: String = "true", _ arguments: [String]) throws {
    let program = BuiltProducts.slowPath("pgc-train")
    let command =
      ranks == 0 ? [program] : [Self.root + "/scripts/launch", "\(ranks)", program]
    try self.init(command: command + arguments, limits: limits)
  }

  /// Starts a part of an elastic job: `serve` or `join`.
  convenience init(elastic part: String, in folder: String, _ arguments: [String]) throws {
    try self.init(
      command: [Self.root + "/scripts/elastic", part, folder, BuiltProducts.slowPath("pgc-train")]
        + arguments)
  }

  private init(command: [String], limits: String = "true") throws {
    folder = try TemporaryFolder()
    process = try ChildProcess(
      ["sh", "-c", limits + "; exec \"$@\"", "sh"] + command,
      environment: [
        "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "PGC_TEST_JOB": name,
      ], errors: .file(folder.file("errors")))
  }

  /// The package's folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Waits for the end.
  /// - Returns: The exit code, 128 + n after signal n; nil, and everything is killed, where it takes
  ///   longer than `limit` seconds.
  func wait(limit: Double = 180) -> Int32? {
    let limit = Date() + limit
    while true {
      switch end {
      case .exited(let code): return code
      case .killed(let signal): return 128 + signal
      case .lost: return -1
      case nil: break
      }
      guard Date() < limit else {
        for id in Self.processes(of: name) { kill(id, SIGKILL) }
        _ = process.wait()
        return nil
      }
      usleep(20_000)
    }
  }

  /// Whether it has not ended.
  var isRunning: Bool { end == nil }

  /// How it ended, once it has; the system tells that once.
  private var end: ChildProcess.End? {
    if ended == nil { ended = process.end() }
    return ended
  }

  /// What was written to standard error.
  var errors: String { (try? String(contentsOfFile: folder.file("errors"), encoding: .utf8)) ?? "" }

  /// Sends a signal to the process that was started.
  func signal(_ signal: Int32) { process.send(signal) }

  /// Sends a signal to a rank; false where there is none any more.
  func signal(_ signal: Int32, rank: Int) -> Bool {
    for id in Self.processes(of: name) {
      guard let environment = Self.text("/proc/\(id)/environ"),
        environment.split(separator: "\0").contains("OMPI_COMM_WORLD_RANK=\(rank)"),
        Self.text("/proc/\(id)/comm") == "pgc-train\n"
      else { continue }
      return kill(id, signal) == 0
    }
    return false
  }

  /// Whether a process of this name is among those of the job.
  func runs(_ command: String) -> Bool {
    Self.processes(of: name).contains { Self.text("/proc/\($0)/comm") == command + "\n" }
  }

  /// Processes of this job that are still there.
  var left: Int { Self.processes(of: name).count }

  private static func processes(of name: String) -> [pid_t] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { pid_t($0) }.filter { id in
      text("/proc/\(id)/environ")?.contains("PGC_TEST_JOB=\(name)") ?? false
    }
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Waits until a run has done some steps.
/// - Returns: false where it has ended before, or has not done them within three minutes.
func waitForSteps(_ count: Int, in folder: String, of job: Job) -> Bool {
  let limit = Date() + 180
  while Date() < limit {
    if rows(in: folder) > count { return true }
    if !job.isRunning { return false }
    usleep(20_000)
  }
  return false
}

/// Waits until a run has done some more steps, or has ended, half a minute at most.
func waitForProgress(of job: Job, in folder: String, steps: Int) {
  var least = Int.max
  for _ in 0..<3000 {
    // A run that goes on cuts the table before it grows.
    let now = rows(in: folder)
    least = min(least, now)
    if now > least + steps || !job.isRunning { return }
    usleep(10_000)
  }
}

private func rows(in folder: String) -> Int {
  (FileManager.default.contents(atPath: folder + "/steps.csv") ?? Data()).count { $0 == 10 }
}

/// The outcome in a run's record.
func outcome(of folder: String) -> String {
  guard let bytes = FileManager.default.contents(atPath: folder + "/run.json"),
    let content = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any]
  else { return "no record" }
  return content["outcome"] as? String ?? "no outcome"
}

/// The files of a run that must be the same again.
let results = ["model.npy", "steps.csv", "arrivals.csv", "evaluations.csv", "tasks.csv"]

/// Names of those of `results` that differ in two folders, one that is missing in both excepted.
func differences(_ a: String, _ b: String) -> [String] {
  results.filter {
    FileManager.default.contents(atPath: a + "/" + $0)
      != FileManager.default.contents(atPath: b + "/" + $0)
  }
}

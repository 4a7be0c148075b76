import Console
import Foundation
import Glibc
import Runs

/// The folder of all runs, shared by plans and processes: a configuration is run once for all.
///
/// A run's folder has its key for a name; it is called `KEY.part` until it is complete, and
/// `KEY.failed` where it could not be done. Renaming is what makes it complete, so that a reader never
/// sees half of one. Who works on a run holds the lock of its key; the lock is the process's and its
/// children's, so that a run that outlives its runner is left alone.
public struct RunStore: Sendable {
  /// The folder.
  public let root: String

  /// A store in a folder, which is made when something is run.
  public init(_ root: String) { self.root = root }

  /// What there is of a run.
  public enum State: Sendable {
    /// Complete, diverged ones included.
    case done
    /// Kept with its error output.
    case failed
    /// Not there, or not complete.
    case missing
  }

  /// What there is of a run.
  public func state(_ run: PlannedRun) -> State {
    if exists(folder(run) + "/run.json") { return .done }
    return exists(failure(run)) ? .failed : .missing
  }

  /// Where a complete run is.
  public func folder(_ run: PlannedRun) -> String { "\(root)/\(run.key)" }

  /// Where a failed run is.
  public func failure(_ run: PlannedRun) -> String { folder(run) + ".failed" }

  /// Why a run failed, in one line.
  public func reason(_ run: PlannedRun) -> String {
    let text = try? String(contentsOfFile: failure(run) + "/reason.txt", encoding: .utf8)
    return text.map { $0.split(separator: "\n").first.map(String.init) ?? "" } ?? "unknown"
  }

  /// Makes the folder.
  func prepare() throws(RunError) {
    try makeFolder(root, option: "--store")
    guard access(root, W_OK) == 0 else {
      throw RunError(system: "--store \(root): cannot be written")
    }
  }

  func part(_ run: PlannedRun) -> String { folder(run) + ".part" }

  /// The lock of a run; nil where someone else works on it.
  func lock(_ run: PlannedRun) throws(RunError) -> FileLock? {
    do throws(RunError) { return try FileLock(ifFree: "\(root)/.\(run.key).lock") } catch {
      throw RunError("\(error.description); put --store on a file system that has locks")
    }
  }

  /// Whether what was left of a run can go on from a checkpoint.
  func canGoOn(_ run: PlannedRun) -> Bool {
    let part = part(run)
    let kept = FileManager.default.contents(atPath: part + "/configuration.json")
    return kept == Data(RunKey.json(run.configuration).utf8)
      && (exists(part + "/checkpoint") || exists(part + "/checkpoint.previous"))
      && (try? RecordedRun(folder: part).provenance)?.text == run.provenance.text
  }

  /// Makes the folder that a run is to fill, with its configuration in it.
  func begin(_ run: PlannedRun) throws(RunError) {
    try remove(part(run))
    try remove(failure(run))
    // Nothing is in it that says the run is done.
    try remove(folder(run))
    try makeFolder(part(run))
    try AtomicFile.replace(
      part(run) + "/configuration.json", with: RunKey.json(run.configuration))
  }

  /// Whether what was left of a run is complete: then its runner was killed before it could say so.
  func adopt(_ run: PlannedRun) throws(RunError) -> Bool {
    guard exists(part(run)), [.done, .diverged].contains(outcome(part(run))) else { return false }
    try finish(run)
    return true
  }

  /// Makes a run complete.
  func finish(_ run: PlannedRun) throws(RunError) { try move(part(run), folder(run)) }

  /// Keeps a run that could not be done.
  func fail(_ run: PlannedRun, because reason: String) throws(RunError) {
    try AtomicFile.replace(part(run) + "/reason.txt", with: reason + "\n")
    try remove(failure(run))
    try move(part(run), failure(run))
  }

  enum Outcome { case done, diverged, interrupted, unknown }

  /// What a run's record says of its end.
  func outcome(_ folder: String) -> Outcome {
    struct Record: Decodable { var outcome: String }
    guard let bytes = FileManager.default.contents(atPath: folder + "/run.json"),
      let record = try? JSONDecoder().decode(Record.self, from: bytes)
    else { return .unknown }
    if record.outcome == "done" { return .done }
    if record.outcome.hasPrefix("diverged") { return .diverged }
    return record.outcome.hasPrefix("interrupted") ? .interrupted : .unknown
  }

  private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private func remove(_ path: String) throws(RunError) {
    guard exists(path) else { return }
    do { try FileManager.default.removeItem(atPath: path) } catch {
      throw RunError("\(path): cannot be removed: \((error as NSError).localizedDescription)")
    }
  }

  private func move(_ from: String, _ to: String) throws(RunError) {
    guard rename(from, to) == 0 else { throw RunError(system: "\(to): cannot be made") }
  }
}

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
    if exists(folder(run)) { return .done }
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
    do {
      try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    } catch { throw RunError("--store \(root): cannot be made: \(Self.text(error))") }
    guard access(root, W_OK) == 0 else {
      throw RunError("--store \(root): cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  func part(_ run: PlannedRun) -> String { folder(run) + ".part" }

  /// The lock of a run; nil where someone else works on it.
  func lock(_ run: PlannedRun) throws(RunError) -> RunLock? {
    try RunLock("\(root)/.\(run.key).lock")
  }

  /// Makes the folder that a run is to fill, with its configuration in it.
  func begin(_ run: PlannedRun) throws(RunError) {
    try remove(part(run))
    try remove(failure(run))
    do {
      try FileManager.default.createDirectory(
        atPath: part(run), withIntermediateDirectories: false)
      try RunKey.json(run.configuration).write(
        toFile: part(run) + "/configuration.json", atomically: false, encoding: .utf8)
    } catch { throw RunError("\(part(run)): cannot be made: \(Self.text(error))") }
  }

  /// Whether what was left of a run is complete: then its runner was killed before it could say so.
  func adopt(_ run: PlannedRun) throws(RunError) -> Bool {
    guard exists(part(run)), outcome(part(run)) != .unknown else { return false }
    try finish(run)
    return true
  }

  /// Makes a run complete.
  func finish(_ run: PlannedRun) throws(RunError) { try move(part(run), folder(run)) }

  /// Keeps a run that could not be done.
  func fail(_ run: PlannedRun, because reason: String) throws(RunError) {
    do {
      try (reason + "\n").write(
        toFile: part(run) + "/reason.txt", atomically: false, encoding: .utf8)
    } catch { throw RunError("\(part(run)): cannot be written: \(Self.text(error))") }
    try remove(failure(run))
    try move(part(run), failure(run))
  }

  enum Outcome { case done, diverged, unknown }

  /// What a run's record says of its end.
  func outcome(_ folder: String) -> Outcome {
    struct Record: Decodable { var outcome: String }
    guard let bytes = FileManager.default.contents(atPath: folder + "/run.json"),
      let record = try? JSONDecoder().decode(Record.self, from: bytes)
    else { return .unknown }
    return record.outcome == "done"
      ? .done : record.outcome.hasPrefix("diverged") ? .diverged : .unknown
  }

  private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private func remove(_ path: String) throws(RunError) {
    guard exists(path) else { return }
    do { try FileManager.default.removeItem(atPath: path) } catch {
      throw RunError("\(path): cannot be removed: \(Self.text(error))")
    }
  }

  private func move(_ from: String, _ to: String) throws(RunError) {
    guard rename(from, to) == 0 else {
      throw RunError("\(to): cannot be made: \(String(cString: strerror(errno)))")
    }
  }

  private static func text(_ error: any Error) -> String { (error as NSError).localizedDescription }
}

/// The right to work on a run, while it lives, for this process and the child that inherits it.
final class RunLock {
  let descriptor: Int32
  private let path: String

  /// Takes the lock; nil where it is taken.
  /// - Throws: where its file cannot be made.
  init?(_ path: String) throws(RunError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw RunError("\(path): cannot be made: \(String(cString: strerror(errno)))")
    }
    var mine = stat()
    var named = stat()
    // The one before may have taken the file away between opening and locking.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &mine) == 0,
      stat(path, &named) == 0, mine.st_ino == named.st_ino
    else { return nil }
  }

  /// Gives the lock back, and takes its file away.
  func release() {
    unlink(path)
    flock(descriptor, LOCK_UN)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

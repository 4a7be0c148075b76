public import Console
import Glibc

/// Where a run writes its files: a folder that belongs to one run at a time.
///
/// Whoever makes it, or locks it where it is there, has it; the lock is held while the run lives.
public struct RunFolder: Sendable {
  /// As the user wrote it, or where it was moved since.
  public var path: String { place.path }
  private let place: OpenFolder
  private let lock: FileLock?

  /// Makes the folder.
  /// - Parameters:
  ///   - path: The user's; nil for a new one in `runs`.
  ///   - name: The new one's name; a number is added where it exists.
  ///   - overwrite: Whether an earlier run's files in a given folder may be replaced.
  /// - Throws: where it cannot be written, holds files and `overwrite` is false, or is another run's.
  public init(path: String?, name: String, overwrite: Bool) throws(RunError) {
    guard let path else {
      let made = try Self.makeNew("runs/\(name)")
      place = try OpenFolder(made)
      lock = try Self.take(made)
      try reserve()
      return
    }
    try Console.makeFolder(path, option: "--out")
    guard access(path, W_OK) == 0 else {
      throw RunError(system: "--out \(path): cannot be written")
    }
    place = try OpenFolder(path)
    lock = try Self.take(path)
    let own = [".", "..", Self.lockName, Self.reserveName, Self.addressName]
    let content = names(in: path).filter { !own.contains($0) }
    guard overwrite || content.isEmpty else {
      lock?.remove()
      throw RunError(
        "--out \(path): holds \(content.count) files already; add --overwrite or name another",
        exitCode: 2)
    }
    removeParts()
    for file in Self.files where content.contains(file) {
      // Half of an old run beside half of a new one would be worse than none.
      guard unlink(self.file(file)) == 0 else {
        throw RunError(system: "\(self.file(file)): cannot be replaced")
      }
    }
    try reserve()
  }

  /// Takes the folder of a run that is to go on.
  /// - Throws: where there is no run, or it is still running.
  public init(resuming path: String) throws(RunError) {
    guard names(in: path).contains("run.json") else {
      throw RunError(
        "--resume \(path): there is no run.json; name the folder of a run", exitCode: 2)
    }
    place = try OpenFolder(path)
    lock = try Self.take(path, option: "--resume")
    removeParts()
    try reserve()
  }

  /// Keeps a little room for the record of a run that fills the disk.
  private func reserve() throws(RunError) {
    do throws(RunError) { try Room.reserve(1 << 15, as: file(Self.reserveName)) } catch {
      lock?.remove()
      throw error
    }
  }

  /// Gives the room that was kept to what must be told now.
  func spendReserve() { unlink(file(Self.reserveName)) }

  /// Looks whether the folder is still there; where it has another name now, the run goes on there.
  /// - Throws: where it was deleted, or made read-only.
  func check() throws(RunError) {
    try place.check { now in
      StandardError.line(
        "warning: the run's folder was renamed; the run goes on in \(now)", from: "pgc-train")
    }
  }

  /// Takes away what a killed run had begun to write; the names are those of `AtomicFile`.
  private func removeParts() {
    for name in names(in: path) where name.hasSuffix(".part") {
      if Self.files.contains(where: { name.hasPrefix($0 + ".") }) { unlink(file(name)) }
    }
  }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Gives the folder back, when the run is over.
  func release() {
    spendReserve()
    unlink(file(Self.lockName))
    lock?.remove()
  }

  /// The first of `path`, `path-2`, … that is not there, made by this process and no other.
  private static func makeNew(_ path: String) throws(RunError) -> String {
    try Console.makeFolder("runs")
    var number = 1
    while true {
      let candidate = number == 1 ? path : "\(path)-\(number)"
      if mkdir(candidate, 0o777) == 0 { return candidate }
      guard errno == EEXIST else {
        throw RunError(system: "\(candidate): the folder cannot be made")
      }
      number += 1
    }
  }

  private static func take(_ path: String, option: String = "--out") throws(RunError) -> FileLock? {
    let lock: FileLock?
    do throws(RunError) { lock = try FileLock(ifFree: "\(path)/\(lockName)") } catch {
      // Some shared file systems have no locks: that is said, and no reason not to run.
      StandardError.line(
        "warning: \(error.description); nothing keeps another run out of the folder",
        from: "pgc-train")
      return nil
    }
    guard let lock else {
      throw RunError(
        "\(option) \(path): another run is writing there; name another folder, or wait for its end",
        exitCode: 2)
    }
    return lock
  }

  private static let lockName = ".lock"
  private static let reserveName = ".reserve"
  /// Where a page shows the run, for who goes on with it.
  public static let addressName = ".live"
  /// The last checkpoint and the one before.
  static let checkpoints = ["checkpoint", "checkpoint.previous"]
  /// Models that are still to be evaluated, while there are checkpoints.
  static let savedModels = "saved-models"

  private static let files =
    [
      "run.json", "steps.csv", "evaluations.csv", "arrivals.csv", "tasks.csv", "model.npy",
      "picture.png", "picture.gp", "expectations.csv", savedModels,
    ] + checkpoints + ExportFormat.allCases.map(\.fileName)
}

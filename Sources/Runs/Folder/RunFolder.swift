public import Console
import Foundation

/// Where a run writes its files.
///
/// It is made before anything is computed, and overwrites nothing.
public struct RunFolder: Sendable {
  /// As the user wrote it.
  public let path: String

  /// Makes the folder.
  /// - Parameters:
  ///   - path: The user's; nil for a new one in `runs`.
  ///   - name: The new one's name; a number is added where it exists.
  ///   - overwrite: Whether an earlier run's files in a given folder may be replaced.
  /// - Throws: where it cannot be written, or holds files and `overwrite` is false.
  public init(path: String?, name: String, overwrite: Bool) throws(RunError) {
    let files = FileManager.default
    if let path {
      self.path = path
      var isFolder: ObjCBool = false
      if files.fileExists(atPath: path, isDirectory: &isFolder) {
        guard isFolder.boolValue else {
          throw RunError("--out \(path): is a file, not a folder; name another", exitCode: 2)
        }
        let content = (try? files.contentsOfDirectory(atPath: path)) ?? []
        guard overwrite || content.isEmpty else {
          throw RunError(
            "--out \(path): holds \(content.count) files already; add --overwrite or name another",
            exitCode: 2)
        }
      }
    } else {
      var number = 1
      var candidate = "runs/\(name)"
      while files.fileExists(atPath: candidate) {
        number += 1
        candidate = "runs/\(name)-\(number)"
      }
      self.path = candidate
    }
    try makeFolder(self.path, option: "--out")
    guard files.isWritableFile(atPath: self.path) else {
      throw RunError("--out \(self.path): cannot be written: permission denied")
    }
    for file in Self.files where files.fileExists(atPath: self.path + "/" + file) {
      // Half of an old run beside half of a new one would be worse than none.
      do { try files.removeItem(atPath: self.path + "/" + file) } catch {
        throw RunError(
          "\(self.path)/\(file): cannot be replaced: \((error as NSError).localizedDescription)")
      }
    }
  }

  private static let files = [
    "run.json", "steps.csv", "evaluations.csv", "arrivals.csv", "tasks.csv", "model.npy",
    "picture.png",
    "picture.gp", "checkpoint",
  ]

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { path + "/" + name }
}

import Foundation
import Runs

extension Checkup {
  private static func free(_ path: String) -> Double? {
    var disk = statvfs()
    guard statvfs(path, &disk) == 0 else { return nil }
    return Double(disk.f_bavail) * Double(disk.f_frsize)
  }

  /// Segments that ranks of one machine share: Open MPI makes 4 MB for each.
  static func sharedMemory(_ job: Case) -> [Finding] {
    guard job.ranksHere > 1 else {
      return [Finding("/dev/shm", .good, "not needed: one rank on this machine")]
    }
    let needed = 4_200_000 * Double(job.ranksHere)
    guard let free = free("/dev/shm") else {
      return [
        Finding(
          "/dev/shm", .bad, "is not there",
          remedy: "mount a tmpfs there, or give mpirun --mca btl tcp,self")
      ]
    }
    let says = "\(text(bytes: free)) free, \(text(bytes: needed)) needed by \(job.ranksHere) ranks"
    guard free < needed else { return [Finding("/dev/shm", .good, says)] }
    return [
      Finding(
        "/dev/shm", .bad, says,
        remedy: "make it larger (mount -o remount,size=1G /dev/shm; of a container --shm-size=1g)")
    ]
  }

  /// Where Open MPI keeps its sockets.
  static func temporaryFolder() -> [Finding] {
    let path = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    // A socket's whole path has at most 107 bytes, and Open MPI adds some sixty.
    guard path.utf8.count <= 45 else {
      return [
        Finding(
          "TMPDIR", .bad, "\(path): is too long a path for Open MPI's sockets",
          remedy: "set TMPDIR=/tmp")
      ]
    }
    guard access(path, W_OK | X_OK) == 0 else {
      return [
        Finding(
          "TMPDIR", .bad, "\(path): \(String(cString: strerror(errno)))",
          remedy: "set TMPDIR to a folder that can be written to")
      ]
    }
    let room = free(path) ?? 0
    let says = "\(path), \(text(bytes: room)) free"
    return [
      room < 20_000_000
        ? Finding("TMPDIR", .bad, says, remedy: "make room, or set TMPDIR elsewhere")
        : Finding("TMPDIR", .good, says)
    ]
  }

  /// Room for a run's files: model, two checkpoints, and the tables.
  static func disk(_ job: Case) -> [Finding] {
    guard job.hasServer else { return [] }
    var folder = job.folder
    while !FileManager.default.fileExists(atPath: folder), folder.contains("/") {
      folder = (folder as NSString).deletingLastPathComponent
    }
    if folder.isEmpty { folder = "." }
    let vectors = 1 + 2 * (job.configuration.workers + 3)
    let rows = Double(job.configuration.steps) * (200 + 60 * Double(job.configuration.workers))
    let needed = Double(vectors * job.vectorBytes) + rows
    guard access(folder, W_OK | X_OK) == 0, let room = free(folder) else {
      return [
        Finding(
          "disk", .bad, "\(job.folder): \(String(cString: strerror(errno)))",
          remedy: "name a folder that can be written to by --out")
      ]
    }
    let says =
      "\(text(bytes: room)) free for \(job.folder), \(text(bytes: needed)) needed by model, checkpoints "
      + "and tables"
    return [
      room < needed
        ? Finding("disk", .bad, says, remedy: "make room, or name another folder by --out")
        : Finding("disk", .good, says)
    ]
  }
}

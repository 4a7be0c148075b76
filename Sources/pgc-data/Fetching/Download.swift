import Console
import Foundation
import Glibc

/// Brings one file from an address to its place: resumed, checked, and under its name only when whole.
struct Download {
  let address: String
  /// Where it shall be; until it is whole and checked it is beside, with `.part` at the end.
  let path: String
  /// Its size, for progress.
  let bytes: Int?
  /// Its checksum as it must be, and how it is taken; nil where only what is in it can be checked.
  let check: (expected: String, take: (String) throws(RunError) -> String)?

  private var part: String { path + ".part" }

  /// Downloads, going on where an earlier download ended.
  /// - Throws: where the address cannot be read, or gives something else; the latter is removed.
  func run(_ terminal: inout Terminal) throws(RunError) {
    var isResumed = size(part) > 0
    while true {
      let result = try curl(&terminal)
      if result.code == Self.locked {
        throw RunError("another download still writes \(part); wait for it or end it")
      }
      if result.code != 0 {
        if isResumed, cannotGoOn(result) {
          // Once more from the start.
          isResumed = false
          unlink(part)
          continue
        }
        if size(part) == 0 { unlink(part) }
        throw RunError("\(address): \(reason(result))")
      }
      guard size(part) > 0 else {
        unlink(part)
        throw RunError("\(address): gives an empty file")
      }
      guard let check else { break }
      let found = try check.take(part)
      if found == check.expected { break }
      unlink(part)
      guard isResumed else {
        throw RunError(
          "\(address): gives another file than expected (SHA-256 \(found), not \(check.expected))")
      }
      isResumed = false
    }
    guard rename(part, path) == 0 else {
      throw RunError(system: "\(path): cannot be written")
    }
  }

  /// What `flock` answers where another process has the file.
  private static let locked: Int32 = 75

  private func curl(_ terminal: inout Terminal) throws(RunError) -> Child.Result {
    var shown = terminal
    defer {
      shown.clear()
      terminal = shown
    }
    let name = path.split(separator: "/").last ?? ""
    // flock becomes curl: the lock on the partial file lasts as long as curl writes, whatever happens
    // to this process.
    return try Child.run([
      "flock", "--no-fork", "--nonblock", "--conflict-exit-code", "\(Self.locked)", part,
      "curl", "--silent", "--show-error", "--fail", "--location", "--retry", "2",
      "--connect-timeout", "30", "--speed-limit", "100", "--speed-time", "60",
      "--write-out", "%{http_code}", "--continue-at", "-", "--output", part, "--", address,
    ]) {
      shown.show("\(name): \(megabytes(size(part)))\(bytes.map { " of \(megabytes($0))" } ?? "")")
    }
  }

  /// Whether the server cannot start in the middle, or has less than is here.
  ///
  /// Any other refusal may pass, and must not cost what was downloaded.
  private func cannotGoOn(_ result: Child.Result) -> Bool {
    [33, 36].contains(result.code) || result.code == 22 && result.output == "416"
  }

  private func reason(_ result: Child.Result) -> String {
    result.complaint.isEmpty ? "curl ended with code \(result.code)" : result.complaint
  }

  private func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private func megabytes(_ bytes: Int) -> String {
    String(format: "%.1f MB", Double(bytes) / 1e6)
  }
}

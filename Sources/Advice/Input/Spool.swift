import Console
import Glibc

/// What comes through a pipe, kept in a file without a name that can be read more than once.
final class Spool {
  /// Where it can be read while this lives.
  let path: String
  private let descriptor: Int32

  /// Bytes that a pipe may bring.
  static let most = 1 << 30

  /// Reads a descriptor to its end.
  /// - Throws: where it brings nothing, too much, or cannot be read.
  init(reading source: Int32, name: String) throws(RunError) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/pgc-table-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw RunError(system: "\(folder): \(name) cannot be kept there") }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    // Without a name it goes when this process does.
    unlink(&template)
    descriptor = file
    path = "/proc/self/fd/\(file)"
    try Self.copy(source, to: file, name)
  }

  private static func copy(_ source: Int32, to file: Int32, _ name: String) throws(RunError) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    while true {
      let count = read(source, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw RunError(system: "\(name): cannot be read") }
      guard count > 0 else { break }
      total += count
      guard total <= most, write(file, buffer, count) == count else {
        throw RunError("\(name): is longer than 1 GiB or than the disk; give fewer steps")
      }
    }
    guard total > 0 else { throw RunError("\(name): is empty; pipe a table into it", exitCode: 2) }
  }

  deinit { close(descriptor) }
}

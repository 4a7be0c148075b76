import Glibc
import Runs

/// A folder that one fetch at a time may write to; let go of at the value's end, or the process's.
final class FolderLock {
  private let descriptor: Int32

  /// Locks a folder, waiting while another process has it.
  /// - Parameter waiting: Called once where there is something to wait for.
  init(_ folder: String, waiting: () -> Void) throws(RunError) {
    let path = "\(folder)/.lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw RunError("\(folder): cannot be written to: \(String(cString: strerror(errno)))")
    }
    var hasTold = false
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw RunError("\(path): cannot be locked: \(String(cString: strerror(errno)))")
      }
      if !hasTold { waiting() }
      hasTold = true
      if Child.pause(milliseconds: 200) {
        throw RunError("\(Child.interruption) while waiting for \(path)")
      }
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

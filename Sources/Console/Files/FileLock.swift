import Glibc

/// An exclusive lock between processes (and threads), freed with the value or with its process.
///
/// A child that inherits the descriptor holds the lock with this process, and beyond its end.
public final class FileLock: Sendable {
  /// The lock file's, for a child to inherit.
  public let descriptor: Int32
  private let path: String

  private init(opening path: String) throws(RunError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable(path) }
  }

  /// Waits for the lock.
  /// - Parameter pause: Called again and again while another process has the lock; it takes some time,
  ///   or throws to give up. Without it the wait has no end.
  /// - Throws: where the lock file cannot be made.
  public convenience init(_ path: String, pause: (() throws(RunError) -> Void)? = nil)
    throws(RunError)
  {
    try self.init(opening: path)
    while try !take(pause == nil ? LOCK_EX : LOCK_EX | LOCK_NB) { try pause?() }
  }

  /// Takes the lock; nil where another process has it.
  /// - Throws: where the lock file cannot be made.
  public convenience init?(ifFree path: String) throws(RunError) {
    try self.init(opening: path)
    // The one before may have taken the file away between opening and locking.
    guard try take(LOCK_EX | LOCK_NB), isNamed else { return nil }
  }

  /// Whether the lock's file is the one that its path names.
  private var isNamed: Bool {
    var (mine, named) = (stat(), stat())
    return fstat(descriptor, &mine) == 0 && stat(path, &named) == 0 && mine.st_ino == named.st_ino
      && mine.st_dev == named.st_dev
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Gives the lock back, and takes its file away.
  public func remove() {
    // Where its folder was renamed, another one's may be there.
    if isNamed { unlink(path) }
    flock(descriptor, LOCK_UN)
  }

  private func take(_ operation: Int32) throws(RunError) -> Bool {
    while flock(descriptor, operation) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK: return false
      default: throw RunError(system: "\(path): cannot be locked")
      }
    }
    return true
  }
}

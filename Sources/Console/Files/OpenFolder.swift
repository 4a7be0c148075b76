import Glibc
import Synchronization

/// A folder that is held open: it is followed where it is renamed, and missed where it is deleted.
public final class OpenFolder: Sendable {
  private let given: String
  private let descriptor: Int32
  /// Whether the system can tell that two paths are one folder.
  private let isRecognized: Bool
  private let known: Mutex<String>

  /// Opens a folder.
  /// - Throws: where it is not there, or cannot be read.
  public init(_ path: String) throws(RunError) {
    given = path
    known = Mutex(path)
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable(path) }
    isRecognized = Self.isSame(descriptor, path)
  }

  deinit { close(descriptor) }

  /// Where the folder is now: as it was given, or else under its new name.
  ///
  /// What was deleted has a path that nothing is at, so that another folder of the old name is never taken
  /// for it.
  public var path: String {
    guard isRecognized, !Self.isSame(descriptor, given) else { return given }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/fd/\(descriptor)", &target, target.count)
    guard count > 0 else { return given }
    return String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Looks whether the folder can still be written to.
  /// - Parameter moved: Told once of each new name.
  /// - Throws: where it was deleted, or writing is not allowed any more.
  public func check(moved: (String) -> Void) throws(RunError) {
    let path = path
    guard !isRecognized || Self.isSame(descriptor, path) else {
      throw RunError("\(given): the folder was deleted while it was written to")
    }
    guard access(path, W_OK) == 0 else { throw unwritable(path) }
    let isNew = known.withLock { known in
      defer { known = path }
      return known != path
    }
    if isNew { moved(path) }
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var (mine, named) = (stat(), stat())
    return fstat(descriptor, &mine) == 0 && stat(path, &named) == 0
      && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
  }
}

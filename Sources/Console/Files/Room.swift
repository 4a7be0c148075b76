import Glibc

/// What the system leaves of what runs out, asked before it is used.
public enum Room {
  /// Throws where fewer than `count` more files can be open at a time.
  /// - Parameter what: That needs them.
  public static func check(files count: Int, for what: String) throws(RunError) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
      limit.rlim_cur < UInt(Int.max)
    else { return }
    // Beside them the folder's own two names and the descriptor that reads it; none where even that
    // one could not be had.
    let listed = names(in: "/proc/self/fd").count
    let left = listed == 0 ? 0 : max(0, Int(limit.rlim_cur) - (listed - 3))
    guard left < count else { return }
    throw RunError(
      "\(what) needs \(count) more open files, and \(left) are left; raise the limit (ulimit -n "
        + "\(Int(limit.rlim_cur) + count - left))")
  }

  /// Throws where a file of `bytes` can be no file of a folder: the disk, or the limit on the size of
  /// files, is too small.
  public static func check(bytes: Int, in folder: String, for what: String) throws(RunError) {
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
      limit.rlim_cur < UInt(bytes)
    {
      throw RunError(
        "\(folder)/\(what): will have \(bytes) bytes, and files may have \(limit.rlim_cur); raise the "
          + "limit (ulimit -f)")
    }
    var disk = statvfs()
    guard statvfs(folder, &disk) == 0 else { return }
    let (free, overflow) = Int(disk.f_bavail).multipliedReportingOverflow(by: Int(disk.f_frsize))
    guard !overflow, free < bytes else { return }
    throw RunError(
      "\(folder)/\(what): will have \(bytes) bytes, and the disk has \(free); make room, or name a "
        + "folder elsewhere")
  }

  /// Takes room on a disk under a name, to be given back by unlinking it.
  /// - Throws: where the disk, or the limit on the size of files, does not have it. Where a file system
  ///   cannot promise room, nothing is taken.
  public static func reserve(_ bytes: Int, as path: String) throws(RunError) {
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable(path) }
    defer { close(descriptor) }
    let code = posix_fallocate(descriptor, 0, bytes)
    guard [ENOSPC, EDQUOT, EFBIG].contains(code) else { return }
    unlink(path)
    throw unwritable(path, code)
  }
}

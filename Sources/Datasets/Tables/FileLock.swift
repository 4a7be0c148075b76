import Glibc

/// An exclusive lock between processes (and threads), freed with the value or with its process.
final class FileLock {
  private let descriptor: Int32

  /// Waits for the lock.
  /// - Throws: where the lock file cannot be made.
  init(_ path: String) throws(DataError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw DataError(path, "cannot be written: \(errorText(errno))") }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw DataError(path, "cannot be locked: \(errorText(errno))") }
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}

/// Makes a folder and those above it.
/// - Throws: where it is not there afterwards.
func makeFolder(_ path: String) throws(DataError) {
  var status = stat()
  if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
  let parent = FilePath(path).folder.dropLast()
  if !parent.isEmpty, parent.count < path.count { try makeFolder(String(parent)) }
  if mkdir(path, 0o777) == 0 { return }
  let reason = errno
  // Another process may have been quicker.
  if reason == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
  throw DataError(
    path, "the folder cannot be made: \(reason == EEXIST ? "it is a file" : errorText(reason))")
}

/// The names in a folder, in no order; none where it cannot be read.
func names(in folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    names.append(
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      })
  }
  return names
}

import Glibc

/// A file that appears under its name only when it is complete.
///
/// It is written beside its place and renamed by `commit`; without it, nothing stays behind.
final class AtomicFile {
  private let path: String
  private let temporary: String
  private var descriptor: Int32

  /// Begins a file.
  /// - Throws: where its folder cannot be written to.
  init(_ path: String) throws(DataError) {
    self.path = path
    temporary = "\(path).\(getpid()).part"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw DataError(path, "cannot be written: \(errorText(errno))")
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  /// Appends bytes.
  /// - Throws: where the system does not take them all, as on a full disk.
  func write(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
    try writeAll(bytes, to: descriptor, path)
  }

  /// Brings the bytes to the disk and gives the file its name.
  func commit() throws(DataError) {
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw DataError(path, "cannot be written: \(errorText(errno))")
    }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw DataError(path, "cannot be written: \(errorText(errno))") }
  }
}

/// Writes all bytes, however many calls it takes.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String)
  throws(DataError)
{
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = Glibc.write(
      descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw DataError(path, "cannot be written: \(errorText(errno))") }
    rest = rest.dropFirst(count)
  }
}

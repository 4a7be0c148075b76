import Glibc

/// A text file that grows by lines: buffered, flushed every half second, every failure thrown.
///
/// Interrupted at any moment, what was flushed ends in a whole line or is cut in its last one.
public final class OutputFile {
  /// The file's path.
  public let path: String
  private var descriptor: Int32
  private var pending: [UInt8] = []
  private var written = 0
  private var flushed = ContinuousClock.now

  /// Creates the file, empty.
  public init(_ path: String) throws(RunError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable(path) }
    pending.reserveCapacity(1 << 16)
  }

  /// Goes on with a file behind its first `length` bytes; what stands there is taken away.
  /// - Throws: where it cannot be written, or is shorter.
  public init(_ path: String, after length: Int) throws(RunError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) >= length else {
      throw RunError(
        "\(path): has \(status.st_size) bytes where the checkpoint knows of \(length)")
    }
    guard ftruncate(descriptor, length) == 0, lseek(descriptor, 0, SEEK_END) == length else {
      throw unwritable(path)
    }
    written = length
  }

  /// Bytes in the file, what is pending included.
  public var length: Int { written + pending.count }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  /// Appends a line.
  public func line(_ text: String) throws(RunError) {
    pending.append(contentsOf: text.utf8)
    pending.append(UInt8(ascii: "\n"))
    let now = ContinuousClock.now
    if pending.count > 60_000 || flushed.duration(to: now) > .milliseconds(500) {
      flushed = now
      try flush()
    }
  }

  /// Appends bytes as they are.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(RunError) {
    try flush()
    try writeAll(bytes, to: descriptor, path)
    written += bytes.count
  }

  /// Writes what is pending.
  public func flush() throws(RunError) {
    let bytes = pending
    try bytes.span.withUnsafeBytes { all throws(RunError) in
      try writeAll(all, to: descriptor, path)
    }
    written += bytes.count
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes what is pending and closes the file.
  public func close() throws(RunError) {
    try flush()
    let code = Glibc.close(descriptor)
    descriptor = -1
    guard code == 0 else { throw unwritable(path) }
  }
}

/// Writes all bytes, however many calls it takes.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String)
  throws(RunError)
{
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = Glibc.write(
      descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw unwritable(path) }
    rest = rest.dropFirst(count)
  }
}

/// The line for a file that the system does not take: why, and what helps.
func unwritable(_ path: String, _ code: Int32? = nil) -> RunError {
  let code = code ?? errno
  let remedy: String? =
    switch code {
    case ENOSPC: "make room on the disk"
    case EDQUOT: "make room, or raise the quota"
    case EFBIG: "raise the limit on the size of files (ulimit -f)"
    case EMFILE: "raise the limit on open files (ulimit -n)"
    case ENFILE: "end other programs; the whole system has no more open files"
    case EACCES, EPERM, EROFS: "make it writable"
    case ENOENT: "its folder is gone"
    default: nil
    }
  return RunError(
    "\(path): cannot be written: \(errorText(code))\(remedy.map { "; \($0)" } ?? "")")
}

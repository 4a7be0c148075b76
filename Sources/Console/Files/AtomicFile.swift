import Glibc

/// A file that appears under its name only when it is complete.
///
/// It is written beside its place and renamed by `commit`; without it, nothing stays behind.
public final class AtomicFile {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var isNamed = false

  /// Begins a file.
  /// - Throws: where its folder cannot be written to.
  public init(_ path: String) throws(RunError) {
    self.path = path
    // A name that nobody can foresee, made here or not at all: so a link that lies in wait is not
    // followed.
    temporary = "\(path).\(UInt32.random(in: 0...UInt32.max)).part"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable(path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isNamed { unlink(temporary) }
  }

  /// Appends bytes.
  /// - Throws: where the system does not take them all, as on a full disk.
  public func write(_ bytes: RawSpan) throws(RunError) {
    try bytes.withUnsafeBytes { all throws(RunError) in try write(all) }
  }

  /// Appends bytes.
  /// - Throws: where the system does not take them all, as on a full disk.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(RunError) {
    try writeAll(bytes, to: descriptor, path)
  }

  /// Brings the bytes to the disk, before the file gets its name.
  public func prepare() throws(RunError) {
    guard fsync(descriptor) == 0 else { throw unwritable(path) }
  }

  /// Gives the file its name.
  /// - Parameter lasting: Whether the bytes are brought to the disk first, for what is dear to make.
  public func commit(lasting: Bool = true) throws(RunError) {
    if lasting { try prepare() }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0, rename(temporary, path) == 0 else { throw unwritable(path) }
    isNamed = true
  }

  /// Replaces a whole text file: a reader sees the old content or the new.
  public static func replace(_ path: String, with text: String) throws(RunError) {
    let file = try AtomicFile(path)
    let bytes = Array(text.utf8)
    try file.write(bytes.span.bytes)
    try file.commit(lasting: false)
  }
}

import CZlib
import Glibc

/// The bytes of a file, decompressed where it is gzip (one member or several), as they are otherwise.
///
/// Which of the two is told by the file's first bytes, never by its name. Memory is bounded: one
/// piece of compressed input and zlib's window.
public final class GzipFile {
  /// The file, as it was named.
  public let path: String
  /// Whether the file is compressed.
  public private(set) var isGzip = false
  private let descriptor: Int32
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var start = 0
  private var end = 0
  /// Allocated, because zlib keeps the address of its own state.
  private var inflater: UnsafeMutablePointer<z_stream>?
  private var isBetweenMembers = false

  /// Opens a regular file.
  /// - Throws: where it is missing, a folder, unreadable or empty.
  public init(_ path: String) throws(FileError) {
    self.path = path
    var status = stat()
    // Asked before opening: to open a pipe would wait for its writer.
    guard stat(path, &status) == 0 else {
      let reason = errno
      if reason == ENOENT || reason == ENOTDIR { throw .missing(path) }
      throw FileError(path, "cannot be read: \(errorText(reason))")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw FileError(path, "is a folder; name a file in it")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path, "is not a regular file; data is read more than once, so save it first")
    }
    guard status.st_size > 0 else { throw .empty(path) }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    input = .allocate(capacity: 1 << 16)
    guard descriptor >= 0 else { throw FileError(path, "cannot be read: \(errorText(errno))") }
    try refill()
    if end >= 2, input[0] == 0x1f, input[1] == 0x8b { try startInflating() }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    input.deallocate()
    if let inflater {
      inflateEnd(inflater)
      inflater.deallocate()
    }
  }

  /// Fills the front of `target`.
  /// - Returns: The number of bytes written; 0 at the end of the file only.
  /// - Throws: where the file cannot be read, or gzip data ends early or is damaged.
  public func read(into target: UnsafeMutableBufferPointer<UInt8>) throws(FileError) -> Int {
    guard let inflater else { return try copy(into: target) }
    while true {
      if isBetweenMembers, try !startNextMember(inflater) { return 0 }
      if start == end { try refill() }
      let written = try inflate(inflater, into: target)
      if written > 0 { return written }
    }
  }

  private func copy(into target: UnsafeMutableBufferPointer<UInt8>) throws(FileError) -> Int {
    if start == end { try refill() }
    let count = min(end - start, target.count)
    _ = target.update(fromContentsOf: input[start..<start + count])
    start += count
    return count
  }

  private func refill() throws(FileError) {
    var count = Glibc.read(descriptor, input.baseAddress, input.count)
    while count < 0 && errno == EINTR {
      count = Glibc.read(descriptor, input.baseAddress, input.count)
    }
    guard count >= 0 else { throw FileError(path, "cannot be read: \(errorText(errno))") }
    start = 0
    end = count
  }

  private func startInflating() throws(FileError) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, and 16 to expect a gzip header and check its sums.
    let code = inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      stream.deallocate()
      throw FileError(path, "zlib cannot start (code \(code))")
    }
    inflater = stream
    isGzip = true
  }

  /// One step of zlib; sets `isBetweenMembers` where a member ends.
  private func inflate(
    _ stream: UnsafeMutablePointer<z_stream>, into target: UnsafeMutableBufferPointer<UInt8>
  ) throws(FileError) -> Int {
    let available = end - start
    stream.pointee.next_in = input.baseAddress.map { $0 + start }
    stream.pointee.avail_in = UInt32(available)
    stream.pointee.next_out = target.baseAddress
    stream.pointee.avail_out = UInt32(clamping: target.count)
    let room = Int(stream.pointee.avail_out)
    let code = CZlib.inflate(stream, Z_NO_FLUSH)
    start = end - Int(stream.pointee.avail_in)
    let written = room - Int(stream.pointee.avail_out)
    switch code {
    case Z_OK: break
    case Z_STREAM_END: isBetweenMembers = true
    case Z_BUF_ERROR where available > 0 || written > 0: break
    case Z_BUF_ERROR:
      throw FileError(path, "the gzip data ends too early; copy or download the file again")
    default:
      let detail = stream.pointee.msg.map { String(cString: $0) } ?? "code \(code)"
      throw FileError(path, "the gzip data is damaged (\(detail)); copy or download the file again")
    }
    return written
  }

  /// Goes to the next member, or returns false at the end of the file.
  ///
  /// Zeros between, which tapes pad with, are skipped as gzip does.
  private func startNextMember(_ stream: UnsafeMutablePointer<z_stream>) throws(FileError) -> Bool {
    while true {
      while start < end, input[start] == 0 { start += 1 }
      if start < end { break }
      try refill()
      if end == 0 { return false }
    }
    guard input[start] == 0x1f else {
      throw FileError(path, "something that is not gzip follows the gzip data")
    }
    inflateReset(stream)
    isBetweenMembers = false
    return true
  }
}

extension FileError {
  /// A file that is not there.
  public static func missing(_ path: String) -> FileError {
    let place = path.hasPrefix("/") ? "" : " (looked in \(currentFolder()))"
    return FileError(path, "there is no such file\(place); check the path")
  }

  /// A file without a byte.
  public static func empty(_ path: String) -> FileError {
    FileError(path, "the file is empty; copy or download it again")
  }
}

private func currentFolder() -> String {
  guard let text = getcwd(nil, 0) else { return "the current folder" }
  defer { free(text) }
  return String(cString: text)
}

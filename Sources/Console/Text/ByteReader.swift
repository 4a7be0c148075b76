import Glibc

/// A file's content in order, by records, in a buffer that it reuses.
///
/// A record is handed out as a range of `buffer`, valid until the next call: no copy.
public struct ByteReader: ~Copyable {
  private let file: GzipFile
  /// What was read; records are ranges of it.
  public private(set) var buffer: [UInt8]
  private(set) var start = 0
  private(set) var end = 0
  /// Bytes (decompressed) before the next one.
  public private(set) var position = 0

  /// Opens a file, plain or gzip.
  /// - Throws: see `GzipFile`.
  public init(_ path: String, capacity: Int = 1 << 18) throws(FileError) {
    file = try GzipFile(path)
    buffer = [UInt8](repeating: 0, count: max(16, capacity))
  }

  /// The file, as it was named.
  public var path: String { file.path }

  /// Whether gzip packs it.
  public var isGzip: Bool { file.isGzip }

  /// The next `count` bytes, or fewer where the file ends.
  public mutating func take(upTo count: Int) throws(FileError) -> Range<Int> {
    if end - start < count { try gather(count) }
    let taken = start..<min(end, start + count)
    advance(taken.count)
    return taken
  }

  /// The next `count` bytes.
  /// - Throws: where the file ends before, naming `what` ends.
  public mutating func take(_ count: Int, _ what: String) throws(FileError) -> Range<Int> {
    let range = try take(upTo: count)
    guard range.count == count else { throw endsEarly(what) }
    return range
  }

  /// Passes over `count` bytes.
  /// - Throws: where the file ends before.
  public mutating func skip(_ count: Int, _ what: String) throws(FileError) {
    var left = count
    while left > 0 {
      if start == end { try gather(1) }
      guard start < end else { throw endsEarly(what) }
      let step = min(left, end - start)
      advance(step)
      left -= step
    }
  }

  /// The next bytes, which stay unread; fewer than `count` at the end of the file.
  public mutating func peek(_ count: Int) throws(FileError) -> Range<Int> {
    if end - start < count { try gather(count) }
    return start..<min(end, start + count)
  }

  /// An error for a file that ends inside of `what`.
  public func endsEarly(_ what: String) -> FileError {
    FileError(
      path, "byte \(position + end - start)",
      "the file ends in the middle of \(what); copy or download it again")
  }

  mutating func advance(_ count: Int) {
    start += count
    position += count
  }

  /// Reads until `count` bytes are in the buffer; false where the file ends before.
  @discardableResult
  mutating func gather(_ count: Int) throws(FileError) -> Bool {
    if start > 0 {
      buffer.withUnsafeMutableBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        memmove(base, base + start, end - start)
      }
      end -= start
      start = 0
    }
    // Doubles at most as the bytes really come, whatever length a damaged header claims.
    while end < count {
      if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
      let filled = end
      let file = file
      let read = try buffer.withUnsafeMutableBufferPointer { bytes throws(FileError) in
        try file.read(into: UnsafeMutableBufferPointer(rebasing: bytes[filled...]))
      }
      guard read > 0 else { return false }
      end += read
    }
    return true
  }
}

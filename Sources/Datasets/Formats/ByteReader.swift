import Glibc

/// A file's content in order, by records or by lines, in a buffer that it reuses.
///
/// A record or line is handed out as a range of `buffer`, valid until the next call: no copy.
struct ByteReader: ~Copyable {
  private let file: GzipFile
  private(set) var buffer: [UInt8]
  private var start = 0
  private var end = 0
  /// Bytes (decompressed) before the next one.
  private(set) var position = 0

  /// A line longer than this is an error, so that a damaged file cannot take all memory.
  static let longestLine = 1 << 28

  /// Opens a file, plain or gzip.
  /// - Throws: see `GzipFile`.
  init(_ path: String, capacity: Int = 1 << 18) throws(DataError) {
    file = try GzipFile(path)
    buffer = [UInt8](repeating: 0, count: max(16, capacity))
  }

  var path: String { file.path }

  /// The next `count` bytes, or fewer where the file ends.
  mutating func take(upTo count: Int) throws(DataError) -> Range<Int> {
    if end - start < count { try gather(count) }
    let taken = start..<min(end, start + count)
    advance(taken.count)
    return taken
  }

  /// The next `count` bytes.
  /// - Throws: where the file ends before, naming `what` ends.
  mutating func take(_ count: Int, _ what: String) throws(DataError) -> Range<Int> {
    let range = try take(upTo: count)
    guard range.count == count else { throw endsEarly(what) }
    return range
  }

  /// Passes over `count` bytes.
  /// - Throws: where the file ends before.
  mutating func skip(_ count: Int, _ what: String) throws(DataError) {
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
  mutating func peek(_ count: Int) throws(DataError) -> Range<Int> {
    if end - start < count { try gather(count) }
    return start..<min(end, start + count)
  }

  /// The next line without its line feed, or nil at the end of the file.
  mutating func nextLine() throws(DataError) -> Range<Int>? {
    var searched = 0
    while true {
      if let length = lineFeed(from: start + searched).map({ $0 - start }) {
        let line = start..<start + length
        advance(length + 1)
        return line
      }
      searched = end - start
      guard searched <= Self.longestLine else {
        throw DataError(path, "byte \(position)", "a line is longer than 256 MiB; is this text?")
      }
      if try !gather(searched + 1) {
        guard searched > 0 else { return nil }
        let line = start..<end
        advance(searched)
        return line
      }
    }
  }

  /// An error for a file that ends inside of `what`.
  func endsEarly(_ what: String) -> DataError {
    DataError(
      path, "byte \(position + end - start)",
      "the file ends in the middle of \(what); copy or download it again")
  }

  private mutating func advance(_ count: Int) {
    start += count
    position += count
  }

  private func lineFeed(from first: Int) -> Int? {
    buffer.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + first, 0x0a, end - first)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Reads until `count` bytes are in the buffer; false where the file ends before.
  @discardableResult
  private mutating func gather(_ count: Int) throws(DataError) -> Bool {
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
      let read = try buffer.withUnsafeMutableBufferPointer { bytes throws(DataError) in
        try file.read(into: UnsafeMutableBufferPointer(rebasing: bytes[filled...]))
      }
      guard read > 0 else { return false }
      end += read
    }
    return true
  }
}

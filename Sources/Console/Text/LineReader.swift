import Glibc

/// The lines of a text file, plain or gzip: the one way in which text is read.
///
/// Lines end in LF, CR LF or CR. A byte order mark is passed over. What is not text in UTF-8 is an
/// error that says what it is: UTF-16 and UTF-32, a NUL, bytes of another encoding, and every file
/// that `FileSignature` knows. So no two kinds of text file differ in what they take.
public struct LineReader: ~Copyable {
  /// Lines are ranges of its buffer, valid until the next call.
  public private(set) var bytes: ByteReader
  /// The number of the last line, from one; 0 before the first.
  public private(set) var number = 0
  /// Whether the last line ended in a line break and not with the file.
  public private(set) var hasEnd = true

  /// A line longer than this is an error, so that a damaged file cannot take all memory.
  static let longestLine = 1 << 28

  /// Opens a file and looks at its first bytes.
  /// - Parameters:
  ///   - json: Whether the text may be JSON, as YAML may.
  ///   - capacity: Bytes that are read at a time.
  /// - Throws: what is no text, or cannot be read.
  public init(_ path: String, json: Bool = false, capacity: Int = 1 << 18) throws(FileError) {
    var bytes = try ByteReader(path, capacity: capacity)
    let first = bytes.buffer[try bytes.peek(FileSignature.length)]
    if let known = FileSignature(first), !(json && known == .json) {
      throw known.error(path, isGzip: bytes.isGzip)
    }
    if let wide = TextEncoding.wide(first) {
      throw TextEncoding.error(path, wide, isGzip: bytes.isGzip)
    }
    if first.starts(with: TextEncoding.mark) { bytes.advance(TextEncoding.mark.count) }
    self.bytes = bytes
  }

  /// The file, as it was named.
  public var path: String { bytes.path }

  /// The next line without its end, or nil at the end of the file.
  public mutating func next() throws(FileError) -> Range<Int>? {
    guard let line = try nextBytes() else { return nil }
    number += 1
    let problem = TextEncoding.problem(bytes.buffer.span.extracting(line))
    if let problem {
      throw FileError(path, "line \(number), column \(problem.byte + 1)", problem.text)
    }
    return line
  }

  /// The text of a line.
  public func text(_ line: Range<Int>) -> String {
    String(decoding: bytes.buffer[line], as: UTF8.self)
  }

  private mutating func nextBytes() throws(FileError) -> Range<Int>? {
    var searched = 0
    while true {
      if let end = lineBreak(from: bytes.start + searched) {
        var line = bytes.start..<end
        var length = line.count + 1
        if bytes.buffer[end] == 0x0d {
          // One byte more may have to be read, and then the line is elsewhere in the buffer.
          let next = try bytes.peek(length + 1)
          line = next.lowerBound..<next.lowerBound + length - 1
          if next.count > length, bytes.buffer[next.lowerBound + length] == 0x0a { length += 1 }
        }
        bytes.advance(length)
        hasEnd = true
        return line
      }
      searched = bytes.end - bytes.start
      guard searched <= Self.longestLine else {
        throw FileError(
          path, "byte \(bytes.position)", "a line is longer than 256 MiB; is this text?")
      }
      if try !bytes.gather(searched + 1) {
        guard searched > 0 else { return nil }
        let line = bytes.start..<bytes.end
        bytes.advance(searched)
        hasEnd = false
        return line
      }
    }
  }

  /// The first LF or CR from a place of the buffer on.
  private func lineBreak(from first: Int) -> Int? {
    bytes.buffer.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return nil }
      func find(_ byte: Int32, _ count: Int) -> Int? {
        memchr(base + first, byte, count).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
      }
      let feed = find(0x0a, bytes.end - first)
      return find(0x0d, (feed ?? bytes.end) - first) ?? feed
    }
  }
}

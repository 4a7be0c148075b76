/// A small text file as a whole: a plan, a recipe, seeds, a trace.
public enum TextFile {
  /// No such file is longer, so that a wrong one cannot take all memory.
  public static let most = 1 << 26

  /// Hands out the lines of a file with their numbers, from one.
  public static func forEachLine<E: Error>(
    of path: String, wrapping: (FileError) -> E, _ body: (String, Int) throws(E) -> Void
  ) throws(E) {
    for (number, line) in try lines(of: path, wrapping: wrapping).enumerated() {
      try body(line, number + 1)
    }
  }

  /// The lines of a file.
  /// - Parameter wrapping: Makes the caller's error of one with the file.
  public static func lines<E: Error>(of path: String, wrapping: (FileError) -> E) throws(E)
    -> [String]
  {
    do throws(FileError) { return try lines(of: path) } catch { throw wrapping(error) }
  }

  /// The lines of a file.
  /// - Parameters:
  ///   - json: Whether it may be JSON, as YAML may.
  ///   - most: Bytes that it may have.
  /// - Throws: what is no text, too long, or cannot be read.
  public static func lines(of path: String, json: Bool = false, most: Int = most)
    throws(FileError) -> [String]
  {
    var reader = try LineReader(path, json: json)
    var lines: [String] = []
    while let line = try reader.next() {
      guard reader.bytes.position <= most else {
        let size = most < 1 << 20 ? "\(most >> 10) KiB" : "\(most >> 20) MiB"
        throw FileError(path, "is longer than \(size); is this the right file?")
      }
      lines.append(reader.text(line))
    }
    return lines
  }

  /// The text of a file, with LF for every line break.
  public static func text(of path: String, json: Bool = false, most: Int = most)
    throws(FileError) -> String
  {
    try lines(of: path, json: json, most: most).map { $0 + "\n" }.joined()
  }
}

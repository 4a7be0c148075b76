/// A file that cannot be read, told in one line: file, place, what is wrong, what to do.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line that the user reads.
  public let description: String

  /// An error in a file.
  /// - Parameters:
  ///   - file: The path as the user gave it.
  ///   - place: Line, column or byte, such as "line 3, column 7".
  ///   - problem: What is wrong, and what to do.
  public init(_ file: String, _ place: String, _ problem: String) {
    description = oneLine("\(file), \(place): \(problem)")
  }

  /// An error with a whole file.
  public init(_ file: String, _ problem: String) { description = oneLine("\(file): \(problem)") }

  /// A file that could not be written.
  public init(_ error: RunError) { description = oneLine(error.description) }
}

/// The text with a space for every control character: a damaged file may have them anywhere.
private func oneLine(_ text: String) -> String {
  func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
      || (0x2028...0x2029).contains(scalar.value)
  }
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var line = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { line.append(isControl(scalar) ? " " : scalar) }
  return String(line)
}

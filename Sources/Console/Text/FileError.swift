import Settings

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

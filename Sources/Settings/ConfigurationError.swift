/// A wrong option, file entry or parameter, told in one line.
///
/// The line names the option, the value that was given and what is allowed. It is thrown before
/// anything runs; a command answers it with exit code 2.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  /// An error with the line that the user reads.
  public init(_ description: String) { self.description = oneLine(description) }
}

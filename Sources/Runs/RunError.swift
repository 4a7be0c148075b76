import Settings

/// A run that could not be done, told in one line, with the command's exit code.
public struct RunError: Error, Sendable, CustomStringConvertible {
  public let description: String
  /// 2 for what the user asked wrongly, 1 for everything else.
  public let exitCode: Int32

  /// An error with its exit code.
  public init(_ description: String, exitCode: Int32 = 1) {
    self.description = description
    self.exitCode = exitCode
  }

  /// Any error of this package, as one line and a code.
  public init(_ error: any Error) {
    if let known = error as? RunError {
      self = known
    } else if let wrong = error as? ConfigurationError {
      self.init(wrong.description, exitCode: 2)
    } else {
      let text = "\(error)".split(separator: "\n").joined(separator: "; ")
      self.init(text)
    }
  }
}

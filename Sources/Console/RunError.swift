import Glibc
import Settings

/// What a command could not do, told in one line, with its exit code.
public struct RunError: Error, Sendable, CustomStringConvertible {
  public let description: String
  /// 2 for what the user asked wrongly, 1 for everything else.
  public let exitCode: Int32

  /// An error with its exit code.
  public init(_ description: String, exitCode: Int32 = 1) {
    self.description = description
    self.exitCode = exitCode
  }

  /// A call of the system that failed just now: what could not be done, and why.
  public init(system what: String, _ code: Int32? = nil) {
    self.init("\(what): \(errorText(code ?? errno))")
  }

  /// Any error of this package, as one line and a code.
  public init(_ error: any Error) {
    if let known = error as? RunError {
      self = known
    } else if let wrong = error as? ConfigurationError {
      self.init(wrong.description, exitCode: 2)
    } else if let block = error as? any BlockOfLines {
      self.init(block.description)
    } else {
      let text = "\(error)".split(separator: "\n").joined(separator: "; ")
      self.init(text)
    }
  }
}

/// An error whose first line says all, and whose further lines are for who wants to know more, such as a
/// traceback: they are told as they are.
public protocol BlockOfLines: Error, CustomStringConvertible {}

/// What the system says of an error's number.
public func errorText(_ code: Int32) -> String { String(cString: strerror(code)) }

import Foundation

/// What a check found: one line for the user.
public struct Finding: Codable, Equatable, Sendable {
  /// How it stands.
  public enum Verdict: String, Codable, Sendable {
    case good = "ok"
    /// It works, and could be better, or must be known.
    case note
    case bad
  }

  /// What was looked at.
  public let check: String
  /// How it stands.
  public let verdict: Verdict
  /// What was seen, with its numbers.
  public let says: String
  /// What helps; nil where nothing needs help.
  public let remedy: String?
  /// The machine; nil for this one.
  public var host: String?

  /// A finding.
  public init(_ check: String, _ verdict: Verdict, _ says: String, remedy: String? = nil) {
    self.check = check
    self.verdict = verdict
    self.says = says
    self.remedy = remedy
  }

  /// One line.
  public var line: String { says + (remedy.map { "; \($0)" } ?? "") }
}

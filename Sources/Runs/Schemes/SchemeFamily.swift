public import Coding

/// Schemes that share an idea, for lists.
public struct SchemeFamily: Sendable {
  /// What they are called together.
  public let name: String
  /// What they have in common, in a phrase.
  public let summary: String
  /// Its schemes, in the order of a list.
  public let schemes: [any Scheme.Type]

  /// A family.
  public init(_ name: String, _ summary: String, _ schemes: [any Scheme.Type]) {
    self.name = name
    self.summary = summary
    self.schemes = schemes
  }
}

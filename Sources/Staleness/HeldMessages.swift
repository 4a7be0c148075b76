public import Coding
public import Kernels

/// The messages that a parameter server holds, each in a place of its own.
///
/// On MPI they are vectors; in virtual time promises, evaluated when they are used, so that what
/// nobody uses costs nothing.
public protocol HeldMessages<Element>: ~Copyable {
  associatedtype Element: Scalar
  /// y ← Σ a_j m_j, in the order given, slice by slice; each message is read once for each slice.
  /// - Parameters:
  ///   - weights: Of places that hold the versions named; `StepControl` has checked that.
  ///   - y: d + 1 elements.
  /// - Throws: where a promised message cannot be evaluated.
  mutating func combine(_ weights: [Weight], into y: inout MutableSpan<Element>) throws
  /// Lends the message that a place holds.
  /// - Throws: where it is promised and cannot be evaluated.
  mutating func withMessage(
    at place: Int, _ body: (Span<Element>) throws -> Void
  ) throws
  /// Whether messages that are replaced are kept until `replacements` has shown them; false at first.
  var keepsReplaced: Bool { get set }
  /// Shows each message that was kept since the last time, in the order in which they came, beside
  /// what it replaced. Nothing where `keepsReplaced` is false.
  mutating func replacements(_ body: (Replacement<Element>) throws -> Void) throws
}

/// A message that took the place of another, with the models of both.
public struct Replacement<Element: Scalar> {
  /// Where it is held.
  public let place: Int
  /// The message and the model that it was computed from.
  public let message: Slot<Element>
  public let model: ModelSnapshot<Element>
  /// What the place held before; nil where it was empty.
  public let replaced: (message: Slot<Element>, model: ModelSnapshot<Element>)?

  /// A message that is held at a place from now on.
  public init(
    place: Int, message: Slot<Element>, model: ModelSnapshot<Element>,
    replaced: (message: Slot<Element>, model: ModelSnapshot<Element>)?
  ) {
    self.place = place
    self.message = message
    self.model = model
    self.replaced = replaced
  }
}

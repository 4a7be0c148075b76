import Kernels
public import Settings

/// What workers that lie send in place of their messages.
///
/// It is applied where the parameter server reads a message, so that MPI, virtual time and a replay see
/// the same lies.
public struct Attack: Equatable, Sendable {
  /// What is sent.
  public enum Kind: Equatable, Sendable {
    /// A multiple of the message: −1 turns it round, a large one drowns the others.
    case multiple(Double)
    /// The same number in every coordinate, from all liars.
    case constant(Double)
    /// A multiple of the mean of what honest workers sent, the same from all liars.
    case ofTheMean(Double)
  }

  /// What is sent.
  public let kind: Kind
  /// Who lies.
  public let workers: Set<Int>

  /// An attack.
  public init(_ kind: Kind, by workers: Set<Int>) {
    self.kind = kind
    self.workers = workers
  }

  private static let who = Entry.Parameter(
    "workers", standard: "0", "the workers that lie, joined by +")

  /// For help and lists.
  public static let entries = [
    Entry("none", "all workers are honest"),
    Entry(
      "sign-flip", "sends minus the message, times a factor",
      [.init("factor", standard: "1", "above 0"), who]),
    Entry(
      "scaled", "sends a multiple of the message",
      [.init("factor", standard: "100", "any number"), who]),
    Entry(
      "constant", "sends one number in every coordinate",
      [.init("value", standard: "-100", "the number"), who]),
    Entry(
      "colluding", "all liars send minus the mean of the honest messages, times a factor",
      [.init("factor", standard: "1", "above 0"), who]),
  ]

  /// The attack that a user names; nil for none.
  public init?(_ text: String, workers n: Int, option: String = "--attack")
    throws(ConfigurationError)
  {
    let spec = try Spec(parsing: text, option: option)
    let entry = try Self.entries.find(spec, option: option, entry: \.self)
    let usual = entry.parameters.first?.standard.flatMap(Double.init) ?? 0
    let range = -1e300...1e300
    let factor = try spec.number("factor", default: usual, in: range, option: option)
    switch entry.name {
    case "sign-flip": kind = .multiple(-factor)
    case "scaled": kind = .multiple(factor)
    case "constant":
      kind = .constant(try spec.number("value", default: -100, in: range, option: option))
    case "colluding": kind = .ofTheMean(-factor)
    default: return nil
    }
    workers =
      spec["workers"] == nil
      ? [0] : Set(try spec.integers("workers", in: 0...max(0, n - 1), option: option))
  }

  /// Puts lies in the place of messages.
  /// - Parameters:
  ///   - messages: Of the same length.
  ///   - senders: Who sent each.
  func apply<Element: Scalar>(to messages: [Slot<Element>], from senders: [Int]) {
    let honest = messages.indices.filter { !workers.contains(senders[$0]) }
    for (i, sender) in senders.enumerated() where workers.contains(sender) {
      switch kind {
      case .multiple(let factor):
        messages[i].vector.withMutableSpan { Element.scale(.nearest(factor), &$0) }
      case .constant(let value):
        messages[i].vector.withMutableSpan { Element.fill(.nearest(value), &$0) }
      case .ofTheMean(let factor):
        let each = Element.nearest(factor / Double(max(1, honest.count)))
        messages[i].vector.withMutableSpan { lie in
          Element.fill(0, &lie)
          for j in honest { messages[j].vector.withSpan { Element.axpy(each, $0, &lie) } }
        }
      }
    }
  }
}

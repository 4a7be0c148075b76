public import Settings

/// How samples go to blocks: what `--blocks` may say.
public enum BlockRule: Equatable, Sendable {
  /// All samples in a row, which is cut.
  case row(Split.Order)
  /// Blocks of one size whose labels are skewed: the parts of the labels are Dirichlet with parameter α.
  case dirichlet(alpha: Double)
  /// One class a block.
  case classes
  /// Every block is the whole training set.
  case whole

  /// For help and error lines.
  public static let entries = [
    Entry("shuffled", "at random by the seed: blocks look alike"),
    Entry("sorted", "by label: blocks differ as much as they can"),
    Entry("contiguous", "in the order of the file"),
    Entry(
      "dirichlet", "labels in parts that are drawn for each block, blocks of one size",
      [.init("alpha", standard: "0.1", "α; small is one label a block, large is all alike")]),
    Entry("classes", "one class a block, block i of class i modulo their number"),
    Entry("whole", "every block is the whole training set: data that all workers share"),
  ]

  /// Reads a rule.
  /// - Throws: for an unknown name or setting.
  public init(_ text: String, option: String = "--blocks") throws(ConfigurationError) {
    let spec = try Spec(parsing: text, option: option)
    let name = try Self.entries.find(spec, option: option, entry: \.self).name
    switch name {
    case "dirichlet":
      self = .dirichlet(
        alpha: try spec.number("alpha", default: 0.1, in: 1e-3...1e6, option: option))
    case "classes": self = .classes
    case "whole": self = .whole
    default: self = Split.Order(rawValue: name).map { .row($0) } ?? .whole
    }
  }

  /// Whether it looks at labels.
  public var needsLabels: Bool {
    switch self {
    case .row(let order): order == .sorted
    case .dirichlet, .classes: true
    case .whole: false
    }
  }

  /// The split of samples with these labels.
  /// - Parameters:
  ///   - kind: What the labels mean; it is looked at where labels are classes of a rule.
  ///   - count: The number of blocks.
  /// - Throws: where there are more blocks than samples, or where labels are no classes.
  public func split(
    labels: [Double], kind: LabelKind, blocks count: Int, seed: UInt64, option: String = "--blocks"
  ) throws(ConfigurationError) -> Split {
    switch self {
    case .row(let order):
      return try Split(labels: labels, blocks: count, order: order, seed: seed)
    case .whole: return Split(whole: labels.count, blocks: count)
    case .dirichlet(let alpha):
      try checkClasses(kind, option)
      return try Split(labels: labels, blocks: count, dirichlet: alpha, seed: seed)
    case .classes:
      try checkClasses(kind, option)
      return try Split(classes: labels, blocks: count, option: option)
    }
  }

  private func checkClasses(_ kind: LabelKind, _ option: String) throws(ConfigurationError) {
    guard kind == .real else { return }
    let name = self == .classes ? "classes" : "dirichlet"
    throw ConfigurationError(
      "\(option) \(name): labels are real numbers, and it needs classes; give shuffled, sorted or "
        + "contiguous")
  }
}

/// Options of `pgc-train` by name, as the command line or a plan gives them.
public struct OptionList: Hashable, Sendable {
  /// One option with its values; several only for options that may stand several times.
  public struct Item: Hashable, Sendable {
    /// Without the dashes.
    public let name: String
    /// As text.
    public let values: [String]
  }

  /// In the order written.
  public private(set) var items: [Item] = []

  /// No option.
  public init() {}

  /// One value each.
  public init(_ items: [(String, String)]) {
    for (name, value) in items { set(name, [value]) }
  }

  /// The value of an option, if it is given.
  public subscript(name: String) -> [String]? { items.last { $0.name == name }?.values }

  /// Gives an option its values, in place of earlier ones.
  public mutating func set(_ name: String, _ values: [String]) {
    items.removeAll { $0.name == name }
    items.append(Item(name: name, values: values))
  }

  /// These options, with others that win.
  ///
  /// s and k = n − s say the same: one of them takes the place of the other.
  public func adding(_ others: OptionList) -> OptionList {
    var sum = self
    for item in others.items {
      switch item.name {
      case "stragglers": sum.items.removeAll { $0.name == "await" }
      case "await": sum.items.removeAll { $0.name == "stragglers" }
      default: break
      }
    }
    for item in others.items { sum.set(item.name, item.values) }
    return sum
  }

  /// `step-size=0.1 stragglers=3`.
  public var text: String {
    items.map { "\($0.name)=\($0.values.joined(separator: ","))" }.joined(separator: " ")
  }
}

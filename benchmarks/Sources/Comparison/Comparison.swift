/// Two ways to do the same work, measured in turns.
///
/// Other load on the machine comes and goes within a second: only turns A B A B of one process, and
/// the medians of their ratios, say anything. The first turn of each is not counted.
public struct Comparison {
  /// One line of the table.
  public let name: String
  private var ours: [Double] = []
  private var plain: [Double] = []

  /// Nothing measured yet.
  public init(_ name: String) { self.name = name }

  /// Takes `turns` turns of each.
  /// - Parameters:
  ///   - ours: Does the work, and tells the units of work done each second.
  ///   - plain: The same, by what it is compared with.
  public mutating func take(
    turns: Int, ours work: () throws -> Double, plain reference: () throws -> Double
  ) rethrows {
    _ = try work()
    _ = try reference()
    for _ in 0..<turns {
      ours.append(try work())
      plain.append(try reference())
    }
  }

  /// Name, both medians, the median of the ratios turn by turn, and their quartiles.
  ///
  /// Turn by turn, because what slows the machine for longer than a turn slows both.
  public var row: String {
    let ratios = zip(ours, plain).map { $0 / $1 }.sorted()
    let quarter = ratios.count / 4
    let columns = [median(ours), median(plain)].map { column(text($0), 10) }
    let range = "\(text(ratios[quarter]))–\(text(ratios[ratios.count - 1 - quarter]))"
    return name + String(repeating: " ", count: max(1, 44 - name.count)) + columns.joined()
      + column(text(median(ratios)), 9) + column(range, 14)
  }

  /// The names of a row's columns.
  public static func header(_ title: String, ours: String, plain: String) -> String {
    title + String(repeating: " ", count: max(1, 44 - title.count)) + column(ours, 10)
      + column(plain, 10) + column("ratio", 9) + column("quartiles", 14)
  }
}

private func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(1, width - text.count)) + text
}

private func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// Two digits behind the point below 10, else one.
private func text(_ value: Double) -> String {
  let factor = value < 10 ? 100.0 : 10.0
  let scaled = Int((value * factor).rounded())
  let rest = String(scaled % Int(factor))
  let zeros = String(repeating: "0", count: (value < 10 ? 2 : 1) - rest.count)
  return "\(scaled / Int(factor)).\(zeros)\(rest)"
}

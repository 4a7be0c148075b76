import Runs
import Settings

extension PlanReader {
  /// `tuning` of a plan.
  func tuning(_ node: PlanNode) throws(ConfigurationError) -> TuningRule {
    let keys = ["seeds", "grid", "tune", "common", "target", "budget", "extensions", "stages"]
    let found = try node.pairs(among: keys)
    let change = try tuningChange(node, among: keys)
    guard let seeds = found["seeds"] else {
      throw node.wrong("seeds is missing; tuning needs seeds of its own, such as [1001, 1002]")
    }
    var rule = TuningRule(
      seeds: try seedSet(seeds), dials: change.dials, common: change.common, target: change.target)
    rule.budget = try found["budget"]?.whole(in: 1...100_000)
    if let node = found["extensions"] { rule.extensions = try node.whole(in: 0...1000) }
    if let node = found["stages"] { rule.stages = try node.whole(in: 1...10) }
    return rule
  }

  /// What an entry changes of it.
  func tuningChange(_ node: PlanNode, among keys: [String]) throws(ConfigurationError)
    -> TuningChange
  {
    let found = try node.pairs(among: keys)
    var change = TuningChange()
    for key in ["grid", "tune"] {
      guard let node = found[key] else { continue }
      let dials = try node.pairs()
      guard !dials.isEmpty else {
        throw node.wrong("needs at least one option, such as {step-size: [0.1, 1]}")
      }
      for (option, node) in dials {
        guard !change.dials.contains(where: { $0.option == option }) else {
          throw node.wrong("stands in grid and in tune; leave one of them out")
        }
        change.dials.append(
          node.isMapping
            ? Dial(option: option, ladder: try ladder(node, of: option))
            : Dial(option: option, values: try values(node), isOrdered: key == "grid"))
      }
    }
    if let common = found["common"] { change.common = try options(common) }
    change.target =
      try found["target"].map { node throws(ConfigurationError) in
        try targets(node).first
      } ?? nil
    return change
  }

  private func values(_ node: PlanNode) throws(ConfigurationError) -> [String] {
    let values = try node.texts()
    guard !values.isEmpty else { throw node.wrong("needs at least one value, such as [0.1]") }
    if let twice = values.enumerated().first(where: {
      values[..<$0.offset].contains($0.element)
    }) {
      throw node.wrong("'\(twice.element)' stands twice; give each value once")
    }
    return values
  }

  /// `{start: 0.1, factor: 2}`.
  private func ladder(_ node: PlanNode, of option: String) throws(ConfigurationError) -> Ladder {
    let found = try node.pairs(among: ["start", "factor", "least", "most", "values"])
    guard let start = found["start"], let factor = found["factor"] else {
      throw node.wrong("needs a start and a factor, such as {start: 0.1, factor: 2}")
    }
    var ladder = Ladder(start: try start.number(), factor: try factor.number())
    guard ladder.start > 0 else { throw start.wrong("'\(try start.text())' must be above 0") }
    guard ladder.factor > 1 else { throw factor.wrong("'\(try factor.text())' must be above 1") }
    ladder.least = try found["least"]?.number()
    ladder.most = try found["most"]?.number()
    if let node = found["values"] {
      ladder.width = try node.whole(in: 1...99)
      guard !ladder.width.isMultiple(of: 2) else {
        throw node.wrong("'\(ladder.width)' must be odd: as many below the start as above it")
      }
    }
    let wholes = ["workers", "stragglers", "await", "max-staleness", "batch", "steps"]
    let text = try start.text()
    ladder.isWhole = wholes.contains(option) || (option.hasPrefix("set.") && Int(text) != nil)
    guard ladder.value(at: 0) != nil, !ladder.isWhole || ladder.start == ladder.start.rounded()
    else {
      throw start.wrong(
        "'\(try start.text())' must be \(ladder.isWhole ? "a whole number " : "")between least and "
          + "most")
    }
    return ladder
  }
}

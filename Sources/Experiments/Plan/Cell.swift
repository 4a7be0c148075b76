public import Runs
public import Settings

/// One combination of a plan's axes with a scheme.
public struct Cell: Sendable {
  /// What stands in tables for an axis that makes no difference to the scheme.
  public static let any = "any"

  /// The name of the entry of each axis, or `any`.
  public let coordinates: [String]
  /// The name of the scheme's entry.
  public let scheme: String
  /// All options but those that are tuned, and the seed.
  public let options: OptionList
  /// In the order of the plan.
  public var targets: [Target]
  /// What is tuned; empty where nothing is, or all of it is ignored.
  public let dials: [Dial]
  /// What is measured whatever tuning says; nil where the plan tunes and names nothing.
  public let common: OptionList?
  /// What tuning looks at.
  public var tuningTarget: Target?

  /// `delay=exponential scheme=frc`.
  public func label(in plan: Plan) -> String {
    let axes = zip(plan.axes, coordinates).map { "\($0.name)=\($1)" }
    return (axes + ["scheme=\(scheme)"]).joined(separator: " ")
  }

  /// Whether two cells differ in nothing but the scheme, as far as it makes a difference to them.
  public func isComparable(to other: Cell) -> Bool {
    zip(coordinates, other.coordinates).allSatisfy { $0 == $1 || $0 == Self.any || $1 == Self.any }
  }
}

extension Plan {
  /// All combinations but the excluded ones, in the order of axes and schemes.
  /// - Throws: where an exclusion matches nothing, or tuning lacks something.
  public func cells() throws(ConfigurationError) -> [Cell] {
    let size = size.combinations
    guard size <= Plan.mostCombinations else {
      throw ConfigurationError(
        "\(path): axes and schemes make \(size) combinations, and \(Plan.mostCombinations) are taken; "
          + "make several plans of it")
    }
    var combinations: [[Entry]] = [[]]
    for axis in axes {
      combinations = combinations.flatMap { combination in axis.entries.map { combination + [$0] } }
    }
    var cells: [Cell] = []
    var known: Set<[String]> = []
    var used = Array(repeating: false, count: exclusions.count)
    for combination in combinations {
      for scheme in schemes {
        if let rule = exclusions.firstIndex(where: { excludes($0, combination, scheme) }) {
          used[rule] = true
          continue
        }
        let cell = try cell(combination, scheme)
        // A scheme that ignores an axis is the same combination again.
        if known.insert(cell.coordinates + [cell.scheme]).inserted { cells.append(cell) }
      }
    }
    if let useless = used.firstIndex(of: false) {
      throw ConfigurationError(
        "\(path), line \(exclusions[useless].line): exclude: matches no combination that an earlier "
          + "rule leaves; take it out")
    }
    guard !cells.isEmpty else { throw ConfigurationError("\(path): all combinations are excluded") }
    return cells
  }

  private func excludes(_ rule: Exclusion, _ combination: [Entry], _ scheme: Entry) -> Bool {
    rule.entries.allSatisfy { axis, names in
      if axis == "scheme" { return names.contains(scheme.name) }
      guard let i = axes.firstIndex(where: { $0.name == axis }) else { return false }
      return names.contains(combination[i].name)
    }
  }

  private func cell(_ combination: [Entry], _ scheme: Entry) throws(ConfigurationError) -> Cell {
    var options = base
    var goals = targets
    var rule = tuning
    var coordinates: [String] = []
    for (axis, entry) in zip(axes, combination) {
      guard !scheme.ignores.contains(axis.name) else {
        coordinates.append(Cell.any)
        continue
      }
      coordinates.append(entry.name)
      options = options.adding(entry.options)
      goals = entry.targets ?? goals
      rule = rule?.changed(by: entry.tuning)
    }
    options = options.adding(scheme.options)
    goals = scheme.targets ?? goals
    rule = rule?.changed(by: scheme.tuning)
    if let rule, rule.dials.isEmpty {
      throw ConfigurationError(
        "\(path): tuning: has no grid; write grid: {step-size: [0.1, 1]} or tune: {step-size: "
          + "{start: 0.1, factor: 2}}, or take tuning out")
    }

    var common: OptionList? = rule == nil ? OptionList() : nil
    if let rule, !rule.common.items.isEmpty {
      var kept = OptionList()
      for item in rule.common.items where !scheme.ignores.contains(item.name) {
        kept.set(item.name, item.values)
      }
      for dial in rule.dials where !scheme.ignores.contains(dial.option) {
        guard kept[dial.option] != nil else {
          throw ConfigurationError(
            "\(path): tuning: common has no \(dial.option), which is tuned; add it")
        }
      }
      common = kept
    }
    let target = rule?.target ?? goals.first
    if rule != nil, target == nil {
      throw ConfigurationError(
        "\(path): tuning: has no target; write target: train_loss=0.5, or targets for the plan")
    }
    return Cell(
      coordinates: coordinates, scheme: scheme.name, options: options, targets: goals,
      dials: (rule?.dials ?? []).filter { !scheme.ignores.contains($0.option) }, common: common,
      tuningTarget: rule == nil ? nil : target)
  }
}

public import Runs

/// How the free choices of a method are made: the same grid for all, on seeds of their own.
///
/// For each combination and scheme, every candidate of the grid runs on the tuning seeds. The one
/// that most runs reach the target with wins, and among those the one with the least mean time.
public struct TuningRule: Sendable {
  /// What candidates run on; disjoint from the plan's seeds.
  public var seeds: SeedSet
  /// Tuned options with their values; candidates are all combinations.
  public var grid: [Dial]
  /// The choice that is measured for all schemes beside the tuned one; empty for none.
  public var common: OptionList
  /// What a candidate is to reach; nil for the combination's first target.
  public var target: Target?

  /// An option and the values that are tried, in the order in which ties are broken.
  public struct Dial: Hashable, Sendable {
    /// Without the dashes.
    public var option: String
    /// As text.
    public var values: [String]
  }

  /// This rule with what an entry changes.
  func changed(by change: TuningChange) -> TuningRule {
    var rule = self
    for dial in change.grid {
      if let i = rule.grid.firstIndex(where: { $0.option == dial.option }) {
        rule.grid[i] = dial
      } else {
        rule.grid.append(dial)
      }
    }
    rule.common = rule.common.adding(change.common)
    rule.target = change.target ?? rule.target
    return rule
  }

  /// All combinations of the grid but for the options that are ignored.
  func candidates(ignoring ignored: [String]) -> [OptionList] {
    var candidates = [OptionList()]
    for dial in grid where !ignored.contains(dial.option) {
      candidates = candidates.flatMap { candidate in
        dial.values.map { candidate.adding(OptionList([(dial.option, $0)])) }
      }
    }
    return candidates
  }
}

/// What an entry of an axis changes of a plan's tuning.
public struct TuningChange: Sendable {
  /// Dials in place of the plan's for the same options.
  public var grid: [TuningRule.Dial] = []
  /// Common choices in place of the plan's.
  public var common = OptionList()
  /// In place of the plan's.
  public var target: Target?

  /// No change.
  public init() {}
}

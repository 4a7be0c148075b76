public import Runs

/// How the free choices of a method are made: the same for all, on seeds of their own.
///
/// For each combination and scheme, candidates run on the tuning seeds. The one that most runs reach
/// the target with wins, and among those the one with the least mean time.
public struct TuningRule: Sendable {
  /// What candidates run on; disjoint from the plan's seeds.
  public var seeds: SeedSet
  /// Tuned options; the first candidates are all combinations of their first values.
  public var dials: [Dial]
  /// The choice that is measured for all schemes beside the tuned one; empty for none.
  public var common: OptionList
  /// What a candidate is to reach; nil for the combination's first target.
  public var target: Target?
  /// Candidates that every scheme gets, unless it has fewer; nil for as many as it takes to have the
  /// best one inside.
  public var budget: Int?
  /// How often candidates are added beyond an edge before that is given up.
  public var extensions = 8
  /// Lengths of runs: the better half of the candidates runs twice as long, up to the full length.
  public var stages = 1

  /// This rule with what an entry changes.
  func changed(by change: TuningChange) -> TuningRule {
    var rule = self
    for dial in change.dials {
      if let i = rule.dials.firstIndex(where: { $0.option == dial.option }) {
        rule.dials[i] = dial
      } else {
        rule.dials.append(dial)
      }
    }
    rule.common = rule.common.adding(change.common)
    rule.target = change.target ?? rule.target
    return rule
  }
}

/// What an entry of an axis changes of a plan's tuning.
public struct TuningChange: Sendable {
  /// Dials in place of the plan's for the same options.
  public var dials: [Dial] = []
  /// Common choices in place of the plan's.
  public var common = OptionList()
  /// In place of the plan's.
  public var target: Target?

  /// No change.
  public init() {}
}

public import Runs

/// An experiment: which runs there are, and how they are compared.
///
/// The axes multiply, each combination with every scheme, and each of those with every seed.
public struct Plan: Sendable {
  /// Of the results' folder.
  public var name: String
  /// One line for a reader.
  public var summary = ""
  /// The file, as the user wrote it.
  public var path: String
  /// Options of every run.
  public var base = OptionList()
  /// What is varied beside schemes, in the order of the columns of tables.
  public var axes: [Axis] = []
  /// What is compared.
  public var schemes: [Entry] = []
  /// Combinations that are left out on purpose.
  public var exclusions: [Exclusion] = []
  /// What runs are measured on.
  public var seeds = SeedSet(name: "1", seeds: [1])
  /// Losses and metrics whose time is taken.
  public var targets: [Target] = []
  /// How the step size, and more, is chosen; nil where nothing is tuned.
  public var tuning: TuningRule?
  /// Where runs run.
  public var cluster = PlanCluster.virtual
  /// The scheme entry that speed-ups are relative to.
  public var reference: String?
  /// A short run of each scheme with all its tasks recorded; nil for none.
  public var timeline: TimelineRule?
  /// How intervals of means are made.
  public var interval = IntervalMethod.studentT
  /// Columns of `evaluations.csv` that tables show; empty for all.
  public var metrics: [String] = []
  /// Intervals between the points of an aggregated curve.
  public var curvePoints = 40

  /// An empty plan.
  public init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// More combinations are a mistake: none of them would ever be done.
  static let mostCombinations = 100_000

  /// How many combinations axes and schemes make before any is left out, and how many runs of them
  /// the seeds make; known before anything is worked out.
  public var size: (combinations: Int, runs: Int) {
    func times(_ a: Int, _ b: Int) -> Int {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? Int.max : product
    }
    let combinations = axes.map(\.entries.count).reduce(schemes.count, times)
    return (combinations, times(combinations, seeds.seeds.count))
  }

  /// Something that is varied.
  public struct Axis: Sendable {
    /// A column of tables.
    public var name: String
    /// Its values, at least one.
    public var entries: [Entry]
  }

  /// One value of an axis, or a scheme: a name for options.
  public struct Entry: Sendable {
    /// In tables; unique in its axis.
    public var name: String
    /// What it sets.
    public var options = OptionList()
    /// Of a scheme: the axes and tuned options that make no difference to it.
    ///
    /// One run serves all of them.
    public var ignores: [String] = []
    /// In place of the plan's targets.
    public var targets: [Target]?
    /// What it changes of the plan's tuning.
    public var tuning = TuningChange()
  }

  /// A rule for combinations: for some axes (or `scheme`) the names of entries.
  public struct Exclusion: Sendable {
    /// Axis and the entries it means.
    public var entries: [(axis: String, names: [String])]
    /// In the plan's file.
    public var line: Int
  }

  /// The recorded runs: how many steps, on which seed, and where.
  public struct TimelineRule: Sendable {
    /// Of each run.
    public var steps: Int
    /// Of each run.
    public var seed: UInt64
    /// The combinations that it is for: axis and entry.
    public var place: [(axis: String, name: String)]
  }
}

/// Where runs run.
public enum PlanCluster: Hashable, Sendable {
  /// In virtual time, one process each, several at a time.
  case virtual
  /// On MPI, one at a time, by a command with `{ranks}` and `{command}` in it.
  case mpi(template: String)
}

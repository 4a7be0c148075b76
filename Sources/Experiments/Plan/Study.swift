import Console
public import Runs
import Settings

/// A plan with every combination found possible and every run named.
public struct Study: Sendable {
  /// What was asked.
  public let plan: Plan
  /// The cells, in the order of the plan.
  public let cells: [ResolvedCell]
  private let resolver: SharedResolver
  let memory = ScoreMemory()

  /// A cell with what may be measured in it.
  public struct ResolvedCell: Sendable {
    /// Where it stands in the plan.
    public let cell: Cell
    /// What tuning begins with; empty where nothing is tuned.
    public let candidates: [Choice]
    /// What is measured in any case.
    public let common: Choice?
  }

  /// A setting of the tuned options, with the configuration that it comes to, for any seed.
  public struct Choice: Sendable {
    /// The tuned options.
    public let options: OptionList
    /// With scheme, model and late work resolved.
    public let configuration: RunConfiguration
    /// The program that runs it, and the data it reads.
    public let provenance: Provenance
    /// Whether another seed has other delays.
    public let delaysDependOnSeed: Bool
  }

  /// Checks all combinations of a plan, without running anything.
  /// - Parameters:
  ///   - program: The digest of the `pgc-train` that does the runs; without it no run that some
  ///     program did is found.
  ///   - bestLosses: What relative targets are relative to, as far as it is known.
  /// - Throws: `PlanErrors`, a line for each combination that is impossible.
  public init(_ plan: Plan, program: String = "", bestLosses: BestLossStore? = nil)
    throws(PlanErrors)
  {
    self.plan = plan
    let resolver = SharedResolver(plan, program: program)
    self.resolver = resolver
    var resolved: [ResolvedCell] = []
    var errors = PlanErrors()
    // Candidates that tuning begins with.
    var most = 0
    do throws(ConfigurationError) {
      for cell in try plan.cells() {
        func choice(_ options: OptionList, mustBe: Bool = true) -> Choice? {
          switch resolver.choice(cell, options, in: plan) {
          case .success(let choice): return choice
          case .failure(let error):
            let tuned = options.items.isEmpty ? "" : " " + options.text
            if mustBe { errors.add(error.description, at: cell.label(in: plan) + tuned) }
            return nil
          }
        }
        let space = TuningSpace(dials: cell.dials)
        let first = cell.tuningTarget == nil ? [] : space.first
        let candidates = first.compactMap { place in
          space.options(place).flatMap { choice($0, mustBe: space.isNamed(place)) }
        }
        most = max(most, candidates.count)
        let common = cell.common.flatMap { choice($0) }
        var known = cell
        if let bestLosses, let one = common ?? candidates.first {
          known.take(bestLosses.known(one), of: one)
        }
        resolved.append(ResolvedCell(cell: known, candidates: candidates, common: common))
      }
    } catch { errors.add(error.description) }
    if let budget = plan.tuning?.budget, budget < most, errors.lines.isEmpty {
      errors.add(
        "\(plan.path): tuning: budget \(budget) is less than the \(most) candidates that a scheme "
          + "begins with; raise it, or give fewer values")
    }
    for metric in plan.metrics
    where metric != Target.objective && !resolver.metrics.contains(metric) && errors.lines.isEmpty {
      errors.add("\(plan.path): \(unknownName("metrics", metric, among: resolver.metrics))")
    }
    guard errors.lines.isEmpty else { throw errors }
    cells = resolved
  }

  /// A setting of the tuned options, with what it comes to; nil where it is impossible.
  func choice(_ cell: Cell, _ options: OptionList) -> Choice? {
    try? resolver.choice(cell, options, in: plan).get()
  }

  /// The run of a choice on a seed.
  func run(_ cell: Cell, _ choice: Choice, seed: UInt64, changing: (inout RunConfiguration) -> Void)
    -> PlannedRun
  {
    var configuration = choice.configuration
    configuration.seed = seed
    changing(&configuration)
    let tuned = choice.options.items.isEmpty ? "" : " " + choice.options.text
    return PlannedRun(
      configuration, cluster: plan.cluster, provenance: choice.provenance,
      label: "\(cell.label(in: plan))\(tuned) seed=\(seed)")
  }

  /// The runs that measure a choice, one a seed.
  public func measuredRuns(_ cell: Cell, _ choice: Choice) -> [PlannedRun] {
    plan.seeds.seeds.map { run(cell, choice, seed: $0) { _ in } }
  }

  /// The short run whose tasks are recorded, if the plan has one for this cell.
  public func timelineRun(_ cell: Cell, _ choice: Choice) -> PlannedRun? {
    guard let rule = plan.timeline else { return nil }
    for (axis, name) in rule.place {
      if axis == "scheme" {
        guard cell.scheme == name else { return nil }
      } else if let i = plan.axes.firstIndex(where: { $0.name == axis }) {
        guard [name, Cell.any].contains(cell.coordinates[i]) else { return nil }
      }
    }
    return run(cell, choice, seed: rule.seed) { configuration in
      configuration.steps = rule.steps
      configuration.evaluateEvery = 0
      configuration.until = nil
      configuration.time = nil
      configuration.recordTasks = true
    }
  }

  /// The delays that are the same for every seed: what depends on them alone has no spread that an
  /// interval could tell of.
  public var delaysOfNoSeed: [String] {
    var delays: [String] = []
    for choice in cells.flatMap({ $0.candidates + [$0.common].compactMap { $0 } })
    where !choice.delaysDependOnSeed && !delays.contains(choice.configuration.delay) {
      delays.append(choice.configuration.delay)
    }
    return delays
  }

  /// A line on delays that are the same for every seed; nil where there are none.
  public var noteOnDelays: String? {
    let delays = delaysOfNoSeed
    guard !delays.isEmpty else { return nil }
    return "note: delays are the same for every seed with \(delays.joined(separator: ", ")); times "
      + "differ between seeds by data, start and code alone, and have no interval where they do not"
  }

  /// All runs that are known before tuning has chosen.
  public var firstRuns: [PlannedRun] {
    cells.flatMap { resolved in
      let cell = resolved.cell
      return resolved.candidates.flatMap { tuningRuns(cell, $0, stage: 0) }
        + (resolved.common.map { choice in
          measuredRuns(cell, choice) + [timelineRun(cell, choice)].compactMap { $0 }
        } ?? [])
    }
  }
}

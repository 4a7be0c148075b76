import Runs
import Settings

/// Checks that the names which parts of a plan use for each other exist.
enum NameCheck {
  static func check(_ plan: Plan, at found: [String: PlanNode]) throws(ConfigurationError) {
    let axes = plan.axes.map(\.name)
    for axis in plan.axes { try check(axis, at: found["axes"]) }
    for scheme in plan.schemes { try spaceless(scheme.name, at: found["schemes"]) }
    let dials = plan.tuning?.dials.map(\.option) ?? []
    for scheme in plan.schemes {
      for name in scheme.ignores where !axes.contains(name) && !dials.contains(name) {
        throw wrong(
          found["schemes"], unknownName("\(scheme.name): ignores", name, among: axes + dials))
      }
    }
    for rule in plan.exclusions {
      for (axis, names) in rule.entries {
        for name in names { try entry(name, of: axis, in: plan, at: found["exclude"]) }
      }
    }
    for (axis, name) in plan.timeline?.place ?? [] {
      try entry(name, of: axis, in: plan, at: found["timeline"])
    }
    if let reference = plan.reference {
      try entry(reference, of: "scheme", in: plan, at: found["reference"])
    }
    if let tuning = plan.tuning {
      let shared = Set(tuning.seeds.seeds).intersection(plan.seeds.seeds)
      guard shared.isEmpty else {
        throw wrong(
          found["tuning"],
          "seed \(shared.min() ?? 0) is measured too; tune on other seeds than are measured")
      }
    }
  }

  /// Columns of tables beside those of axes; an axis of the same name could not be told from them.
  ///
  /// `blocks`, of `timeline.csv`, is not one of them: that option is varied too often.
  static let columns: Set<String> = [
    "scheme", "variant", "seed", "seeds", "late_work_used", "stragglers_used", "step_size_used",
    "options", "outcome", "steps", "time", "evaluated", "cancelled", "run", "runs", "quantity",
    "target", "n", "mean", "sd", "median", "low", "high", "method", "share_reached", "axis", "x",
    "metric", "share_of_budget", "reference", "pairs", "unavailable", "both", "only_scheme",
    "only_reference", "neither", "geometric_mean", "wins", "candidate", "reached", "diverged",
    "failed", "missing", "mean_time_to", "mean_final", "chosen", "at_edge",
    "censored", "median_low", "median_high", "stage", "candidates", "grid", "p05", "p25", "p50",
    "p75", "p95", "p99", "max", "from", "below", "share", "staleness_max", "worker", "version",
    "began", "ended", "step", "closed", "command", "reason", "rank", "schemes", "best_other",
    "ahead", "timed_workers", "fastest", "slowest", "mean_task", "wait_for_all", "sweep",
    "most_ahead", "exact_steps", "exact_seconds", "least_seconds", "order_unlike", "order_alike",
  ]

  private static func check(_ axis: Plan.Axis, at node: PlanNode?) throws(ConfigurationError) {
    let name = axis.name
    try spaceless(name, at: node)
    // Of `runs.csv`: final_METRIC, and time_to:TARGET and the like.
    guard !columns.contains(name), !name.hasPrefix("final_"), !name.contains(":") else {
      let entries =
        RunOption.namesOfPlans.contains(name)
        ? " and give entries {name: …, \(name): …}" : ""
      throw wrong(
        node,
        "'\(name)' cannot be an axis: tables have such a column; name the axis otherwise\(entries)"
      )
    }
    guard !axis.entries.contains(where: { $0.name == Cell.any }) else {
      throw wrong(
        node,
        "\(name): '\(Cell.any)' is what tables say of an axis that is ignored; name the entry "
          + "otherwise")
    }
  }

  /// Lists of names in tables have spaces between them.
  private static func spaceless(_ name: String, at node: PlanNode?) throws(ConfigurationError) {
    guard !name.contains(where: \.isWhitespace) else {
      throw wrong(node, "'\(name)' has a space in it; write a hyphen in its place")
    }
  }

  private static func entry(_ name: String, of axis: String, in plan: Plan, at node: PlanNode?)
    throws(ConfigurationError)
  {
    let entries =
      axis == "scheme" ? plan.schemes : plan.axes.first { $0.name == axis }?.entries
    guard let entries else {
      throw wrong(node, unknownName("axis", axis, among: plan.axes.map(\.name) + ["scheme"]))
    }
    guard entries.contains(where: { $0.name == name }) else {
      throw wrong(node, unknownName(axis, name, among: entries.map(\.name)))
    }
  }

  private static func wrong(_ node: PlanNode?, _ problem: String) -> ConfigurationError {
    node?.wrong(problem) ?? ConfigurationError(problem)
  }
}

import Settings

/// Checks that the names which parts of a plan use for each other exist.
enum NameCheck {
  static func check(_ plan: Plan, at found: [String: PlanNode]) throws(ConfigurationError) {
    let axes = plan.axes.map(\.name)
    for reserved in ["scheme", "variant", "seed"] where axes.contains(reserved) {
      throw wrong(found["axes"], "'\(reserved)' cannot be an axis: tables have such a column")
    }
    let dials = plan.tuning?.grid.map(\.option) ?? []
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

import Console
import Runs

extension Tables {
  /// What the other tables are tables of: a row for each key.
  static func about(_ results: Results) -> CSVTable {
    let plan = results.study.plan
    var table = CSVTable("about", ["key", "value"])
    func list(_ set: SeedSet?) -> String {
      (set?.seeds ?? []).map(String.init).joined(separator: " ")
    }
    let clock = plan.cluster == .virtual ? "virtual" : "wall"
    for (key, value) in [
      ("name", plan.name), ("description", plan.summary), ("clock", clock),
      ("seeds", list(plan.seeds)), ("tuning_seeds", list(plan.tuning?.seeds)),
      ("targets", plan.targets.map(\.description).joined(separator: " ")),
      ("plan", plan.path), ("reference", plan.reference ?? ""),
      ("interval", plan.interval.rawValue),
      ("axes", plan.axes.map(\.name).joined(separator: " ")),
      ("schemes", plan.schemes.map(\.name).joined(separator: " ")),
      ("base", plan.base.text), ("version", PGCVersion.current),
    ] { table.add([key, value]) }
    return table
  }
}

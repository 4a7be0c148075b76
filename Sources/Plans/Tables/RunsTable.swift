import Experiments

extension Tables {
  /// One row a plan: what the other tables are tables of.
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
      ("reference", plan.reference ?? ""), ("interval", plan.interval.rawValue),
      ("axes", plan.axes.map(\.name).joined(separator: " ")),
      ("schemes", plan.schemes.map(\.name).joined(separator: " ")),
      ("version", PGCVersion.current),
    ] { table.add([key, value]) }
    return table
  }

  /// One row a run, of tuning and of measurement.
  static func runs(_ results: Results) throws(RunError) -> CSVTable {
    let metrics = results.metricNames
    var targets: [Target] = []
    for cell in results.study.cells {
      for target in cell.cell.targets + [cell.cell.tuningTarget].compactMap({ $0 })
      where !targets.contains(target) { targets.append(target) }
    }
    var table = CSVTable(
      "runs",
      results.keyColumns + Line.settingColumns
        + ["role", "seed", "outcome", "steps", "time", "evaluated", "cancelled"]
        + metrics.map { "final_\($0)" }
        + targets.flatMap { target in
          ["reached", "time_to", "steps_to", "evaluations_to"].map { "\($0):\(target)" }
        } + ["run"])

    func row(
      _ key: [String], _ role: String, _ run: PlannedRun, _ state: RunStore.State,
      _ result: RunResult?, of cell: Cell
    ) {
      let outcome =
        switch state {
        case .done: result?.diverged == true ? "diverged" : "done"
        case .failed: "failed"
        case .missing: "missing"
        }
      let last = result?.steps.last
      var fields = key + Line.settings(run.configuration)
      fields += [role, "\(run.configuration.seed)", outcome]
      fields += [
        result.map { Double($0.steps.count) }, last?.time, last?.evaluated, last?.cancelled,
      ].map(CSVTable.number)
      fields += metrics.map { CSVTable.number(result?.curve[$0]?.last) }
      for target in targets {
        let isAsked =
          (role == "tuning" ? [] : cell.targets).contains(target)
          || (role == "tuning" && cell.tuningTarget == target)
        guard let result, isAsked else {
          fields += ["", "", "", ""]
          continue
        }
        let crossing = Crossing(of: target, in: result)
        fields +=
          [crossing == nil ? "no" : "yes"]
          + Curve.Axis.allCases.map { CSVTable.number(crossing?.cost($0)) }
      }
      table.add(fields + ["\(run.key)"])
    }

    for (combination, _) in results.tunings {
      let cell = combination.cell
      for candidate in combination.candidates {
        for run in results.study.tuningRuns(cell, candidate) {
          let state = results.store.state(run)
          let result: RunResult? = state == .done ? try results.store.result(run) : nil
          row(
            cell.coordinates + [cell.scheme, candidate.options.text], "tuning", run, state, result,
            of: cell)
        }
      }
    }
    for line in results.lines {
      for run in line.runs {
        row(line.key, "measured", run.run, run.state, run.result, of: line.cell)
      }
    }
    return table
  }
}

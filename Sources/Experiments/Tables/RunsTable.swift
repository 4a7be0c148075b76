import Console
import Runs

extension Tables {
  /// One row a run: those of tuning, whose variant is `tuning`, and then those that are measured.
  static func runs(_ results: Results) throws(RunError) -> CSVTable {
    let form = RunRow(results)
    var table = CSVTable("runs", form.columns)
    for (resolved, tuning) in results.tunings {
      let cell = resolved.cell
      for (choice, run) in results.tuningRuns(resolved, tuning) {
        let state = results.store.state(run)
        let result: RunResult? = state == .done ? try results.store.result(run) : nil
        table.add(
          cell.coordinates + [cell.scheme, "tuning"]
            // Tuning ends at its own target and tells nothing of others.
            + form.fields(
              MeasuredRun(run: run, state: state, result: result), choice,
              targets: [cell.tuningTarget].compactMap { $0 }))
      }
    }
    for line in results.lines {
      for run in line.runs {
        table.add(line.key + form.fields(run, line.choice, targets: line.cell.targets))
      }
    }
    return table
  }
}

/// What `runs.csv` says of a run.
private struct RunRow {
  let columns: [String]
  private let metrics: [String]
  private let targets: [Target]

  init(_ results: Results) {
    metrics = results.metricNames
    var targets: [Target] = []
    for cell in results.study.cells.map(\.cell) {
      for target in cell.targets + [cell.tuningTarget].compactMap({ $0 })
      where !targets.contains(target) { targets.append(target) }
    }
    self.targets = targets
    columns =
      results.keyColumns + Line.settingColumns
      + ["options", "seed", "outcome", "steps", "time", "evaluated", "cancelled"]
      + metrics.map { "final_\($0)" }
      + targets.flatMap { target in
        ["reached", "time_to", "steps_to", "evaluations_to"].map { "\($0):\(target)" }
      } + ["run"]
  }

  /// All fields but the key.
  func fields(_ measured: MeasuredRun, _ choice: Study.Choice, targets asked: [Target]) -> [String]
  {
    let result = measured.result
    let outcome =
      switch measured.state {
      case .done: result?.diverged == true ? "diverged" : "done"
      case .failed: "failed"
      case .missing: "missing"
      }
    let last = result?.steps.last
    var fields = Line.settings(choice.configuration)
    fields += [choice.options.text, "\(measured.run.configuration.seed)", outcome]
    fields += [
      result.map { Double($0.steps.count) }, last?.time, last?.evaluated, last?.cancelled,
    ].map(CSVTable.number)
    fields += metrics.map { CSVTable.number(result?.curve[$0]?.last) }
    for target in targets {
      guard let result, asked.contains(target) else {
        fields += ["", "", "", ""]
        continue
      }
      let crossing = Crossing(of: target, in: result)
      fields += [crossing == nil ? "no" : "yes"]
      fields += Curve.Axis.allCases.map { CSVTable.number(crossing?.cost($0)) }
    }
    return fields + ["\(measured.run.key)"]
  }
}

import Console
import Runs

extension Tables {
  /// One row a line and quantity.
  static func summary(_ results: Results) -> CSVTable {
    let method = results.study.plan.interval
    var table = CSVTable(
      "summary",
      results.keyColumns + Line.settingColumns + ["quantity", "target", "runs"]
        + StatisticColumns.names + [
          "method", "share_reached", "censored", "median_low", "median_high",
        ])
    for line in results.lines {
      let all = line.results
      func row(
        _ quantity: String, _ values: [Double], target: Target? = nil, median: Double? = nil,
        share: Double? = nil, isCost: Bool = false
      ) {
        // A run without the value is later than all others; of metrics every run has one.
        let all = values + Array(repeating: .infinity, count: line.runs.count - values.count)
        let between = isCost ? Statistics.intervalOfMedian(all) : nil
        table.add(
          line.key + line.settings
            + [quantity, target?.description ?? "", "\(line.runs.count)"]
            + StatisticColumns.estimated(values, median: median, method, isCost: isCost)
            + [
              CSVTable.number(share),
              share == nil ? "" : "\(line.runs.count - values.count)",
            ] + [between?.low, between?.high].map(CSVTable.number))
      }
      let stepped = all.filter { !$0.steps.isEmpty }
      func mean(_ value: (RunResult.Step) -> Double) -> [Double] {
        stepped.map { run in run.steps.reduce(0) { $0 + value($1) } / Double(run.steps.count) }
      }
      row("seconds_per_step", stepped.map(\.secondsPerStep), isCost: true)
      if let reference = results.reference(of: line) {
        // Over the reference's on the same seed, which has the same delays.
        row(
          "seconds_per_step_ratio",
          zip(line.runs, reference.runs).compactMap { run, other in
            guard let a = run.result, let b = other.result, !a.steps.isEmpty, !b.steps.isEmpty
            else { return nil }
            return a.secondsPerStep / b.secondsPerStep
          }, isCost: true)
      }
      row("recovery", mean(\.recovery))
      row("staleness", mean(\.meanStaleness))
      row(
        "evaluated_per_step",
        stepped.map { ($0.steps.last?.evaluated ?? 0) / Double($0.steps.count) })
      row(
        "cancelled_per_step",
        stepped.map { ($0.steps.last?.cancelled ?? 0) / Double($0.steps.count) })
      // The last finite loss of a run that diverged is not where it ended.
      let whole = all.filter { !$0.diverged }
      for name in results.metrics(of: all.first) {
        row("final_\(name)", whole.compactMap { $0.curve[name]?.last }.filter(\.isFinite))
      }
      for target in line.cell.targets {
        // A run that failed has not reached it either.
        let crossings = line.runs.map { $0.result.flatMap { Crossing(of: target, in: $0) } }
        func costs(_ name: String, _ cost: (Crossing) -> Double) {
          let costs = CostsToTarget(crossings.map { $0.map(cost) })
          row(
            name, costs.reached, target: target, median: costs.median, share: costs.share,
            isCost: true)
        }
        costs("time_to") { $0.time }
        costs("steps_to") { $0.steps }
        costs("evaluations_to") { $0.evaluated }
        costs("cancelled_to") { $0.cancelled }
      }
    }
    return table
  }
}

extension RunResult {
  /// Mean seconds from the closing of a step to that of the next, the first from the run's begin.
  fileprivate var secondsPerStep: Double { (steps.last?.time ?? 0) / Double(steps.count) }
}

extension Results {
  /// The reference's line beside another one: the same combination and variant.
  ///
  /// Nil where there are several, since the line ignores an axis that the reference does not.
  fileprivate func reference(of line: Line) -> Line? {
    let beside = lines.filter {
      $0.cell.scheme == study.plan.reference && $0.variant == line.variant
        && line.cell.isComparable(to: $0.cell)
    }
    return beside.count == 1 ? beside[0] : nil
  }
}

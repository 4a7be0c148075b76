import Console
import Runs

/// Tables of steps, pooled over the runs of a line.
extension Tables {
  /// Quantiles of the seconds that a step waited.
  static func stepTimes(_ results: Results) -> CSVTable {
    let shares: [(name: String, share: Double)] = [
      ("p05", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95), ("p99", 0.99),
      ("max", 1),
    ]
    var table = CSVTable(
      "step_times", results.keyColumns + ["steps", "mean"] + shares.map(\.name))
    for line in results.lines {
      let times = StepTimes(line.results.flatMap { $0.steps.map(\.waited) })
      let count = line.results.reduce(0) { $0 + $1.steps.count }
      guard count > 0 else { continue }
      table.add(
        line.key + ["\(count)", CSVTable.number(times.mean)]
          + shares.map { CSVTable.number(times.quantile($0.share)) })
    }
    return table
  }

  /// How often which share of the samples was in the estimate: twenty bins, and exactly all.
  static func recovery(_ results: Results) -> CSVTable {
    var table = CSVTable("recovery", results.keyColumns + ["from", "below", "steps", "share"])
    for line in results.lines {
      let steps = line.results.flatMap(\.steps)
      var counts = Array(repeating: 0, count: 21)
      for step in steps { counts[step.recovery >= 1 ? 20 : Int(step.recovery * 20)] += 1 }
      for (bin, count) in counts.enumerated() where count > 0 {
        table.add(
          line.key
            + [
              CSVTable.number(Double(bin) / 20),
              bin == 20 ? "" : CSVTable.number(Double(bin + 1) / 20), "\(count)",
              CSVTable.number(Double(count) / Double(steps.count)),
            ])
      }
    }
    return table
  }

  /// How often the oldest gradient in the estimate was how many steps old.
  static func staleness(_ results: Results) -> CSVTable {
    var table = CSVTable("staleness", results.keyColumns + ["staleness_max", "steps", "share"])
    for line in results.lines {
      let steps = line.results.flatMap(\.steps)
      var counts: [Int: Int] = [:]
      for step in steps { counts[step.maxStaleness, default: 0] += 1 }
      for (age, count) in counts.sorted(by: { $0.key < $1.key }) {
        table.add(
          line.key
            + ["\(age)", "\(count)", CSVTable.number(Double(count) / Double(steps.count))])
      }
    }
    return table
  }
}

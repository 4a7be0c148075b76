import Console
import Runs

extension Tables {
  /// What every candidate came to, and which was chosen.
  static func tuning(_ results: Results) -> CSVTable {
    var table = CSVTable(
      "tuning",
      results.study.plan.axes.map(\.name)
        + [
          "scheme", "candidate", "late_work_used", "target", "seeds", "runs", "reached", "diverged",
          "failed", "missing", "mean_time_to", "mean_final", "chosen", "at_edge",
        ])
    for (resolved, tuning) in results.tunings {
      let cell = resolved.cell
      for (i, score) in tuning.scores.enumerated() {
        let counts = [score.runs, score.reached, score.diverged, score.failed, score.missing]
        table.add(
          cell.coordinates
            + [
              cell.scheme, resolved.candidates[i].options.text,
              resolved.candidates[i].configuration.lateWork ?? "",
              cell.tuningTarget?.description ?? "",
              results.study.plan.tuning?.seeds.name ?? "",
            ] + counts.map(String.init)
            + [CSVTable.number(score.meanTime), CSVTable.number(score.finalMetric)]
            + [tuning.chosen == i ? "yes" : "no", resolved.isAtEdge(i) ? "yes" : "no"])
      }
    }
    return table
  }
}

extension Study.ResolvedCell {
  /// Whether a candidate has the least or greatest value of an option that is tuned, or the first or
  /// last one where not all are numbers: where such a one is chosen, a wider grid might have a better
  /// one.
  public func isAtEdge(_ candidate: Int) -> Bool {
    candidates[candidate].options.items.contains { item in
      let values = candidates.compactMap { $0.options[item.name] }
      guard Set(values).count > 1 else { return false }
      func number(_ values: [String]) -> Double? {
        values.count == 1 ? Double(values[0]).flatMap { $0.isFinite ? $0 : nil } : nil
      }
      let numbers = values.compactMap(number)
      guard numbers.count == values.count, let mine = number(item.values) else {
        return item.values == values.first || item.values == values.last
      }
      return mine == numbers.min() || mine == numbers.max()
    }
  }
}

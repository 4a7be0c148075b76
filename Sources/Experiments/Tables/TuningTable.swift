import Console
import Runs

extension Tables {
  /// What every candidate came to in the last stage that it ran in, which was chosen, and whether the
  /// grid that it was chosen from goes on.
  static func tuning(_ results: Results) -> CSVTable {
    var table = CSVTable(
      "tuning",
      results.study.plan.axes.map(\.name)
        + [
          "scheme", "candidate", "late_work_used", "target", "seeds", "stage", "runs", "reached",
          "diverged", "failed", "missing", "mean_time_to", "mean_final", "chosen", "at_edge",
          "grid", "candidates",
        ])
    let stages = results.study.plan.tuning?.stages ?? 1
    for (resolved, tuning) in results.tunings {
      let cell = resolved.cell
      for (i, candidate) in tuning.candidates.enumerated() {
        let score = candidate.score
        let counts = [score.runs, score.reached, score.diverged, score.failed, score.missing]
        let isChosen = tuning.chosen == i
        table.add(
          cell.coordinates
            + [
              cell.scheme, candidate.choice.options.text,
              candidate.choice.configuration.lateWork ?? "",
              cell.tuningTarget?.description ?? "",
              results.study.plan.tuning?.seeds.name ?? "", "\(candidate.stage + 1)/\(stages)",
            ] + counts.map(String.init)
            + [CSVTable.number(score.meanTime), CSVTable.number(score.finalMetric)]
            + [
              isChosen ? "yes" : "no",
              candidate.isAtEdge || (isChosen && tuning.isAtEdge) ? "yes" : "no",
              isChosen ? tuning.end?.description ?? "" : "", "\(tuning.candidates.count)",
            ])
      }
    }
    return table
  }
}

extension Tuning {
  /// Whether a wider grid might have a better one than was chosen.
  public var isAtEdge: Bool {
    if case .edge? = end { return true }
    return false
  }
}

import Console
import Runs

extension Tables {
  /// What relative targets are relative to: a row for each problem.
  static func bestLosses(_ results: Results) -> CSVTable {
    var table = CSVTable(
      "best_losses",
      [
        "dataset", "samples", "model", "l2", "start", "best", "gap_at_most", "gradient_norm",
        "evaluations",
      ])
    for choice in results.study.problems {
      let best = results.store.bestLosses.known(choice)
      let configuration = choice.configuration
      table.add(
        [
          configuration.dataset, "\(configuration.samples)", configuration.model ?? "",
          "\(configuration.l2)",
        ]
          + [best?.start, best?.value].map { $0.map { "\($0)" } ?? "" }
          + [best?.gap, best?.gradientNorm].map(CSVTable.number)
          + [best.map { "\($0.evaluations)" } ?? ""])
    }
    return table
  }
}

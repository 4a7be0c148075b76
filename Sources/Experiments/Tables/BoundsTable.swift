import Clusters
import Console
import Glibc
import Runs

extension Tables {
  /// Anchors to hold measured seconds against, of each combination in which `uncoded` was run.
  ///
  /// `exact_steps` are the median steps of wait-for-all to a target, with its own step size. With them:
  /// no method that evaluates whole blocks at their workers and needs as many sweeps is faster than
  /// `least_seconds`, where nobody ever pauses; `order_unlike` and `order_alike` are the theory's orders for
  /// gradients without noise, whose constants are not known: the slowest worker's seconds a step where
  /// blocks are unlike, the fastest one's where they are alike.
  static func bounds(_ results: Results) throws(RunError) -> CSVTable {
    var table = CSVTable(
      "bounds",
      results.keyColumns + [
        "timed_workers", "fastest", "slowest", "mean_task", "wait_for_all", "sweep", "most_ahead",
        "target",
        "exact_steps", "exact_seconds", "least_seconds", "order_unlike", "order_alike",
      ])
    for line in results.lines where line.choice.configuration.scheme == "uncoded" {
      var journals: [[JournalRow]] = []
      for measured in line.runs where measured.state == .done {
        let file = results.store.folder(measured.run) + "/arrivals.csv"
        if access(file, F_OK) == 0 { journals.append(try ArrivalsFile.read(file)) }
      }
      let times = TaskSeconds(journals)
      guard let fastest = times.means.first, let slowest = times.means.last else { continue }
      let mean = times.means.reduce(0, +) / Double(times.means.count)
      let head =
        line.key + ["\(times.means.count)"]
        + [fastest, slowest, mean, times.longest, times.sweep, times.longest / times.sweep].map(
          CSVTable.number)
      for target in line.cell.targets {
        let crossings = line.runs.map { $0.result.flatMap { Crossing(of: target, in: $0) } }
        let steps = CostsToTarget(crossings.map { $0?.steps }).median
        let seconds = CostsToTarget(crossings.map { $0?.time }).median
        table.add(
          head + [target.description]
            + [steps, seconds, steps * times.sweep, steps * slowest, steps * fastest].map(
              CSVTable.number))
      }
    }
    return table
  }
}

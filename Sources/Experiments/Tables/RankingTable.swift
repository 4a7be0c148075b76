import Console
import Runs

extension Tables {
  /// Each scheme beside the best other one: who is first to a target, and by how much.
  static func ranking(_ results: Results) -> CSVTable {
    var table = CSVTable(
      "ranking",
      results.keyColumns + ["target", "rank", "schemes", "median", "best_other", "ahead"])
    for (coordinates, target) in results.races {
      let cells = Cell.combined(coordinates)
      let runners = results.lines.filter {
        $0.variant != .common && $0.cell.targets.contains(target)
          && cells($0.cell.coordinates)
      }.map { ($0, $0.median(to: target)) }
      for (line, median) in runners {
        let others = runners.filter { $0.0.cell.scheme != line.cell.scheme }
        let best = others.min { $0.1 < $1.1 }
        // Nothing is known of who never gets there but that it is later.
        let ahead = best.flatMap { $0.1.isFinite && median.isFinite ? $0.1 / median : nil }
        table.add(
          coordinates + [
            line.cell.scheme, line.variant.rawValue, target.description,
            "\(1 + others.count { $0.1 < median })", "\(runners.count)",
            CSVTable.number(median.isFinite ? median : nil),
            best.map { $0.1.isFinite ? $0.0.cell.scheme : "" } ?? "",
            CSVTable.number(ahead),
          ])
      }
    }
    return table
  }
}

extension Cell {
  /// Whether coordinates are those given, as far as they make a difference.
  fileprivate static func combined(_ coordinates: [String]) -> ([String]) -> Bool {
    { zip($0, coordinates).allSatisfy { $0 == $1 || $0 == any } }
  }
}

extension Line {
  /// The median time to a target over all runs; infinite where half of them never got there.
  fileprivate func median(to target: Target) -> Double {
    let costs = CostsToTarget(runs.map { $0.result.flatMap { Crossing(of: target, in: $0)?.time } })
    return costs.median.isNaN ? .infinity : costs.median
  }
}

extension Results {
  /// What schemes compete for: every combination of the axes with its targets, in the plan's order.
  fileprivate var races: [(coordinates: [String], target: Target)] {
    var races: [(coordinates: [String], target: Target)] = []
    for line in lines where !line.cell.coordinates.contains(Cell.any) {
      for target in line.cell.targets
      where !races.contains(where: { $0 == (line.cell.coordinates, target) }) {
        races.append((line.cell.coordinates, target))
      }
    }
    return races
  }
}

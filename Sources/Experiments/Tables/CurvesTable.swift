import Console
import Runs

extension Tables {
  /// Aggregated curves: a row for each line, axis, place on it and metric.
  ///
  /// Places go from the first model to where the first of the runs that did not diverge ends, so that
  /// every place has all of them.
  static func curves(_ results: Results) -> CSVTable {
    let plan = results.study.plan
    var table = CSVTable(
      "curves",
      results.keyColumns + ["axis", "x", "metric", "runs"] + StatisticColumns.names
        + ["p25", "p75"])
    for line in results.lines {
      let all = line.results
      for axis in Curve.Axis.allCases {
        guard let end = line.end(on: axis) else { continue }
        for metric in results.metrics(of: all.first) {
          for point in 0...plan.curvePoints {
            // Rounding must not put the last place behind the end, where the shortest run has nothing.
            let x = min(end, end * Double(point) / Double(plan.curvePoints))
            let values = all.compactMap { $0.curve.value(of: metric, at: x, on: axis) }
            table.add(
              line.key + [axis.rawValue, CSVTable.number(x), metric, "\(line.runs.count)"]
                + StatisticColumns.fields(values, plan.interval)
                + [0.25, 0.75].map { CSVTable.number(quantile($0, of: values)) })
          }
        }
      }
    }
    return table
  }

  /// All lines of a combination at the same cost: the largest that all of them reach, and parts of it.
  static func equal(_ results: Results) -> CSVTable {
    let method = results.study.plan.interval
    var table = CSVTable(
      "equal",
      results.keyColumns + ["axis", "share_of_budget", "x", "metric", "runs"]
        + StatisticColumns.names)
    for (coordinates, lines) in results.comparisons {
      for axis in Curve.Axis.allCases {
        guard let budget = lines.compactMap({ $0.end(on: axis) }).min() else { continue }
        for share in [0.25, 0.5, 1] {
          for line in lines {
            let all = line.results
            for metric in results.metrics(of: all.first) {
              let values = all.compactMap {
                $0.curve.value(of: metric, at: budget * share, on: axis)
              }
              table.add(
                line.key(beside: coordinates)
                  + [
                    axis.rawValue, CSVTable.number(share), CSVTable.number(budget * share), metric,
                    "\(line.runs.count)",
                  ] + StatisticColumns.fields(values, method))
            }
          }
        }
      }
    }
    return table
  }
}

extension Results {
  /// Lines that differ in the scheme only, for each combination of axes and variant.
  ///
  /// A line that ignores an axis is in the comparison of each of its entries.
  var comparisons: [(coordinates: [String], lines: [Line])] {
    var comparisons: [(coordinates: [String], lines: [Line])] = []
    var seen: Set<[String]> = []
    for line in lines {
      let coordinates = line.cell.coordinates
      let isCovered = lines.contains { other in
        other.variant == line.variant && other.cell.coordinates != coordinates
          && zip(coordinates, other.cell.coordinates).allSatisfy { $0 == Cell.any || $0 == $1 }
      }
      guard !isCovered, seen.insert(coordinates + [line.variant.rawValue]).inserted else {
        continue
      }
      comparisons.append(
        (
          coordinates,
          lines.filter { $0.variant == line.variant && $0.cell.isComparable(to: line.cell) }
        ))
    }
    return comparisons
  }
}

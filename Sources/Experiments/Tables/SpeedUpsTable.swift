import Console
import Runs

extension Tables {
  /// Each scheme against the reference, paired by seed; empty where the plan names no reference.
  static func speedUps(_ results: Results) -> CSVTable {
    let plan = results.study.plan
    var table = CSVTable(
      "speedups",
      results.keyColumns
        + [
          "reference", "target", "axis", "pairs", "unavailable", "both", "only_scheme",
          "only_reference", "neither", "geometric_mean", "low", "high", "median", "wins", "method",
        ])
    for reference in results.lines where reference.cell.scheme == plan.reference {
      for line in results.lines
      where line.cell.scheme != plan.reference && line.variant == reference.variant
        && line.cell.isComparable(to: reference.cell)
      {
        let coordinates = reference.key(beside: line.cell.coordinates)
        let pairs = zip(reference.runs, line.runs).compactMap { a, b in
          a.result.flatMap { x in b.result.map { (x, $0) } }
        }
        for target in line.cell.targets where reference.cell.targets.contains(target) {
          let crossings = pairs.map { (Crossing(of: target, in: $0), Crossing(of: target, in: $1)) }
          for axis in Curve.Axis.allCases {
            let speedUp = SpeedUp(crossings.map { ($0?.cost(axis), $1?.cost(axis)) })
            let estimate = Estimate(speedUp.ratios, plan.interval, isCost: true)
            table.add(
              line.key(beside: Array(coordinates.prefix(plan.axes.count)))
                + [
                  reference.cell.scheme, target.description, axis.rawValue, "\(speedUp.count)",
                  "\(line.runs.count - pairs.count)", "\(speedUp.ratios.count)",
                  "\(speedUp.onlyScheme)", "\(speedUp.onlyReference)", "\(speedUp.neither)",
                ]
                + [
                  estimate.mean, estimate.interval?.low, estimate.interval?.high, speedUp.median,
                  speedUp.wins,
                ].map(CSVTable.number) + [estimate.method])
          }
        }
      }
    }
    return table
  }
}

import Console
import Runs

/// What a figure shows of a metric: its values, or how far they are above the best known.
struct ShownQuantity: Equatable, Sendable {
  let metric: String
  /// What is taken off; 0 where the values are shown as they are.
  var offset = 0.0

  var falls: Bool { Target.falls(metric) }
  var title: String { offset == 0 ? Name.of(metric) : "loss above the best known" }
  /// For names of files.
  var slug: String { (offset == 0 ? metric : "gap").replacing("_", with: "-") }

  /// The axis of some of its values.
  func axis(_ values: [Double]) -> PlotAxis {
    (offset == 0 ? nil : PlotAxis.gaps(values, title))
      ?? .values(values, title, mayBeLogarithmic: falls)
  }

  /// A column of a row, such as `mean`.
  func value(_ row: CSVTable.Row, _ column: String) -> Double? {
    row.number(column).map { $0 - offset }
  }

  /// The loss, above the best known one where that is stored, and a score.
  static func all(in tables: ResultTables, _ combination: Combination) -> [Self] {
    let metrics = tables.metrics(in: combination)
    let shown = CurveFigure.shown(metrics)
    guard metrics.contains(Target.objective), let best = bestLoss(in: tables, combination) else {
      return shown.map { Self(metric: $0) }
    }
    return [Self(metric: Target.objective, offset: best)]
      + shown.filter { !Target.falls($0) }.map { Self(metric: $0) }
  }

  /// The least loss known of the problem that a combination's runs have; nil where they have several, or
  /// where none is known.
  static func bestLoss(in tables: ResultTables, _ combination: Combination) -> Double? {
    let commands = tables.rows("commands", in: combination).filter { $0["variant"] != "timeline" }
      .map { $0["command"].split(separator: " ").map(String.init) }
    var found: Set<Double> = []
    for words in commands {
      func option(_ name: String) -> String? {
        words.firstIndex(of: "--\(name)").flatMap {
          words.indices.contains($0 + 1) ? words[$0 + 1] : nil
        }
      }
      let rows = tables.bestLosses.filter { row in
        ["dataset", "model", "samples", "l2"].allSatisfy { name in
          guard let said = option(name) else { return true }
          let known = row[name]
          return known.isEmpty || known == said
            || (Double(known) != nil && Double(known) == Double(said))
        }
      }
      // Losses of one problem may stand there twice.
      found.formUnion(rows.compactMap { $0.number("best") })
    }
    return found.count == 1 ? found.first : nil
  }
}

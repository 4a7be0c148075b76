import Console
import Runs

/// The tables of a combination that compare costs.
extension ResultTable {
  /// Speed-ups paired by seed, on all three axes.
  var speedUps: TableView? {
    let rows = tables.rows("speedups", in: combination)
    guard let reference = rows.first?["reference"] else { return nil }
    let axes = ["time", "evaluations", "steps"]
    var view = TableView(
      """
      Speed-up over \(reference), paired by seed: geometric mean of ratios of pairs of which both \
      reached the target, with the \(tables.intervalText) on logarithms. Below 1 is slower. Wins are \
      pairs in which the scheme was there first.
      """,
      [
        "scheme", "step size", "target", "in time", "in block gradients", "in steps",
        "wins in time",
        "only it", "only \(reference)", "neither",
      ], words: 3)
    for line in tables.lines(in: combination) {
      for target in tables.targets(in: combination) {
        let found = rows.filter {
          $0["scheme"] == line.scheme && $0["variant"] == line.variant && $0["target"] == target
        }
        guard let time = found.first(where: { $0["axis"] == "time" }) else { continue }
        view.add(
          [
            name(line.scheme), Cell("", note: Self.variant(line.variant)),
            Cell(Name.target(target)),
          ]
            + axes.map { axis in
              Cell(found.first { $0["axis"] == axis }, "geometric_mean")
            }
            + [
              "\(time["wins"])/\(time["pairs"])", time["only_scheme"], time["only_reference"],
              time["neither"],
            ]
            .map { Cell($0) })
      }
    }
    return view.isEmpty ? nil : view
  }

  /// Losses and metrics of all lines at the same cost.
  func equal(axis: String) -> [TableView] {
    let rows = tables.rows("equal", in: combination).filter { $0["axis"] == axis }
    let metrics = CurveFigure.shown(tables.metrics(in: combination))
    let shares = ["0.25", "0.5", "1"]
    let unit = axis == "time" ? tables.seconds : "block gradients evaluated"
    var views: [TableView] = []
    for variant in tables.variants(in: combination) {
      let mine = rows.filter { $0["variant"] == variant }
      func place(_ share: String) -> String {
        Digits.short(mine.first { $0["share_of_budget"] == share }?.number("x"))
      }
      var view = TableView(
        """
        All at the same \(axis == "time" ? "time" : "number of block-gradient evaluations"), \
        \(Name.variant(variant)): the largest that every scheme's runs reach, a half and a quarter of \
        it. Means with the \(tables.intervalText); the best of a column is bold.
        """,
        ["scheme", "late work"]
          + metrics.flatMap { metric in
            shares.map { "\(Name.of(metric)) at \(place($0)) \(unit)" }
          }, words: 2)
      let columns = metrics.flatMap { metric in shares.map { (metric, $0) } }
      func row(_ scheme: String, _ metric: String, _ share: String) -> CSVTable.Row? {
        mine.first {
          $0["scheme"] == scheme && $0["metric"] == metric && $0["share_of_budget"] == share
        }
      }
      let lines = tables.lines(in: combination).filter { $0.variant == variant }
      let best = columns.map { metric, share -> Double? in
        let means = lines.compactMap { row($0.scheme, metric, share)?.number("mean") }
        return Target.falls(metric) ? means.min() : means.max()
      }
      for line in lines {
        let cells = columns.map { row(line.scheme, $0, $1) }
        view.add(
          [
            name(line.scheme),
            Cell(tables.rows("runs", in: combination, line).first?["late_work_used"] ?? ""),
          ] + cells.map { Cell($0) },
          best: Set(
            cells.indices.filter { cells[$0]?.number("mean") == best[$0] && best[$0] != nil }
              .map { $0 + 2 }))
      }
      if !view.isEmpty { views.append(view) }
    }
    return views
  }

  /// What tuning tried, and chose.
  var tuning: TableView? {
    let rows = tables.rows("tuning", in: combination)
    guard !rows.isEmpty else { return nil }
    var view = TableView(
      """
      Tuning, on seeds of its own (\(tables.about["tuning_seeds"] ?? "")): the candidate that most \
      runs reach the target with, and among those the one with the least mean time; that is bold, and \
      beside it stands whether worse ones are known on both sides.
      """,
      [
        "scheme", "candidate", "late work", "target", "stage", "reached", "diverged", "failed",
        "mean time",
        "mean final value",
      ], words: 5)
    for row in rows {
      let words = [
        row["candidate"] + Self.end(row), row["late_work_used"], Name.target(row["target"]),
        row["stage"],
        "\(row["reached"])/\(row["runs"])", row["diverged"], row["failed"],
        Digits.short(row.number("mean_time_to")), Digits.short(row.number("mean_final")),
      ]
      view.add(
        [name(row["scheme"])] + words.map { Cell($0) },
        best: row["chosen"] == "yes" ? [1, 5, 8, 9] : [])
    }
    return view
  }

  /// What tables say of the grid that a candidate was chosen from.
  private static func end(_ row: CSVTable.Row) -> String {
    guard row["chosen"] == "yes" else { return "" }
    guard !row["grid"].isEmpty else { return row["at_edge"] == "yes" ? ", at the grid's edge" : "" }
    return " (\(row["grid"]), of \(row["candidates"]) candidates)"
  }
}

import Console
import Runs

/// The tables of a combination.
struct ResultTable {
  let tables: ResultTables
  let combination: Combination
  let palette: SchemePalette

  /// A scheme's name behind a spot of its color.
  func name(_ scheme: String) -> Cell { Cell(scheme: scheme, palette) }

  private var quantities: [ShownQuantity] { ShownQuantity.all(in: tables, combination) }

  /// One row a line: its settings and what it came to.
  var results: TableView {
    let targets = tables.targets(in: combination)
    let metrics = CurveFigure.shown(tables.metrics(in: combination))
    var view = TableView(
      """
      What each scheme came to: means over \(tables.seedCount) seeds with the \(tables.intervalText); times \
      are \(tables.seconds); s is the number of stragglers that a step does without. A time to target is the mean \
      of the runs that reached it, and “reached” counts them. The best of a column is bold; of a time to target, \
      among those that most runs reached.
      """,
      ["scheme", "step size", "late work", "s", "seconds a step", "recovery", "staleness, steps"]
        + metrics.map { "final \(Name.of($0))" }
        + targets.flatMap { ["time to \(Name.target($0)), s", "reached"] }, words: 3)
    let lines = tables.lines(in: combination)
    func row(_ line: LineKey, _ quantity: String, _ target: String = "") -> CSVTable.Row? {
      tables.rows("summary", in: combination, line).first {
        $0["quantity"] == quantity && $0["target"] == target
      }
    }
    // Columns of numbers that have a best: how it is found in the rows of all lines.
    var best: [(column: Int, line: Int)] = []
    func mark(_ column: Int, _ rows: [CSVTable.Row?], falls: Bool) {
      let values = rows.map { $0?.number("mean") }
      let found = values.compactMap { $0 }
      guard found.count > 1, let least = falls ? found.min() : found.max() else { return }
      for (line, value) in values.enumerated() where value == least { best.append((column, line)) }
    }
    mark(4, lines.map { row($0, "seconds_per_step") }, falls: true)
    for (place, metric) in metrics.enumerated() {
      mark(7 + place, lines.map { row($0, "final_\(metric)") }, falls: Target.falls(metric))
    }
    for (place, target) in targets.enumerated() {
      let rows = lines.map { row($0, "time_to", target) }
      let most = rows.compactMap { $0?.number("share_reached") }.max()
      mark(
        7 + metrics.count + 2 * place,
        rows.map { $0?.number("share_reached") == most ? $0 : nil }, falls: true)
    }
    for (number, line) in lines.enumerated() {
      let run = tables.rows("runs", in: combination, line).first
      var cells = [
        name(line.scheme), Cell(run?["step_size_used"] ?? "", note: Self.variant(line.variant)),
        Cell(run?["late_work_used"] ?? ""), Cell(dash(run?["stragglers_used"])),
        Cell(row(line, "seconds_per_step")), Cell(row(line, "recovery")),
        Cell(row(line, "staleness")),
      ]
      cells += metrics.map { Cell(row(line, "final_\($0)")) }
      for target in targets {
        let cost = row(line, "time_to", target)
        cells += [Cell(cost), Cell(cost.map { "\($0["n"])/\($0["runs"])" } ?? "–")]
      }
      view.add(cells, best: Set(best.filter { $0.line == number }.map(\.column)))
    }
    return view
  }

  /// Runs that failed, diverged or are missing.
  var troubles: TableView {
    var view = TableView(
      "Runs that did not end as they should. Nothing is left out of counts for it.",
      ["scheme", "step size", "outcome", "seeds", "why"], words: 5)
    for line in tables.lines(in: combination) {
      let runs = tables.rows("runs", in: combination, line)
      let reasons = tables.rows("failures", in: combination, line)
      for outcome in ["failed", "diverged", "missing"] {
        let seeds = runs.filter { $0["outcome"] == outcome }.map { $0["seed"] }
        guard !seeds.isEmpty else { continue }
        let why =
          switch outcome {
          case "failed": reasons.first?["reason"] ?? "unknown"
          case "diverged": "its gradient was no longer finite"
          default: "not run yet"
          }
        let all = seeds.count == runs.count ? "all: " : ""
        view.add([
          name(line.scheme), Cell("", note: Self.variant(line.variant)), Cell(outcome),
          Cell("\(all)\(seeds.joined(separator: " "))"), Cell(why),
        ])
      }
    }
    for (scheme, variant, rows) in failuresBesideLines {
      let seeds = rows.map { $0["seed"] }.filter { !$0.isEmpty }.joined(separator: " ")
      view.add([
        name(scheme), Cell("", note: Self.variant(variant)), Cell("failed"),
        Cell(seeds.isEmpty ? "–" : seeds),
        Cell(rows[0]["reason"]),
      ])
    }
    return view
  }

  /// Failures of runs that are in no line: those of tuning, recorded ones, and what tuning could not
  /// choose.
  private var failuresBesideLines: [(scheme: String, variant: String, rows: [CSVTable.Row])] {
    let lines = tables.lines(in: combination)
    var found: [(scheme: String, variant: String, rows: [CSVTable.Row])] = []
    for row in tables.rows("failures", in: combination) {
      let (scheme, variant) = (row["scheme"], row["variant"])
      guard !lines.contains(LineKey(scheme: scheme, variant: variant)) else { continue }
      if let i = found.firstIndex(where: { $0.scheme == scheme && $0.variant == variant }) {
        found[i].rows.append(row)
      } else {
        found.append((scheme, variant, [row]))
      }
    }
    return found
  }

  static func variant(_ variant: String) -> String { variant == "given" ? "" : variant }

  private func dash(_ text: String?) -> String {
    text.map { $0.isEmpty ? "–" : $0 } ?? "–"
  }
}

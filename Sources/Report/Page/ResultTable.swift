import Console
import Runs

/// The tables of a combination.
struct ResultTable {
  let tables: ResultTables
  let combination: Combination
  let palette: SchemePalette

  /// A scheme's name behind a spot of its color.
  func name(_ scheme: String) -> HTML { Self.name(scheme, palette) }

  static func name(_ scheme: String, _ palette: SchemePalette) -> HTML {
    let color = palette[scheme].color
    return """
      <span class="scheme"><svg class="spot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" \
      cy="5" r="5" fill="\(color)"/></svg>\(scheme)</span>
      """
  }

  /// One row a line: its settings and what it came to.
  var results: HTML {
    let targets = tables.targets(in: combination)
    let metrics = CurveFigure.shown(tables.metrics(in: combination))
    var view = TableView(
      """
      What each scheme came to. Numbers are means over \(tables.seedCount) seeds with the \
      \(tables.intervalText); times are \(tables.seconds); “reached” counts runs. A time to target is \
      the mean of the runs that reached it.
      """,
      ["scheme", "step size", "late work", "s", "s a step", "recovery", "staleness"]
        + metrics.map { "final \(Name.of($0))" }
        + targets.flatMap { ["time to \(Name.target($0))", "reached"] as [HTML] }, words: 3)
    for line in tables.lines(in: combination) {
      let rows = tables.rows("summary", in: combination, line)
      let run = tables.rows("runs", in: combination, line).first
      func row(_ quantity: String, _ target: String = "") -> CSVTable.Row? {
        rows.first { $0["quantity"] == quantity && $0["target"] == target }
      }
      func cell(_ row: CSVTable.Row?) -> HTML {
        Digits.cell(row)
      }
      var cells: [HTML] = [
        name(line.scheme), "\(run?["step_size_used"] ?? "")&nbsp;\(Self.variant(line.variant))",
        "\(run?["late_work_used"] ?? "")", "\(dash(run?["stragglers_used"]))",
        cell(row("seconds_per_step")), cell(row("recovery")), cell(row("staleness")),
      ]
      cells += metrics.map { cell(row("final_\($0)")) }
      for target in targets {
        let cost = row("time_to", target)
        cells += [cell(cost), "\(cost.map { "\($0["n"])/\($0["runs"])" } ?? "–")"]
      }
      view.add(cells)
    }
    return view.html
  }

  /// Runs that failed, diverged or are missing.
  var troubles: HTML {
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
          name(line.scheme), Self.variant(line.variant), "\(outcome)",
          "\(all)\(seeds.joined(separator: " "))", "\(why)",
        ])
      }
    }
    for (scheme, variant, rows) in failuresBesideLines {
      let seeds = rows.map { $0["seed"] }.filter { !$0.isEmpty }.joined(separator: " ")
      view.add([
        name(scheme), Self.variant(variant), "failed", "\(seeds.isEmpty ? "–" : seeds)",
        "\(rows[0]["reason"])",
      ])
    }
    return view.isEmpty ? "" : view.html
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

  /// Speed-ups paired by seed, on all three axes.
  var speedUps: HTML {
    let rows = tables.rows("speedups", in: combination)
    guard let reference = rows.first?["reference"] else { return "" }
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
          [name(line.scheme), Self.variant(line.variant), "\(Name.target(target))"]
            + axes.map { axis -> HTML in
              let row = found.first { $0["axis"] == axis }
              return Digits.cell(row, "geometric_mean")
            }
            + [
              "\(time["wins"])/\(time["pairs"])", "\(time["only_scheme"])",
              "\(time["only_reference"])", "\(time["neither"])",
            ])
      }
    }
    return view.isEmpty ? "" : view.html
  }

  /// Losses and metrics of all lines at the same cost.
  func equal(axis: String) -> HTML {
    let rows = tables.rows("equal", in: combination).filter { $0["axis"] == axis }
    let metrics = CurveFigure.shown(tables.metrics(in: combination))
    let shares = ["0.25", "0.5", "1"]
    let unit = axis == "time" ? tables.seconds : "block gradients evaluated"
    var html = HTML()
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
            shares.map { "\(Name.of(metric)) at \(place($0)) \(unit)" as HTML }
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
            "\(tables.rows("runs", in: combination, line).first?["late_work_used"] ?? "")",
          ]
            + cells.map {
              Digits.cell($0)
            },
          best: Set(
            cells.indices.filter { cells[$0]?.number("mean") == best[$0] && best[$0] != nil }
              .map { $0 + 2 }))
      }
      html += view.html
    }
    return html
  }

  /// What tuning tried, and chose.
  var tuning: HTML {
    let rows = tables.rows("tuning", in: combination)
    guard !rows.isEmpty else { return "" }
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
      let cells: [HTML] = [
        name(row["scheme"]),
        "\(row["candidate"])\(Self.end(row))",
        "\(row["late_work_used"])",
        "\(Name.target(row["target"]))", "\(row["stage"])", "\(row["reached"])/\(row["runs"])",
        "\(row["diverged"])",
        "\(row["failed"])", "\(Digits.short(row.number("mean_time_to")))",
        "\(Digits.short(row.number("mean_final")))",
      ]
      view.add(cells, best: row["chosen"] == "yes" ? [1, 5, 8, 9] : [])
    }
    return view.html
  }

  /// What tables say of the grid that a candidate was chosen from.
  private static func end(_ row: CSVTable.Row) -> String {
    guard row["chosen"] == "yes" else { return "" }
    guard !row["grid"].isEmpty else { return row["at_edge"] == "yes" ? ", at the grid's edge" : "" }
    return " (\(row["grid"]), of \(row["candidates"]) candidates)"
  }

  static func variant(_ variant: String) -> HTML {
    variant == "given" ? "" : "<span class=\"quiet\">\(variant)</span>"
  }

  private func dash(_ text: String?) -> String {
    text.map { $0.isEmpty ? "–" : $0 } ?? "–"
  }
}

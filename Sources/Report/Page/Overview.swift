import Console

/// The first page: for each combination who reaches the target first, and who is behind.
struct Overview {
  let tables: ResultTables
  let palette: SchemePalette

  var html: HTML {
    var html = HTML()
    for variant in ["tuned", "common", "given"] {
      html += table(variant)
    }
    return html
  }

  private func table(_ variant: String) -> HTML {
    let reference = tables.about["reference"] ?? ""
    var view = TableView(
      """
      Who reaches the first target of each combination first, \(Name.variant(variant)): the scheme \
      whose runs reach it most often, and of those the one with the least mean time \
      (\(tables.seconds), with the \(tables.intervalText)). \
      \(reference.isEmpty ? "" : "Speed-ups over \(reference) are geometric means paired by seed; a scheme is behind where its whole interval is below 1, or where it reaches the target in fewer runs.")
      """,
      (tables.axes.isEmpty ? ["plan"] : tables.axes.map { "\($0)" }) + [
        "target", "first", "time", "reached", "times as fast as \(reference)", "second", "its time",
        "behind \(reference.isEmpty ? "" : reference)",
      ], words: max(1, tables.axes.count) + 2)
    for combination in tables.combinations {
      guard let target = tables.targets(in: combination).first else { continue }
      let rows = tables.rows("summary", in: combination).filter {
        $0["variant"] == variant && $0["quantity"] == "time_to" && $0["target"] == target
      }
      guard !rows.isEmpty else { continue }
      let order = Self.ranked(rows)
      let speeds = tables.rows("speedups", in: combination).filter {
        $0["variant"] == variant && $0["axis"] == "time" && $0["target"] == target
      }
      let places = combination.coordinates.isEmpty ? [combination.title] : combination.coordinates
      var cells: [HTML] = places.enumerated().map { number, place in
        number == 0 ? "<a href=\"#\(combination.slug)\">\(place)</a>" : "\(place)"
      }
      cells.append("\(Name.target(target))")
      let first = order.first.flatMap { $0.number("mean") == nil ? nil : $0 }
      let second = order.dropFirst().first.flatMap { $0.number("mean") == nil ? nil : $0 }
      let speed = speeds.first { $0["scheme"] == first?["scheme"] }
      cells.append(first.map { ResultTable.name($0["scheme"], palette) } ?? "nobody reached it")
      cells += [
        Digits.cell(first),
        "\(first.map { "\($0["n"])/\($0["runs"])" } ?? "–")",
        first.map { $0["scheme"] == reference ? "is \(reference)" : nil }.flatMap {
          $0.map { "\($0)" }
        }
          ?? Digits.cell(speed, "geometric_mean"),
        second.map { ResultTable.name($0["scheme"], palette) } ?? "–",
        Digits.cell(second),
        behind(order, speeds),
      ]
      view.add(cells)
    }
    return view.isEmpty ? "" : view.html
  }

  /// Best first: by the share of runs that reached the target, then by the mean time of those.
  static func ranked(_ rows: [CSVTable.Row]) -> [CSVTable.Row] {
    rows.enumerated().sorted { a, b in
      let shares = (a.element.number("share_reached") ?? 0, b.element.number("share_reached") ?? 0)
      if shares.0 != shares.1 { return shares.0 > shares.1 }
      let times = (a.element.number("mean") ?? .infinity, b.element.number("mean") ?? .infinity)
      return times.0 == times.1 ? a.offset < b.offset : times.0 < times.1
    }.map(\.element)
  }

  private func behind(_ rows: [CSVTable.Row], _ speeds: [CSVTable.Row]) -> HTML {
    let reference = tables.about["reference"] ?? ""
    guard let base = rows.first(where: { $0["scheme"] == reference }) else { return "–" }
    let behind = rows.filter { row in
      guard row["scheme"] != reference else { return false }
      if (row.number("share_reached") ?? 0) < (base.number("share_reached") ?? 0) { return true }
      let speed = speeds.first { $0["scheme"] == row["scheme"] }
      return speed?.number("high").map { $0 < 1 } ?? false
    }
    guard !behind.isEmpty else { return "nobody" }
    return behind.map { row -> HTML in
      let speed = speeds.first { $0["scheme"] == row["scheme"] }?.number("geometric_mean")
      let told = speed.map { "×\(Digits.short($0))" } ?? "\(row["n"])/\(row["runs"]) reached"
      return "\(ResultTable.name(row["scheme"], palette)) \(told)"
    }.joined(separator: ", ")
  }
}

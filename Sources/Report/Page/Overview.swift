import Console

/// The first page: for each combination who reaches the target first, and who is behind.
struct Overview {
  let tables: ResultTables
  let palette: SchemePalette

  /// A table for each variant that there is.
  var views: [TableView] { ["tuned", "common", "given"].compactMap(view) }

  private var reference: String { tables.about["reference"] ?? "" }

  private func view(_ variant: String) -> TableView? {
    var view = TableView(
      "Who reaches the first target of each combination first, \(Name.variant(variant)): the scheme "
        + "whose runs reach it most often, and of those the one with the least mean time "
        + "(in \(tables.seconds), with the 95 % interval). "
        + (reference.isEmpty
          ? ""
          : "Speed-ups over \(reference) are geometric means paired by seed; a scheme is behind where "
            + "its whole interval is below 1, or where it reaches the target in fewer runs."),
      [
        tables.axes.isEmpty ? "plan" : tables.axes.joined(separator: ", "), "first", "its time, s",
        "reached", "times as fast as \(reference)", "second", "its time, s", "behind \(reference)",
      ], words: 2)
    for combination in tables.combinations {
      guard let target = tables.targets(in: combination).first else { continue }
      let rows = tables.rows("summary", in: combination).filter {
        $0["variant"] == variant && $0["quantity"] == "time_to" && $0["target"] == target
      }
      guard !rows.isEmpty else { continue }
      view.add(cells(combination, target, variant, Self.ranked(rows)))
    }
    return view.isEmpty ? nil : view
  }

  private func cells(
    _ combination: Combination, _ target: String, _ variant: String, _ order: [CSVTable.Row]
  ) -> [[Cell]] {
    let speeds = tables.rows("speedups", in: combination).filter {
      $0["variant"] == variant && $0["axis"] == "time" && $0["target"] == target
    }
    let places = combination.coordinates.isEmpty ? [combination.title] : combination.coordinates
    var cells = [
      [
        Cell(
          places.joined(separator: ", "), note: Name.target(target), link: "#\(combination.slug)")
      ]
    ]
    let first = order.first.flatMap { $0.number("mean") == nil ? nil : $0 }
    let second = order.dropFirst().first.flatMap { $0.number("mean") == nil ? nil : $0 }
    func name(_ row: CSVTable.Row?, _ other: String) -> [Cell] {
      [row.map { Cell(scheme: $0["scheme"], palette) } ?? Cell(other)]
    }
    cells.append(name(first, "nobody reached it"))
    cells.append([Cell(first)])
    cells.append([Cell(first.map { "\($0["n"])/\($0["runs"])" } ?? "–")])
    let isReference = first?["scheme"] == reference
    cells.append([
      isReference
        ? Cell("is \(reference)")
        : Cell(speeds.first { $0["scheme"] == first?["scheme"] }, "geometric_mean")
    ])
    cells.append(name(second, "–"))
    cells.append([Cell(second)])
    cells.append(behind(order, speeds))
    return cells
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

  private func behind(_ rows: [CSVTable.Row], _ speeds: [CSVTable.Row]) -> [Cell] {
    guard let base = rows.first(where: { $0["scheme"] == reference }) else { return [Cell("–")] }
    let behind = rows.filter { row in
      guard row["scheme"] != reference else { return false }
      if (row.number("share_reached") ?? 0) < (base.number("share_reached") ?? 0) { return true }
      let speed = speeds.first { $0["scheme"] == row["scheme"] }
      return speed?.number("high").map { $0 < 1 } ?? false
    }
    guard !behind.isEmpty else { return [Cell("nobody")] }
    return behind.map { row in
      let speed = speeds.first { $0["scheme"] == row["scheme"] }?.number("geometric_mean")
      var cell = Cell(scheme: row["scheme"], palette)
      cell.note = speed.map { "×\(Digits.short($0))" } ?? "\(row["n"])/\(row["runs"]) reached"
      return cell
    }
  }
}

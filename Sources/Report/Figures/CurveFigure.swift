import Console
import Runs

/// Losses and metrics against time, block gradients and steps, with bands.
struct CurveFigure {
  let tables: ResultTables
  let palette: SchemePalette

  static let axes = ["time", "evaluations", "steps"]

  /// The figure of a combination; nil where there is no curve.
  func figure(_ combination: Combination, variant: String) -> Figure? {
    let rows = tables.rows("curves", in: combination).filter { $0["variant"] == variant }
    let schemes = tables.lines(in: combination).filter { $0.variant == variant }.map(\.scheme)
      .filter { scheme in rows.contains { $0["scheme"] == scheme } }
    let quantities = ShownQuantity.all(in: tables, combination)
    guard !schemes.isEmpty, !quantities.isEmpty else { return nil }
    let hasQuartiles = rows.allSatisfy {
      $0.number("p25") != nil || $0.number("mean") == nil
    }
    let anchors = Anchors(tables, combination, variant: variant)
    var shownAnchors: [Anchors.Kind] = []
    let plots = quantities.enumerated().flatMap { row, quantity in
      var group: [String: [CSVTable.Row]] = [:]
      for line in rows where line["metric"] == quantity.metric {
        group[line["axis"] + " " + line["scheme"], default: []].append(line)
      }
      // A score before the first step tells nothing, and would take most of the axis.
      let centers = group.values.joined().filter { quantity.falls || $0.number("x") ?? 0 > 0 }
        .compactMap { quantity.value($0, hasQuartiles ? "median" : "mean") }
      let scale = quantity.axis(centers)
      return Self.axes.enumerated().map { column, axis in
        let end =
          group.filter { $0.key.hasPrefix(axis + " ") }.values.joined()
          .compactMap { $0.number("x") }.max() ?? 1
        var plot = Plot(
          name: "\(quantity.slug)-\(axis)",
          x: .fromZero(end, axis == "time" ? tables.seconds : Self.words(axis)), y: scale)
        var bands: [String] = []
        var lines: [String] = []
        for (number, scheme) in schemes.enumerated() {
          let points = group[axis + " " + scheme] ?? []
          let block = "c\(row)_\(column)_\(number)"
          let ends = hasQuartiles ? ["p25", "p75"] : ["low", "high"]
          plot.script += Script.block(
            block,
            points.map { point in
              [Script.number(point.number("x"))]
                + [Script.number(center(point, quantity, hasQuartiles))]
                + ends.map { Script.number(quantity.value(point, $0).map(scale.clipped)) }
            }, width: 4)
          let look = palette[scheme]
          // What an interval of a mean leaves above the best loss may be nothing, which is no band.
          if hasQuartiles || quantity.offset == 0 {
            bands.append(
              "$\(block) every 2 using 1:3:4 with filledcurves lc rgb '\(look.color)' "
                + "fs transparent solid 0.12 noborder notitle")
          }
          let every = max(1, points.count / 5)
          lines.append(
            "$\(block) using 1:2 with linespoints \(look.line) lw 1.8 pt \(look.marker) ps 0.6 "
              + "pi \(every) notitle")
        }
        if axis == "time", let start = self.start(of: group, schemes, quantity, hasQuartiles) {
          for kind in Anchors.Kind.allCases {
            let path = anchors.path(kind, quantity, start: start)
            guard !path.isEmpty else { continue }
            if !shownAnchors.contains(kind) { shownAnchors.append(kind) }
            let block = "a\(row)_\(kind.column)"
            plot.script += Script.block(
              block, path.map { [Script.number($0.x), Script.number($0.y)] }, width: 2)
            lines.append("$\(block) using 1:2 with lines \(kind.style) notitle")
          }
        }
        plot.series = bands + lines
        return plot
      }
    }
    let names = quantities.map(\.title).joined(separator: " and ")
    let hasGap = quantities.contains { $0.offset != 0 }
    let meaning: HTML =
      hasQuartiles
      ? "Lines are medians over \(tables.seedCount) seeds, bands the middle half of them"
      : "Lines are means over \(tables.seedCount) seeds, bands\(hasGap ? " (not of the loss)" : "") the \(tables.intervalText)"
    return Figure(
      name: "curves-\(variant)-\(combination.slug)",
      title: "\(names) against time, block gradients and steps: \(combination.title)",
      caption: """
        \(names.prefix(1).uppercased() + names.dropFirst()), \(Name.variant(variant)), against \
        \(tables.seconds), against block gradients evaluated by workers and against steps. \
        \(meaning) at each place, cut at the axes. A line ends where the first of its runs ends.\
        \(hasGap ? " The best known loss is that of the regularized problem, from a solver run without workers." : "" as HTML)\
        \(shownAnchors.isEmpty ? "" as HTML : Self.aboutAnchors)
        """, variants: [variant], legend: palette.legend(schemes) + shownAnchors.map(\.entry),
      plots: plots)
  }

  private static let aboutAnchors: HTML = """
     Gray lines join anchors at the targets (see Bounds), from the first model on: dashed ones are orders, \
    whose constants are not known; the thin one has the steps of wait-for-all, without any pause.
    """

  /// What the first model has: the value of a scheme's curve at 0 s.
  private func start(
    of group: [String: [CSVTable.Row]], _ schemes: [String], _ quantity: ShownQuantity,
    _ hasQuartiles: Bool
  ) -> Double? {
    for scheme in schemes {
      for point in group["time " + scheme] ?? [] where point.number("x") == 0 {
        if let value = center(point, quantity, hasQuartiles) { return value }
      }
    }
    return nil
  }

  /// A value that a logarithmic axis has no place for is left out.
  private func center(_ point: CSVTable.Row, _ quantity: ShownQuantity, _ hasQuartiles: Bool)
    -> Double?
  { quantity.value(point, hasQuartiles ? "median" : "mean") }

  static func words(_ axis: String) -> String {
    axis == "evaluations" ? "block gradients evaluated" : axis
  }

  /// The training loss, or the first that falls, and the first score; an error where no score is.
  static func shown(_ metrics: [String]) -> [String] {
    let loss = metrics.first { $0 == "train_loss" } ?? metrics.first(where: Target.falls)
    let score =
      metrics.first { $0.hasPrefix("test_") && !Target.falls($0) }
      ?? metrics.first { !Target.falls($0) }
      ?? metrics.first { $0 != loss && !$0.hasSuffix("loss") }
    let found = [loss, score].compactMap { $0 }
    return found.isEmpty ? Array(metrics.prefix(1)) : found
  }
}

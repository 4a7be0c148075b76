import Console

/// Who computed what when: a plot for each scheme, workers from top to bottom, a bar for each task.
struct TimelineFigure {
  let tables: ResultTables

  /// What may become of a task; lightness and a pattern tell them apart without color.
  static let outcomes: [(name: String, title: String, style: String)] = [
    ("fresh", "fresh", Script.box("#B9DDF1", "solid 1", edge: "#6FA8C9")),
    ("awaited", "awaited: closed the step", Script.box("#0B3C5D", "solid 1")),
    ("late", "late: came in a later step", Script.box("#E0701A", "solid 1", edge: "#A84A00")),
    ("cancelled", "dropped", Script.box("#8A8A8A", "pattern 1")),
    ("lost", "lost with its worker", Script.box("#8A8A8A", "pattern 2")),
    ("unfinished", "under way at the end", Script.box("#ECECF0", "solid 1", edge: "#A8A8A8")),
  ]

  /// The figure of a combination; nil where the plan recorded none.
  func figure(_ combination: Combination) -> Figure? {
    let timelines = RecordedTimeline.all(in: tables, combination)
    let window = RecordedTimeline.window(of: timelines)
    let workers = timelines.map(\.workers).max() ?? 0
    guard window > 0, workers > 0 else { return nil }
    let present = Self.outcomes.filter { outcome in
      timelines.contains { $0.tasks.contains { $0.outcome == outcome.name && $0.began < window } }
    }
    let plots = timelines.enumerated().map { number, timeline in
      plot(
        timeline, present, window, workers: workers, isLast: number == timelines.count - 1,
        number: number)
    }
    return Figure(
      name: "timeline-\(combination.slug)", title: "Who computed what when: \(combination.title)",
      caption: caption(combination), variants: ["timeline"],
      legend: present.map {
        LegendEntry(title: $0.title, style: "with boxes \($0.style)", look: nil)
      },
      plots: plots, columns: 1)
  }

  private func plot(
    _ timeline: RecordedTimeline,
    _ present: [(name: String, title: String, style: String)], _ window: Double, workers: Int,
    isLast: Bool, number: Int
  ) -> Plot {
    // However many workers there are, a plot is no higher than it is for fifty.
    let each = workers > 40 ? min(0.46, 23 / Double(workers)) : workers > 20 ? 0.72 : 1.05
    let every =
      [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].first { Double($0) * each >= 1.3 } ?? 100_000
    let closed = timeline.closed.filter { $0 <= window }
    let hasEnded = closed.count == timeline.closed.count
    let by = hasEnded ? closed.last ?? window : window
    var plot = Plot(
      name: "\(number + 1)-\(Combination.slug(timeline.name))",
      title:
        "\(timeline.name): \(closed.count) \(closed.count == 1 ? "step" : "steps") by \(Digits.short(by)) s",
      x: PlotAxis(low: 0, high: window, label: isLast ? tables.seconds : ""),
      y: PlotAxis(
        low: Double(workers) - 0.4, high: -0.6, label: "worker",
        names: stride(from: 0, to: workers, by: every).map { (Double($0), "\($0)") }),
      height: .rows(workers, each), hasRows: true)
    for time in closed {
      plot.script +=
        "set arrow from first \(time), graph 0 to first \(time), graph 1.02 nohead "
        + "lc rgb '#111111' lw 1.2 front\n"
    }
    if hasEnded, let end = closed.last, end < window * 0.9 {
      plot.labels.append(
        PlotLabel(
          text: "the recorded run ends here", place: "first \(end), graph 0.5 offset character 1,0",
          color: "#777777"))
    }
    for (kind, outcome) in present.enumerated() {
      let bars = timeline.tasks.filter { $0.outcome == outcome.name && $0.began < window }
      let block = "w\(number)_\(kind)"
      plot.script += Script.block(
        block, bars.map { ["\($0.began)", "\(min($0.ended, window))", "\($0.worker)"] }, width: 3)
      plot.series.append(
        "$\(block) using 1:3:1:2:($3-0.4):($3+0.4) with boxxyerror \(outcome.style) lw 0.8 notitle")
    }
    return plot
  }

  func caption(_ combination: Combination) -> HTML {
    let seed = tables.rows("timeline", in: combination).first?["seed"] ?? ""
    return """
      Who computed what when: the first steps of one run a scheme on the same seed (\(seed)), over the \
      same \(tables.seconds). A row is a worker; a bar is a task, from when the worker is given the model \
      until its last message comes in or it is dropped; a vertical line is where a step closes and the \
      next model goes out. A scheme that uses stale work puts late answers into a later step.
      """
  }
}

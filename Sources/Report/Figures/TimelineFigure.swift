import Console

/// Who computed what when: a panel for each scheme, workers from top to bottom, a bar for each task.
struct TimelineFigure {
  let tables: ResultTables

  /// What may become of a task; lightness and a pattern tell them apart without color.
  static let outcomes: [(name: String, title: String, style: String)] = [
    ("fresh", "fresh", Script.box("#B9DDF1", "solid 1", edge: "#6FA8C9")),
    ("awaited", "awaited: closed the step", Script.box("#0B3C5D", "solid 1")),
    ("late", "late: came in a later step", Script.box("#E0701A", "solid 1", edge: "#A84A00")),
    ("cancelled", "cancelled", Script.box("#8A8A8A", "pattern 1")),
    ("unfinished", "under way at the end", Script.box("#FFFFFF", "solid 1", edge: "#A8A8A8")),
  ]

  /// The figure of a combination; nil where the plan recorded none.
  func figure(_ combination: Combination) -> Figure? {
    let tasks = Dictionary(grouping: tables.rows("timeline", in: combination)) { $0["scheme"] }
    let closes = Dictionary(grouping: tables.rows("timeline_steps", in: combination)) {
      $0["scheme"]
    }.mapValues { $0.compactMap { $0.number("closed") } }
    var schemes: [String] = []
    for line in tables.lines(in: combination)
    where tasks[line.scheme] != nil && !schemes.contains(line.scheme) {
      schemes.append(line.scheme)
    }
    // The same window for all: until those are done that use late work, or half of the schemes.
    let ends = schemes.compactMap { closes[$0]?.max() }.sorted()
    // A scheme that ignores an axis stands in combinations that have no timeline of their own.
    guard schemes.count > 1 || Set(tables.lines(in: combination).map(\.scheme)).count == 1 else {
      return nil
    }
    guard let seed = tasks[schemes.first ?? ""]?.first?["seed"], !ends.isEmpty else { return nil }
    let late = schemes.filter { (tasks[$0] ?? []).contains { $0["outcome"] == "late" } }
    let window = (late.compactMap { closes[$0]?.max() }.max() ?? ends[ends.count / 2]) * 1.01
    guard window > 0 else { return nil }
    let all = tasks.values.joined()
    let workers = (all.compactMap { Int($0["worker"]) }.max() ?? 0) + 1
    let row = workers > 40 ? 6 : workers > 20 ? 10 : 14
    let present = Self.outcomes.filter { outcome in
      all.contains { $0["outcome"] == outcome.name && ($0.number("began") ?? .infinity) < window }
    }
    let legend = Legend(
      present.map { ($0.title, "with boxes \($0.style)") }, width: 1100, sample: 2)
    let pitch = workers * row + 54
    let size = (width: 1100, height: legend.height + schemes.count * pitch + 56)
    var script = Script.style + "set multiplot\n" + legend.script(in: size) + "unset grid\n"
    script += "set yrange [\(workers - 1).6:-0.6]\nset xrange [0:\(window)]\n"
    script += "set ytics out 0,\(workers > 20 ? 5 : 2)\nset ylabel 'worker' offset 1\n"
    for (number, scheme) in schemes.enumerated() {
      let top = legend.height + number * pitch + 46
      script += Panel(left: 74, right: 1080, top: top, bottom: top + workers * row)
        .margins(in: size)
      script += panel(
        scheme, tasks[scheme] ?? [], closes: closes[scheme] ?? [], present, window,
        isLast: number == schemes.count - 1, number: number)
    }
    script += "unset multiplot"
    return Figure(
      name: "timeline-\(combination.slug)", title: "Who computed what when: \(combination.title)",
      size: size, caption: caption(seed: seed), variants: ["timeline"], script: script)
  }

  private func panel(
    _ scheme: String, _ tasks: [CSVTable.Row], closes: [Double],
    _ present: [(name: String, title: String, style: String)], _ window: Double, isLast: Bool,
    number: Int
  ) -> String {
    var script =
      isLast
      ? Script.xlabel(tables.seconds) + "set format x '%g'\n" : "unset xlabel\nset format x ''\n"
    script += "unset label\nunset arrow\n"
    let closed = closes.filter { $0 <= window }
    script += Script.label(scheme, at: "graph 0, graph 1 offset character 0,1.7", size: 15)
    let hasEnded = closed.count == closes.count
    let by = hasEnded ? closed.last ?? window : window
    script += Script.label(
      "\(closed.count) \(closed.count == 1 ? "step" : "steps") closed by \(Digits.short(by)) s",
      at: "graph 1, graph 1 offset character 0,1.7", "right", size: 12, color: "#555555")
    var labeled = -Double.infinity
    for (step, time) in closed.enumerated() {
      script +=
        "set arrow from first \(time), graph 0 to first \(time), graph 1.02 nohead "
        + "lc rgb '#111111' lw 1.2 front\n"
      // Numbers that would stand on each other are left out.
      guard time - labeled > window * 0.02 else { continue }
      labeled = time
      script += Script.label(
        "\(step + 1)", at: "first \(time), graph 1 offset character 0,0.55", "center", size: 10,
        color: "#555555")
    }
    if hasEnded, let end = closed.last, end < window * 0.9 {
      script += Script.label(
        "the recorded run ends here", at: "first \(end), graph 0.5 offset character 1,0", size: 12,
        color: "#777777")
    }
    var plots: [String] = []
    for (kind, outcome) in present.enumerated() {
      let bars = tasks.filter {
        $0["outcome"] == outcome.name && ($0.number("began") ?? .infinity) < window
      }
      let block = "w\(number)_\(kind)"
      script += Script.block(
        block,
        bars.map { bar in ["began", "ended", "worker"].map { Script.number(bar.number($0)) } },
        width: 3)
      plots.append(
        "$\(block) using 1:3:1:2:($3-0.4):($3+0.4) with boxxyerror \(outcome.style) lw 0.8 notitle")
    }
    return script + "plot " + plots.joined(separator: ", \\\n  ") + "\n"
  }

  private func caption(seed: String) -> HTML {
    """
    Who computed what when: the first steps of one run a scheme on the same seed (\(seed)), over the \
    same \(tables.seconds). A row is a worker; a bar is a task, from when \
    the worker is given the model until its last message comes in or it is dropped; a vertical line is where a step closes and the next model goes out, with the \
    step's number above it. Pale bars came in within their step; the dark bar is what the step waited \
    for. Orange bars were still under way when their step closed and came in later: a scheme \
    that uses stale work puts them into a later step. Gray cross-hatched bars were dropped when the \
    next model came: work that nobody uses. White bars with an edge were under way when the recorded \
    run ended. Where there is no bar a worker has no task, or the recorded run is over.
    """
  }
}

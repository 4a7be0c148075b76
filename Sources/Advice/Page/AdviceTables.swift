import Report

/// The tables of the page.
struct AdviceTables {
  private let advice: Advice

  init(_ advice: Advice) { self.advice = advice }

  private static func table(_ caption: String, _ head: [String], _ rows: [HTML]) -> HTML {
    guard !rows.isEmpty else { return "" }
    return """
      <p class="caption">\(caption)</p>
      <div class="scroll"><table>
      <thead><tr>\(head.map { "<th>\($0)</th>" as HTML })</tr></thead>
      <tbody>\(rows)</tbody></table></div>

      """
  }

  private static func row(_ cells: [String], kind: String = "") -> HTML {
    "<tr class=\"\(kind)\">\(cells.map { "<td>\($0)</td>" as HTML })</tr>\n"
  }

  /// Those that cost most.
  var workers: HTML {
    let rows = advice.costliest.prefix(12).map { w in
      Self.row(
        [w.name] + (w.host.map { [$0] } ?? [])
          + [
            Digits.short(w.median), Digits.short(w.p95), advice.percent(w.criticalShare),
            Digits.short(w.waitedSeconds), advice.percent(w.slowShare), Digits.short(w.drift),
            advice.percent(w.answered),
          ])
    }
    let host = advice.table.hosts == nil ? [] : ["host"]
    return Self.table(
      "The \(rows.count) workers that others waited for most. Waited for: seconds between the last answer "
        + "but one and its own, over the steps that it closed. Slow: above 1.3 times the step's median. "
        + "Trend: its time at the end over that at the start.",
      ["worker"] + host
        + ["median s", "p95 s", "last in", "waited for s", "slow in", "trend", "answered"], rows)
  }

  /// Trainings on these times.
  var trained: HTML {
    let rows = advice.trainedRows
    return Self.table(
      "Trained in virtual time on these times, which are taken in turn.", rows[0],
      rows.dropFirst().map { Self.row($0) })
  }

  /// What is wrong, with the tests.
  var findings: HTML {
    var rows = advice.report.findings.map { finding in
      Self.row(
        [
          finding.kind.rawValue, finding.text, advice.percent(finding.share), finding.test,
          finding.p.map { Digits.short($0) } ?? "–",
        ])
    }
    if let hosts = advice.report.hosts {
      rows.append(
        Self.row(
          [
            "hosts",
            "Two workers of one host have a correlation of \(Digits.short(hosts.within)), of different "
              + "hosts \(Digits.short(hosts.across)).", "–",
            "correlation within hosts, hosts permuted", Digits.short(hosts.p),
          ]))
    }
    return Self.table(
      "What is wrong. Share: of all waiting.", ["kind", "finding", "share", "test", "p"], rows)
  }

  /// The best schemes of each group.
  var schemes: HTML {
    let columns = [
      "scheme", "speed-up", "s a step", "data a step", "rounds old", "stored", "messages",
      "left out",
    ]
    let rows = SchemeGroup.allCases.flatMap { group -> [HTML] in
      let leaders = advice.leaders(of: group, most: 7)
      guard !leaders.isEmpty else { return [] }
      let head: HTML =
        "<tr class=\"group\"><td colspan=\"\(columns.count)\">\(group.rawValue) gradients</td></tr>\n"
      return [head]
        + leaders.map { p in
          Self.row(
            [
              p.candidate.label, advice.gain(p).replacing(" ", with: "\u{a0}"),
              Digits.short(p.outcome.secondsPerStep),
              advice.percent(p.outcome.dataShare), Digits.short(p.outcome.roundsStale),
              Digits.short(p.outcome.storage), Digits.short(p.outcome.traffic), advice.warning(p),
            ], kind: p.candidate == advice.chosen?.candidate ? "on" : "")
        }
    }
    return Self.table(
      "Every scheme at its best numbers on your times. Speed-up: how much sooner as many gradients come as "
        + "the data have blocks, with an interval of 95 % where it is among the best. Data: whose gradient "
        + "is new in a step. Stored and messages: in terms of an uncoded worker's. Left out: the share of "
        + "rounds without anything new of that worker's data.", columns, rows)
  }

  /// Lines of theory.
  var floors: HTML {
    Self.table(
      "What no method can be faster than; an order line has no constants, and is no bound in seconds.",
      ["line", "seconds"],
      advice.report.floors.lines.map {
        Self.row([$0.name + ($0.isOrder ? ", order" : ""), Digits.short($0.seconds)])
      })
  }

  /// Delay models.
  var fits: HTML {
    Self.table(
      "Delay models with the numbers that fit best, the closest first. Distance: Kolmogorov and Smirnov's, "
        + "of all times together and of each worker's own.",
      ["model", "distance", "a worker's", "option"],
      advice.report.fits.map { fit in
        Self.row(
          [
            fit.model, Digits.short(fit.distance), Digits.short(fit.workerDistance),
            "--delay " + Advice.shortened(fit.delay)
              + (fit.compute.map { " --compute \($0)" } ?? ""),
          ])
      })
  }

  /// What should be known of the answer.
  var notes: HTML {
    let all =
      [advice.shareSource] + advice.notes + [
        "\(advice.search.rounds) rounds were replayed after a first one; intervals are from "
          + "\(advice.search.replicates) replicates of runs of \(advice.search.blockLength) rounds."
      ] + advice.search.leftOut.map { "Not replayed: \($0.scheme), since \($0.reason)." }
    return "<ul class=\"quiet\">\(all.map { "<li>\($0)</li>\n" as HTML })</ul>"
  }
}

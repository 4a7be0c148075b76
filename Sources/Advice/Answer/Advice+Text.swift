import Console
import Report

extension Advice {
  /// The answer for a terminal.
  public var text: String {
    var parts = [sentences.joined(separator: "\n")]
    func section(_ title: String, _ rows: [[String]]) {
      if rows.count > 1 { parts.append(title + "\n" + Columns.text(rows)) }
    }
    section("Workers that cost most", workerRows)
    section("What is wrong", findingRows)
    for group in SchemeGroup.allCases {
      section("What would have helped: \(group.rawValue) gradients", rows(of: group))
    }
    section("Trained on these times", trainedRows)
    section("Speed-up where another share of the time grows with the load", curveRows)
    section("Floors and lines", floorRows)
    section("Delay models that fit", fitRows)
    let all = ([shareSource] + notes).map { "  " + $0 }
    parts.append("Notes\n" + all.joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  /// Workers by the seconds that others waited for them alone.
  var costliest: [WorkerReport] {
    report.workers.enumerated().sorted {
      (-$0.element.waitedSeconds, $0.offset) < (-$1.element.waitedSeconds, $1.offset)
    }.map(\.element)
  }

  private var workerRows: [[String]] {
    [["worker", "median s", "p95 s", "last in", "waited for s", "slow in", "answered"]]
      + costliest.prefix(8).map {
        [
          $0.name, Digits.short($0.median), Digits.short($0.p95), percent($0.criticalShare),
          Digits.short($0.waitedSeconds), percent($0.slowShare), percent($0.answered),
        ]
      }
  }

  private var findingRows: [[String]] {
    var rows = report.findings.map {
      [
        $0.kind.rawValue, "\(percent($0.share)) of the waiting",
        $0.p.map { "p = \(Digits.short($0))" } ?? "", $0.test,
      ]
    }
    if let hosts = report.hosts {
      rows.append(
        [
          hosts.p < Findings.level ? "hosts together" : "hosts apart",
          "\(Digits.short(hosts.within)) within, \(Digits.short(hosts.across)) across",
          "p = \(Digits.short(hosts.p))", "correlation within hosts, hosts permuted",
        ])
    }
    return [["kind", "share", "chance", "test"]] + rows
  }

  /// Each scheme of a group at its best numbers, the best first.
  func leaders(of group: SchemeGroup, most: Int) -> [Prediction] {
    var seen: Set<String> = []
    let first = best[group]
    let others = search.predictions.filter { $0.group == group }.filter {
      $0.interval != nil || $0.candidate.scheme != first?.candidate.scheme
    }
    // Those with intervals stand for their schemes.
    let ordered = others.filter { $0.interval != nil } + others.filter { $0.interval == nil }
    let chosen = ordered.filter { seen.insert($0.candidate.scheme).inserted }
    return Array(
      chosen.sorted { ($0.isBiased ? 1 : 0, -$0.speedUp) < ($1.isBiased ? 1 : 0, -$1.speedUp) }
        .prefix(most))
  }

  private func rows(of group: SchemeGroup) -> [[String]] {
    [["scheme", "speed-up", "s a step", "data", "rounds old", "stored", "messages", "left out"]]
      + leaders(of: group, most: 6).map { p in
        [
          p.candidate.label, gain(p), Digits.short(p.outcome.secondsPerStep),
          percent(p.outcome.dataShare), Digits.short(p.outcome.roundsStale),
          Digits.short(p.outcome.storage), Digits.short(p.outcome.traffic), warning(p),
        ]
      }
  }

  /// Who would be ignored how often; a dash for nobody.
  func warning(_ p: Prediction) -> String {
    let list = absentees(p).prefix(2).map { "\($0.worker): \(percent($0.share))" }
    guard !list.isEmpty else { return "–" }
    return list.joined(separator: ", ") + (p.isBiased ? " (biased)" : "")
  }

  /// Predictions with a curve that is not flat, and the best of each group.
  var bent: [Prediction] {
    search.predictions.filter { !$0.curve.isEmpty }
  }

  private var curveRows: [[String]] {
    [["share"] + Sensitivity.shares.map { "\($0)" }]
      + bent.prefix(8).map { p in [p.candidate.label] + p.curve.map { Digits.short($0.speedUp) } }
  }

  private var floorRows: [[String]] {
    [["line", "seconds"]]
      + report.floors.lines.map { line in
        [line.name + (line.isOrder ? ", order" : ""), Digits.short(line.seconds)]
      }
  }

  private var fitRows: [[String]] {
    [["distance", "a worker's", "--delay"]]
      + report.fits.prefix(6).map { fit in
        let compute = fit.compute.map { " --compute \($0)" } ?? ""
        let words = Self.shortened(fit.delay) + compute
        return [Digits.short(fit.distance), Digits.short(fit.workerDistance), words]
      }
  }

  /// A model with three digits a number, for people; JSON has them all.
  static func shortened(_ delay: String) -> String {
    let words = delay.split(separator: "+", omittingEmptySubsequences: false).map { summand in
      summand.split(separator: ",", omittingEmptySubsequences: false).map { item in
        let halves = item.split(separator: "=", maxSplits: 1)
        guard let last = halves.last, let value = Double(last) else { return String(item) }
        let head = halves.count > 1 ? halves[0] + "=" : ""
        return head + Digits.short(value)
      }.joined(separator: ",")
    }.joined(separator: "+")
    return words.count > 90 ? words.prefix(86) + " …" : words
  }
}

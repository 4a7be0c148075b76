import Coding
import Report

extension Advice {
  /// What happened, what would have helped, and what to do: three sentences.
  public var sentences: [String] { [whatHappened, whatHelps, whatToDo] }

  private var whatHappened: String {
    // What makes a fifth of the waiting belongs to the answer too.
    let told = report.findings.prefix(1) + report.findings.dropFirst().filter { $0.share >= 0.2 }
    let clause =
      told.prefix(2).map { finding in
        let text = finding.text.hasSuffix(".") ? finding.text.dropLast() : finding.text[...]
        return text.prefix(1).lowercased() + text.dropFirst()
          + (told.count > 1 ? " (\(percent(finding.share)) of the waiting)" : "")
      }.joined(separator: "; and ") + "."
    return "Over \(table.steps.count) steps your \(table.workers.count) workers took "
      + "\(Digits.short(report.uncodedSeconds / Double(table.steps.count))) s a step where all are "
      + "awaited, \(percent(report.waitingShare)) of it after half of them had answered: \(clause)"
  }

  private var whatHelps: String {
    guard let chosen else {
      let closest = best.values.max { $0.speedUp < $1.speedUp }
      let count = Set(search.predictions.map(\.candidate.scheme)).count
      return
        "Nothing would have helped: of \(count) schemes that were replayed on your times, none is "
        + "surely at least \(percent(Self.leastGain - 1)) faster"
        + (closest.map { "; the closest is \($0.candidate.label), \(gain($0))." } ?? ".")
    }
    let others = SchemeGroup.allCases.compactMap { best[$0] }
      .filter { $0.group != chosen.group }
      .map { other in
        other.speedUp < 1.02
          ? "no \(other.group.rawValue) one is faster than uncoded"
          : "the best \(other.group.rawValue) one is \(other.candidate.label), \(gain(other))"
      }
    return "With \(chosen.candidate.label) a step would have taken "
      + "\(Digits.short(chosen.outcome.secondsPerStep)) s and the same number of gradients would have "
      + "come \(gain(chosen)) as fast, \(price(chosen))"
      + (others.isEmpty ? "." : "; " + others.joined(separator: ", and ") + ".")
  }

  private var whatToDo: String {
    guard let chosen else {
      return
        "Stay with uncoded steps, which wait for all \(table.workers.count) workers: \(command)"
    }
    let care =
      chosen.promise == .stale || chosen.promise == .nearlyStale
      ? ", with a step size that you tune anew, since old gradients want a smaller one" : ""
    return "Run it with \(table.workers.count) workers and a parameter server\(care): \(command)"
  }

  /// A speed-up with its interval, in words.
  func gain(_ p: Prediction) -> String {
    let times = "\(Digits.short(p.speedUp)) times"
    guard let interval = p.interval, interval.lowerBound < interval.upperBound else { return times }
    return
      "\(times) (\(Digits.short(interval.lowerBound)) to \(Digits.short(interval.upperBound)))"
  }

  /// What a scheme asks for its speed, in words.
  func price(_ p: Prediction) -> String {
    var words: [String] = []
    switch p.group {
    case .exact: words.append("with exact gradients")
    case .approximate:
      words.append("with \(percent(p.outcome.dataShare)) of the data in a step")
      if let worst = absentees(p).first {
        words.append("worker \(worst.worker)'s left out in \(percent(worst.share)) of the steps")
      }
    case .stale:
      words.append(
        "with gradients \(Digits.short(p.outcome.roundsStale)) rounds old on average and "
          + "\(Digits.short(Double(p.outcome.maxStaleness) / Double(p.outcome.pace))) at most")
    }
    if p.outcome.storage > 1.01 {
      words.append("and \(Digits.short(p.outcome.storage)) times the data on each worker")
    }
    return words.joined(separator: ", ")
  }

  /// Whose data are left out most often, at most three, with the share of rounds; none for schemes that
  /// leave nobody out.
  func absentees(_ p: Prediction) -> [(worker: String, share: Double)] {
    switch p.promise {
    case .exact, .stale: return []
    case .unbiased, .approximate, .nearlyStale, .fastest, .nothing: break
    }
    return p.outcome.leftOut.map { absence in
      (absence.holders.map { table.workers[$0] }.joined(separator: "+"), absence.share)
    }
  }

  /// A share in percent.
  func percent(_ share: Double) -> String {
    let value = 100 * share
    return value < 9.95
      ? "\(Digits.short((value * 10).rounded() / 10)) %" : "\(Int(value.rounded())) %"
  }
}

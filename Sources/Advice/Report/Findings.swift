import Glibc
import Report

/// Names what is wrong: who is always slow, who becomes slow, and of what kind the rest is.
struct Findings {
  /// Below this share of waiting in the whole time nobody is late enough to matter.
  static let leastWaiting = 0.1
  /// A test that errs once in a hundred times.
  static let level = 0.01

  private let names: [String]
  private let seconds: [[Double]]
  private let ratios: [[Double]]
  private let medians: [Double]
  private let seed: UInt64

  init(
    _ names: [String], seconds: [[Double]], ratios: [[Double]], medians: [Double], seed: UInt64
  ) {
    self.names = names
    self.seconds = seconds
    self.ratios = ratios
    self.medians = medians
    self.seed = seed
  }

  /// All that is found, the costliest first.
  func all(waiting: Double, of whole: Double) -> [Finding] {
    var found: [Finding] = []
    let drifting = self.drifting
    let persistent = self.persistent(but: Set(drifting.places))
    func share(without places: [Int]) -> Double {
      waiting > 0 ? min(max(1 - self.waiting(without: Set(places)) / waiting, 0), 1) : 0
    }
    let isWaiting = whole > 0 && waiting / whole >= Self.leastWaiting
    if isWaiting, !drifting.places.isEmpty {
      let part = share(without: drifting.places)
      if part >= 0.1 { found.append(drift(drifting.places, p: drifting.p, share: part)) }
    }
    if isWaiting, !persistent.places.isEmpty {
      let part = share(without: persistent.places)
      if part >= 0.1 { found.append(steady(persistent.places, persistent.test, share: part)) }
    }
    let away = Set(found.flatMap(\.places))
    let rest = self.waiting(without: away)
    if whole > 0, rest / whole >= Self.leastWaiting {
      found.append(kindOfRest(but: away, share: waiting > 0 ? rest / waiting : 0))
    }
    found.sort { $0.share > $1.share }
    if found.isEmpty {
      found.append(
        Finding(
          kind: .none, workers: [], places: [], test: "share of the time spent waiting", p: nil,
          share: 0,
          text: "Nobody is late enough to matter: half of the workers had answered after "
            + "\(Digits.short(100 * (1 - (whole > 0 ? waiting / whole : 0)))) % of the time of a step."
        ))
    }
    if let common { found.append(common) }
    return found
  }

  /// Seconds after the median of all workers, when some are not awaited.
  private func waiting(without places: Set<Int>) -> Double {
    let kept = seconds.indices.filter { !places.contains($0) }
    return medians.indices.reduce(0) { sum, step in
      sum + max(0, (kept.map { seconds[$0][step] }.max() ?? 0) - medians[step])
    }
  }

  // MARK: Those that become slow

  private var drifting: (places: [Int], p: Double) {
    var places: [Int] = []
    var least = 1.0
    for worker in ratios.indices {
      let trend = Trend(ratios[worker])
      let p = min(1, trend.p * Double(ratios.count))
      guard p < Self.level, trend.tau > 0.4, trend.change > 0.2 else { continue }
      places.append(worker)
      least = min(least, p)
    }
    // Where many drift, what they have in common is not theirs.
    return places.count * 2 > ratios.count ? ([], 1) : (places, least)
  }

  private func drift(_ places: [Int], p: Double, share: Double) -> Finding {
    let list = costliest(places)
    let most = Trend(ratios[list[0]]).change
    return Finding(
      kind: .drift, workers: list.map { names[$0] }, places: list,
      test: "Mann-Kendall with Yue and Wang's effective size, Bonferroni over workers", p: p,
      share: share,
      text: "\(subject(list)) becomes slower and slower: worker \(names[list[0]])'s time grows by "
        + "\(Digits.short(100 * most)) % of the median over the table.")
  }

  /// A trend that all workers share, which no scheme helps against.
  private var common: Finding? {
    let trend = Trend(medians)
    let start = Descriptive.median(medians.prefix(max(medians.count / 4, 1)))
    guard trend.p < Self.level, abs(trend.tau) > 0.4, start > 0, abs(trend.change) / start > 0.2
    else { return nil }
    let way = trend.change > 0 ? "slower" : "faster"
    return Finding(
      kind: .drift, workers: [], places: [],
      test: "Mann-Kendall with Yue and Wang's effective size, of the medians of steps", p: trend.p,
      share: 0,
      text:
        "All workers together become \(way), by \(Digits.short(100 * abs(trend.change) / start)) % "
        + "over the table; no scheme helps against that.")
  }

  // MARK: Those that are always slow

  private func persistent(but away: Set<Int>) -> (places: [Int], test: WorkerVariance) {
    let kept = ratios.indices.filter { !away.contains($0) }
    let test = WorkerVariance(
      columns: medians.indices.map { step in kept.map { seconds[$0][step] } }, seed: seed)
    guard test.p < Self.level else { return ([], test) }
    // In terms of the quick ones: where half of the workers are slow, the median is between both.
    let quick = medians.indices.map { step in
      Descriptive.quantile(Descriptive.sorted(kept.map { seconds[$0][step] }), 0.25)
    }
    let places = kept.enumerated().filter { place, worker in
      let usual = medians.indices.map { step in
        quick[step] > 0 ? seconds[worker][step] / quick[step] : 1
      }
      return test.scores[place] > 3.3
        && Descriptive.quantile(Descriptive.sorted(usual), 0.25) > 1.2
    }.map(\.element)
    return (places, test)
  }

  private func steady(_ places: [Int], _ test: WorkerVariance, share: Double) -> Finding {
    let list = costliest(places)
    let kept = ratios.indices.filter { !places.contains($0) }
    let others = Descriptive.median(kept.map { Descriptive.median(seconds[$0]) })
    let factor = others > 0 ? Descriptive.median(seconds[list[0]]) / others : 1
    return Finding(
      kind: .persistent, workers: list.map { names[$0] }, places: list,
      test:
        "Friedman's ranks, workers permuted; 1.2 times the quick ones in three quarters of the steps",
      p: test.p, share: share,
      text: "\(subject(list)) is slow at nearly every step: worker "
        + "\(names[list[0]]) takes \(Digits.short(factor)) times as long as the others.")
  }

  // MARK: The rest

  private func kindOfRest(but away: Set<Int>, share: Double) -> Finding {
    let kept = ratios.indices.filter { !away.contains($0) }
    let slow = kept.map { worker in ratios[worker].map { $0 > SlowSteps.factor } }
    let list = Array(costliest(kept).prefix(10))
    let runs = SlowRuns(slow, seed: seed)
    if runs.p < Self.level, runs.meanLength > 1.25 * runs.chanceLength {
      return Finding(
        kind: .bursts, workers: list.map { names[$0] }, places: list,
        test: "runs of slow steps, steps permuted within workers", p: runs.p, share: share,
        text:
          "Workers are slow in bursts: of \(Digits.short(runs.meanLength)) steps in a row, where "
          + "chance alone gives \(Digits.short(runs.chanceLength)); worker \(names[list[0]]) costs most."
      )
    }
    let own = kept.flatMap { worker in
      let median = Descriptive.median(ratios[worker])
      return ratios[worker].map { median > 0 ? $0 / median : $0 }
    }
    let tail = TailTest(own, seed: seed)
    if tail.p < Self.level, tail.variation > 1.3 {
      return Finding(
        kind: .heavyTail, workers: list.map { names[$0] }, places: list,
        test: "coefficient of variation above the ninth tenth, against exponential tails",
        p: tail.p,
        share: share,
        text:
          "A few tasks take very much longer than all others, and which worker has them changes; "
          + "worker \(names[list[0]]) costs most.")
    }
    return Finding(
      kind: .transient, workers: list.map { names[$0] }, places: list,
      test: "none of the tests for other kinds is below \(Self.level)", p: nil, share: share,
      text:
        "Now this worker is late, now that one: lateness does not last, and its tail is that of "
        + "chance; worker \(names[list[0]]) costs most.")
  }

  /// Workers by what the others waited after the step's median for them alone, most first.
  private func costliest(_ places: [Int]) -> [Int] {
    var cost = [Double](repeating: 0, count: ratios.count)
    for step in medians.indices {
      var last = places[0]
      for worker in places where seconds[worker][step] > seconds[last][step] { last = worker }
      cost[last] += max(0, seconds[last][step] - medians[step])
    }
    return places.sorted { (-cost[$0], $0) < (-cost[$1], $1) }
  }

  private func subject(_ list: [Int]) -> String {
    guard list.count > 1 else { return "Worker \(names[list[0]])" }
    let more = list.count > 10 ? " and \(list.count - 10) more" : ""
    return "Each of the workers \(list.prefix(10).map { names[$0] }.joined(separator: ", "))\(more)"
  }
}

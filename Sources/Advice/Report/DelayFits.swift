import Clusters
import Glibc
import Settings

/// Fits every delay model of the registry to a table.
struct DelayFits {
  private let table: TimeTable
  private let findings: [Finding]
  private let seed: UInt64
  /// All times, ascending.
  private let times: [Double]

  init(_ table: TimeTable, findings: [Finding], seed: UInt64) {
    self.table = table
    self.findings = findings
    self.seed = seed
    times = Descriptive.sorted(table.seconds.joined())
  }

  /// Each model with its numbers, the closest first.
  /// - Parameter models: Those that are fitted; nil for all.
  func all(_ models: Set<String>?) throws -> [DelayFit] {
    let fits = try Delays.entries.filter { models?.contains($0.name) ?? true }
      .compactMap { entry in try fit(entry.name) }
    return fits.enumerated().sorted {
      ($0.element.distance + $0.element.workerDistance, $0.offset)
        < ($1.element.distance + $1.element.workerDistance, $1.offset)
    }.map(\.element)
  }

  private func fit(_ name: String) throws -> DelayFit? {
    if name == "trace" {
      return DelayFit(
        model: name, delay: "trace:file=times.csv,load=\(table.load)", compute: nil, distance: 0,
        workerDistance: 0)
    }
    guard let (delay, compute) = parameters(name) else { return nil }
    let model = try Delays.make(delay, workers: table.workers.count, seed: seed)
    let base = try ComputeModel(compute ?? "none").seconds(samples: [1])[0]
    // As many draws as the distance needs, whatever the number of workers.
    let draws = min(max(20_000 / table.workers.count, 60), 2000)
    var pooled: [Double] = []
    var own = 0.0
    for worker in table.workers.indices {
      let drawn = (0..<draws).map { step in
        model.seconds(worker: worker, step: step, load: 1)
          + base * model.factor(worker: worker, step: step)
      }
      own += kolmogorovSmirnov(table.seconds[worker], drawn)
      pooled += drawn
    }
    return DelayFit(
      model: name, delay: delay, compute: compute, distance: kolmogorovSmirnov(times, pooled),
      workerDistance: own / Double(table.workers.count))
  }

  /// The numbers of a model, as its options say them; nil for a model that is not known here.
  private func parameters(_ name: String) -> (delay: String, compute: String?)? {
    let n = table.workers.count
    let all = times
    let least = all[0]
    let rest = max(Descriptive.mean(all) - least, 1e-9)
    let positive = all.map { max($0, 1e-9) }
    switch name {
    case "none", "legacy-erasurehead": return (name, nil)
    case "fixed": return ("fixed:seconds=\(Descriptive.quantile(all, 0.5))", nil)
    case "exponential": return ("fixed:seconds=\(least)+exponential:mean=\(rest)", nil)
    case "shifted-exponential":
      let rate = 1 / (Double(n) * rest)
      return ("shifted-exponential:work=\(Double(n) * least),rate=\(rate)", nil)
    case "pareto":
      let logs = Descriptive.mean(positive.map { log($0 / positive[0]) })
      return ("pareto:scale=\(positive[0]),shape=\(min(max(1 / max(logs, 1e-9), 0.1), 1000))", nil)
    case "weibull":
      let (scale, shape) = Self.weibull(positive)
      return ("weibull:scale=\(scale),shape=\(shape)", nil)
    case "log-normal":
      let logs = positive.map { log($0) }
      let sigma = min(Descriptive.deviation(logs), 20)
      return ("log-normal:median=\(exp(Descriptive.mean(logs))),sigma=\(sigma)", nil)
    case "two-point":
      let levels = TwoLevels(all)
      return (
        "two-point:fast=\(levels.fast),slow=\(levels.slow),probability=\(levels.share)", nil
      )
    case "gilbert-elliott":
      let levels = TwoLevels(all)
      let (enter, leave) = levels.transitions(table.seconds)
      return (
        "fixed:seconds=\(levels.fast)+gilbert-elliott:enter=\(enter),leave=\(leave),seconds="
          + "\(levels.slow - levels.fast)", nil
      )
    case "slow": return slow
    case "speeds":
      let logs = table.seconds.map { log(max(Descriptive.median($0), 1e-9)) }
      let sigma = min(Descriptive.deviation(logs), 20)
      return (
        "speeds:sigma=\(sigma)", "per-block:seconds=\(exp(Descriptive.mean(logs)))"
      )
    case "per-worker":
      let list = table.seconds.map { "\(Descriptive.median($0))" }.joined(separator: "+")
      return ("per-worker:seconds=\(list)", nil)
    case "staircase":
      // With constant times it would be per-worker again.
      let list = table.seconds.map { "\(Descriptive.mean($0))" }.joined(separator: "+")
      return ("staircase:seconds=\(list),law=exponential", nil)
    default: return nil
    }
  }

  /// The workers that were found slow at every step, or the slowest one.
  private var slow: (delay: String, compute: String?) {
    let medians = table.seconds.map { Descriptive.median($0) }
    let found = findings.first { $0.kind == .persistent }?.places ?? []
    let slowest = medians.indices.max { medians[$0] < medians[$1] } ?? 0
    let places = found.isEmpty ? [slowest] : found.sorted()
    let base = Descriptive.median(
      medians.indices.filter { !places.contains($0) }.map { medians[$0] })
    let more = Descriptive.mean(places.map { medians[$0] }) - base
    let list = places.map(String.init).joined(separator: "+")
    return (
      "fixed:seconds=\(base)+slow:workers=\(list),seconds=\(max(more, 0))", nil
    )
  }

  /// Maximum likelihood by bisection: Σ xᵏ ln x / Σ xᵏ - 1/k = mean ln x grows with k.
  private static func weibull(_ values: [Double]) -> (scale: Double, shape: Double) {
    let largest = values.last ?? 1
    let scaled = values.map { $0 / largest }
    let logs = scaled.map { log($0) }
    let mean = Descriptive.mean(logs)
    var (low, high) = (0.1, 1000.0)
    for _ in 0..<60 {
      let k = (low * high).squareRoot()
      var (above, below) = (0.0, 0.0)
      for (x, l) in zip(scaled, logs) {
        let power = pow(x, k)
        above += power * l
        below += power
      }
      if above / below - 1 / k > mean { high = k } else { low = k }
    }
    let power = scaled.reduce(0) { $0 + pow($1, low) } / Double(scaled.count)
    return (largest * pow(power, 1 / low), low)
  }
}

/// Times in two levels, fast and slow, where the cut leaves least variance on both sides (Otsu 1979).
struct TwoLevels {
  /// Mean of the fast ones, in seconds.
  let fast: Double
  /// Mean of the slow ones, in seconds.
  let slow: Double
  /// Share of the slow ones.
  let share: Double
  private let cut: Double

  /// - Parameter sorted: Times, ascending.
  init(_ sorted: [Double]) {
    let total = sorted.reduce(0, +)
    var (left, best, place) = (0.0, -1.0, max(sorted.count / 2, 1))
    for i in 1..<max(sorted.count, 2) where i < sorted.count {
      left += sorted[i - 1]
      let (a, b) = (Double(i), Double(sorted.count - i))
      let gap = left / a - (total - left) / b
      if a * b * gap * gap > best, sorted[i] > sorted[i - 1] {
        best = a * b * gap * gap
        place = i
      }
    }
    cut = sorted[min(place, sorted.count - 1)]
    fast = Descriptive.mean(sorted.prefix(place))
    slow = place < sorted.count ? max(Descriptive.mean(sorted.dropFirst(place)), fast) : fast
    share = Double(max(sorted.count - place, 0)) / Double(sorted.count)
  }

  /// Chances to become slow and to become fast again, from step to step.
  func transitions(_ rows: [[Double]]) -> (enter: Double, leave: Double) {
    var (fastSteps, entered, slowSteps, left) = (1.0, 0.0, 1.0, 0.5)
    for row in rows {
      for (before, after) in zip(row, row.dropFirst()) where before.isFinite && after.isFinite {
        if before >= cut {
          slowSteps += 1
          if after < cut { left += 1 }
        } else {
          fastSteps += 1
          if after >= cut { entered += 1 }
        }
      }
    }
    return (entered / fastSteps, max(left / slowSteps, 1e-3))
  }
}

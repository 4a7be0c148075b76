/// Which worker was slow, when, and in what way.
public struct StragglerReport: Encodable, Sendable {
  /// Each worker, in the order of the table.
  public let workers: [WorkerReport]
  /// What is wrong, the costliest first; at least one, which may be `none`.
  public let findings: [Finding]
  /// Seconds that a method takes that waits for everybody, over all steps.
  public let uncodedSeconds: Double
  /// Of these, seconds after half of the workers had answered.
  public let waitingSeconds: Double
  /// What no method can be faster than.
  public let floors: Floors
  /// Whether workers of one host are late together; nil where there are no hosts.
  public let hosts: HostCorrelation?
  /// Every delay model with the numbers that fit best, the closest first.
  public let fits: [DelayFit]

  /// Waiting in parts of the whole time.
  public var waitingShare: Double { uncodedSeconds > 0 ? waitingSeconds / uncodedSeconds : 0 }
  /// What costs most.
  public var kind: StragglerKind { findings[0].kind }

  /// Looks at a table.
  /// - Parameters:
  ///   - missing: Seconds that stand for tasks without an answer.
  ///   - seed: Of the tests that draw at random.
  ///   - models: The delay models that are fitted; nil for all.
  public init(
    _ table: TimeTable, missing: Double, seed: UInt64 = 1, models: Set<String>? = nil
  ) throws {
    let seconds = table.filled(with: missing)
    let n = seconds.count
    let steps = seconds[0].count
    let columns = (0..<steps).map { step in seconds.map { $0[step] } }
    let medians = columns.map { Descriptive.median($0) }
    let ratios = Self.ratios(seconds, medians)
    let critical = Self.critical(columns)
    uncodedSeconds = columns.reduce(0) { $0 + ($1.max() ?? 0) }
    waitingSeconds = zip(columns, medians).reduce(0) { $0 + ($1.0.max() ?? 0) - $1.1 }
    workers = (0..<n).map { worker in
      let answers = Descriptive.sorted(table.seconds[worker])
      let mine = critical.filter { $0.worker == worker }
      let trend = Trend(ratios[worker])
      let start = Descriptive.median(ratios[worker].prefix(max(steps / 4, 1)))
      return WorkerReport(
        name: table.workers[worker], host: table.hosts?[worker],
        median: Descriptive.quantile(answers, 0.5), p95: Descriptive.quantile(answers, 0.95),
        mean: Descriptive.mean(answers), answered: Double(answers.count) / Double(steps),
        criticalShare: Double(mine.count) / Double(steps),
        waitedSeconds: mine.reduce(0) { $0 + $1.alone },
        slowShare: Double(ratios[worker].count { $0 > SlowSteps.factor }) / Double(steps),
        drift: start > 0 ? max(0, (start + trend.change) / start) : 1)
    }
    findings = Findings(
      table.workers, seconds: seconds, ratios: ratios, medians: medians, seed: seed
    ).all(waiting: waitingSeconds, of: uncodedSeconds)
    floors = Floors(seconds)
    hosts = table.hosts.flatMap { hosts in
      HostCorrelation(Self.centered(ratios), hosts: hosts, seed: seed)
    }
    fits = try DelayFits(table, findings: findings, seed: seed).all(models)
  }

  /// Times in terms of each step's median.
  private static func ratios(_ seconds: [[Double]], _ medians: [Double]) -> [[Double]] {
    seconds.map { row in
      zip(row, medians).map { value, median in median > 0 ? value / median : value > 0 ? 2 : 1 }
    }
  }

  /// Of each step the last worker, and how long it was awaited alone.
  private static func critical(_ columns: [[Double]]) -> [(worker: Int, alone: Double)] {
    columns.map { column in
      var last = 0
      for worker in column.indices where column[worker] > column[last] { last = worker }
      var second = 0.0
      for worker in column.indices where worker != last { second = max(second, column[worker]) }
      return (last, column[last] - second)
    }
  }

  private static func centered(_ ratios: [[Double]]) -> [[Double]] {
    var rows = ratios.map { row in
      let mean = Descriptive.mean(row)
      return row.map { $0 - mean }
    }
    guard let steps = rows.first?.count else { return rows }
    for step in 0..<steps {
      let mean = rows.reduce(0) { $0 + $1[step] } / Double(rows.count)
      for worker in rows.indices { rows[worker][step] -= mean }
    }
    return rows
  }
}

/// What counts as a slow step of a worker.
enum SlowSteps {
  /// Times the median of the step.
  static let factor = 1.3
}

public import Console
import Foundation

/// All tables of a plan's results, from the folder that `pgc-experiment export` writes.
public struct ResultTables: Sendable {
  let folder: String
  let about: [String: String]
  let axes: [String]
  /// In the order of the plan.
  let schemes: [String]
  /// In the order of the plan, none covered by another.
  let combinations: [Combination]
  /// A row for each problem whose least loss was looked for; empty in tables of plans that ask for none.
  let bestLosses: [CSVTable.Row]
  private let groups: [String: [[String]: [CSVTable.Row]]]

  /// Needed files, with the columns that a report asks of them.
  static let needed: [(name: String, columns: [String])] = [
    ("about", ["key", "value"]),
    ("runs", ["scheme", "variant", "seed", "outcome", "late_work_used", "step_size_used"]),
    ("summary", ["scheme", "variant", "quantity", "target", "n", "mean", "low", "high", "method"]),
    ("curves", ["scheme", "variant", "axis", "x", "metric", "mean", "low", "high"]),
    ("equal", ["scheme", "variant", "axis", "share_of_budget", "x", "metric", "mean"]),
    ("speedups", ["scheme", "variant", "reference", "target", "axis", "geometric_mean"]),
    ("tuning", ["scheme", "candidate", "target", "reached", "chosen"]),
    ("step_times", ["scheme", "variant", "mean", "p05", "p25", "p50", "p75", "p95", "p99"]),
    ("recovery", ["scheme", "variant", "from", "below", "share"]),
    ("staleness", ["scheme", "variant", "staleness_max", "share"]),
    ("timeline", ["scheme", "variant", "seed", "worker", "version", "began", "ended", "outcome"]),
    ("timeline_steps", ["scheme", "variant", "step", "closed"]),
    ("commands", ["scheme", "variant", "seed", "command"]),
    ("failures", ["scheme", "variant", "seed", "reason"]),
  ]

  /// Files that older folders do not have.
  static let optional: [(name: String, columns: [String])] = [
    ("bounds", ["scheme", "variant", "target", "exact_steps", "least_seconds", "order_unlike"])
  ]

  /// Reads a folder of tables.
  /// - Throws: naming the file, where one is missing or broken, or where there is no run in them.
  public init(folder: String) throws(RunError) {
    self.folder = folder
    var about: [String: String] = [:]
    var axes: [String] = []
    var groups: [String: [[String]: [CSVTable.Row]]] = [:]
    var places: [[String]] = []
    let present = Self.optional.filter {
      FileManager.default.fileExists(atPath: "\(folder)/\($0.name).csv")
    }
    for (name, columns) in Self.needed + present {
      let table = try CSVTable(
        reading: "\(folder)/\(name).csv", remedy: "write it by: pgc-experiment export PLAN")
      if name == "about" {
        try table.check(columns)
        for row in table.rows { about[row["key"]] = row["value"] }
        axes = (about["axes"] ?? "").split(separator: " ").map(String.init)
        continue
      }
      try table.check(axes + columns)
      var group: [[String]: [CSVTable.Row]] = [:]
      for row in table.rows {
        let place = axes.map { row[$0] }
        if name == "runs", !places.contains(place) { places.append(place) }
        group[place, default: []].append(row)
      }
      groups[name] = group
    }
    guard !places.isEmpty else {
      throw RunError("\(folder)/runs.csv: has no run; run the plan first: pgc-experiment run PLAN")
    }
    let best = "\(folder)/best_losses.csv"
    bestLosses =
      FileManager.default.fileExists(atPath: best)
      ? try CSVTable(reading: best, remedy: "write it by: pgc-experiment export PLAN").rows : []
    self.about = about
    self.axes = axes
    self.groups = groups
    schemes = (about["schemes"] ?? "").split(separator: " ").map(String.init)
    let all = places.map { Combination(axes: axes, coordinates: $0) }
    combinations = Combination.distinct(
      all.filter { one in !all.contains { $0 != one && $0.contains(one.coordinates) } })
  }

  /// The rows of a table in a combination, those of schemes included that ignore an axis of it.
  func rows(_ table: String, in combination: Combination) -> [CSVTable.Row] {
    let groups = groups[table] ?? [:]
    return places(of: combination).flatMap { groups[$0] ?? [] }
  }

  /// The same, of one line.
  func rows(_ table: String, in combination: Combination, _ key: LineKey) -> [CSVTable.Row] {
    rows(table, in: combination).filter {
      $0["scheme"] == key.scheme && $0["variant"] == key.variant
    }
  }

  /// The lines that are compared in a combination, in the order of the plan's schemes.
  func lines(in combination: Combination) -> [LineKey] {
    var keys: [LineKey] = []
    for row in rows("runs", in: combination) where row["variant"] != "tuning" {
      let key = LineKey(scheme: row["scheme"], variant: row["variant"])
      if !keys.contains(key) { keys.append(key) }
    }
    let order = Dictionary(zip(schemes, 0...), uniquingKeysWith: { first, _ in first })
    return keys.enumerated().sorted {
      (order[$0.element.scheme] ?? .max, $0.offset) < (order[$1.element.scheme] ?? .max, $1.offset)
    }.map(\.element)
  }

  /// Their schemes, each once.
  func schemes(in combination: Combination) -> [String] {
    var schemes: [String] = []
    for line in lines(in: combination) where !schemes.contains(line.scheme) {
      schemes.append(line.scheme)
    }
    return schemes
  }

  /// `tuned` before `common`; only `given` where nothing was tuned.
  func variants(in combination: Combination) -> [String] {
    let found = Set(lines(in: combination).map(\.variant))
    return ["tuned", "common", "given"].filter(found.contains)
  }

  /// Targets with a row in the summary, in its order.
  func targets(in combination: Combination) -> [String] {
    var targets: [String] = []
    for row in rows("summary", in: combination) where row["quantity"] == "time_to" {
      if !targets.contains(row["target"]) { targets.append(row["target"]) }
    }
    return targets
  }

  /// Metrics that have curves, in their order.
  func metrics(in combination: Combination) -> [String] {
    var metrics: [String] = []
    for row in rows("equal", in: combination) where !metrics.contains(row["metric"]) {
      metrics.append(row["metric"])
    }
    return metrics
  }

  /// All ways in which schemes that ignore some axes name a combination.
  private func places(of combination: Combination) -> [[String]] {
    combination.coordinates.reduce([[]]) { places, name in
      places.flatMap { place in [name, Combination.any].map { place + [$0] } }
    }
  }

  /// `virtual seconds` or `wall seconds`.
  var seconds: String { about["clock"] == "wall" ? "wall seconds" : "virtual seconds" }

  /// How many seeds runs were measured on.
  var seedCount: Int { (about["seeds"] ?? "").split(separator: " ").count }

  /// How intervals were made, for a caption.
  var intervalText: String {
    about["interval"] == "bootstrap"
      ? "95 % bootstrap interval of the mean (2,000 resamples; of times on logarithms)"
      : "95 % interval of the mean (Student's t; of times on logarithms)"
  }
}

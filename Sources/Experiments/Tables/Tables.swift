public import Console
import Runs

/// All tables of a plan's results.
public enum Tables {
  /// Writes the tables into a folder, each all or nothing.
  /// - Returns: The names of the files.
  /// - Throws: where they cannot be written, or a run's files are broken.
  public static func write(_ results: Results, to folder: String) throws(RunError) -> [String] {
    try makeFolder(folder, option: "--to")
    var names: [String] = []
    for table in try all(results) {
      try AtomicFile.replace("\(folder)/\(table.name).csv", with: table.text)
      names.append(table.name + ".csv")
    }
    return names
  }

  static func all(_ results: Results) throws(RunError) -> [CSVTable] {
    [
      about(results), try runs(results), summary(results), curves(results), equal(results),
      speedUps(results), ranking(results), tuning(results), stepTimes(results), recovery(results),
      staleness(results), commands(results), failures(results),
    ] + (try timeline(results)) + [try bounds(results)]
      + (results.study.problems.isEmpty ? [] : [bestLosses(results)])
  }
}

extension Results {
  /// Runs that are not there, of those that are known, recorded ones included.
  public var missing: Int {
    lines.reduce(0) { $0 + $1.runs.count { $0.state == .missing } }
      + timelineRuns.count { store.state($0.run) == .missing }
      + tunings.reduce(0) { $0 + $1.tuning.candidates.reduce(0) { $0 + $1.score.missing } }
  }

  /// The names of the axes, the scheme and the variant: what tells a line from another.
  var keyColumns: [String] { study.plan.axes.map(\.name) + ["scheme", "variant"] }

  /// Names of metrics of all runs, in the order in which they first stand.
  var metricNames: [String] {
    var names: [String] = []
    for line in lines {
      for name in metrics(of: line.results.first)
      where !names.contains(name) { names.append(name) }
    }
    return names
  }
}

extension Line {
  var key: [String] { cell.coordinates + [cell.scheme, variant.rawValue] }

  static let settingColumns = ["late_work_used", "stragglers_used", "step_size_used"]

  var settings: [String] { Self.settings(choice.configuration) }

  static func settings(_ configuration: RunConfiguration) -> [String] {
    [
      configuration.lateWork ?? "", configuration.stragglers.map(String.init) ?? "",
      configuration.stepSize,
    ]
  }

  /// The results there are.
  var results: [RunResult] { runs.compactMap(\.result) }

  /// Where its runs end on an axis, the earliest of those that did not diverge; nil for none.
  func end(on axis: Curve.Axis) -> Double? {
    results.filter { !$0.diverged }.compactMap { $0.curve.places(on: axis).last }.min()
  }

  /// The key with a coordinate that makes no difference here replaced by the other line's.
  func key(beside coordinates: [String]) -> [String] {
    zip(cell.coordinates, coordinates).map { $0 == Cell.any ? $1 : $0 }
      + [cell.scheme, variant.rawValue]
  }
}

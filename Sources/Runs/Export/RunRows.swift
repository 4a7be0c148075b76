import Console
import Foundation

/// What a run's tables know of a model version: the step that began with it, and its evaluation.
struct RunRow: Equatable {
  /// The version, which is the number of updates before it.
  let step: Int
  /// Seconds since 1970: the run's begin, and its own clock since then.
  let timestamp: Double
  /// Values by name: `steps/COLUMN` and `evaluations/COLUMN`; what a table has none of is left out.
  let values: [(name: String, value: Double)]

  static func == (a: RunRow, b: RunRow) -> Bool {
    a.step == b.step && a.timestamp == b.timestamp
      && a.values.elementsEqual(b.values) { $0 == $1 }
  }

  /// An object with the names that W&B has for step and time; JSON has no number that is not finite.
  var json: String {
    JSONText.object(
      [("step", "\(step)"), ("_timestamp", JSONText.number(timestamp))]
        + values.filter(\.value.isFinite).map { ($0.name, JSONText.number($0.value)) })
  }
}

/// The rows of a run's tables, in the order of their steps.
struct RunRows: ~Copyable {
  /// Seconds since 1970.
  let began: Double
  private var steps: Columns
  private var evaluations: Columns?
  private var nextStep: Row?
  private var nextEvaluation: Row?

  private typealias Row = (step: Int, time: Double, values: [(name: String, value: Double)])

  /// Opens the tables in a run's folder.
  /// - Throws: where there is no run, or a table cannot be read.
  init(_ folder: String) throws(RunError) {
    let record = try RecordedRun(folder: folder)
    var steps = try Columns(folder + "/steps.csv", group: "steps")
    var evaluations = try Self.evaluations(folder + "/evaluations.csv")
    nextStep = try steps.next()
    nextEvaluation = try evaluations?.next()
    began = record.began
    self.steps = steps
    self.evaluations = evaluations
  }

  /// Nil where there are none: a run that was killed early has none yet.
  private static func evaluations(_ path: String) throws(RunError) -> Columns? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try Columns(path, group: "evaluations")
  }

  /// The next row; nil behind the last.
  /// - Throws: where a table cannot be read.
  mutating func next() throws(RunError) -> RunRow? {
    guard let step = [nextStep?.step, nextEvaluation?.step].compactMap({ $0 }).min() else {
      return nil
    }
    var values: [(name: String, value: Double)] = []
    var time: Double?
    if let row = nextEvaluation, row.step == step {
      values = row.values
      time = row.time
      nextEvaluation = try evaluations?.next()
    }
    if let row = nextStep, row.step == step {
      values = row.values + values
      time = row.time
      nextStep = try steps.next()
    }
    return RunRow(step: step, timestamp: began + (time ?? 0), values: values)
  }

  /// A table whose columns are numbers.
  private struct Columns: ~Copyable {
    private var table: GrowingTable
    private let step: Int
    private let time: Int
    private let named: [(place: Int, name: String)]

    init(_ path: String, group: String) throws(RunError) {
      let opened = try GrowingTable(path)
      let (step, time) = (try opened.place("step"), try opened.place("time"))
      // Who closed a step is a name, not an amount.
      named = opened.columns.enumerated()
        .filter { $0.element != "step" && $0.element != "closer" }
        .map { ($0.offset, group + "/" + $0.element) }
      (self.step, self.time) = (step, time)
      table = opened
    }

    mutating func next() throws(RunError) -> Row? {
      guard let fields = try table.next() else { return nil }
      var values: [(name: String, value: Double)] = []
      for (place, name) in named {
        if let value = Double(fields[place]) { values.append((name, value)) }
      }
      return (Int(fields[step]) ?? 0, Double(fields[time]) ?? 0, values)
    }
  }
}

import Console
import Runs
import Testing

@testable import Experiments

/// What tables say of runs that failed or are missing.
@Suite struct FailedRunTests {
  private static let base = "base: {workers: 6, dataset: \"mixture:samples=60,features=3\"}\n"
  private let runs: StoredRuns

  init() throws { runs = try StoredRuns() }

  private func study(_ text: String) throws -> Study {
    try Study(try PlanText(Self.base + text).read())
  }

  /// The rows of a table as fields by column.
  private func rows(_ table: CSVTable) -> [[String: String]] {
    table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.columns, $0.fields)) }
  }

  @Test func theyAreInTheDenominator() throws {
    let study = try study("schemes: [pgc]\nseeds: [1, 2, 3]\ntargets: [train_loss=0.5]\n")
    let planned = study.firstRuns
    try runs.add(planned[0], seconds: 2, loss: 0.4)
    try runs.add(planned[1], seconds: 4, loss: 0.4)
    try runs.fail(planned[2])
    let summary = rows(Tables.summary(try Results(study, in: runs.store)))
    for quantity in ["time_to", "steps_to", "evaluations_to", "cancelled_to"] {
      let row = try #require(summary.first { $0["quantity"] == quantity })
      #expect(row["runs"] == "3" && row["n"] == "2" && row["share_reached"] == "0.666666667")
    }
    // The failed one is later than all others.
    #expect(summary.first { $0["quantity"] == "time_to" }?["median"] == "4")
  }

  @Test func aMissingTimelineIsMissing() throws {
    let study = try study("schemes: [pgc]\nseeds: [1]\ntimeline: {steps: 3}\n")
    let planned = study.firstRuns
    #expect(planned.count == 2)
    try runs.add(planned[0])
    #expect(try Results(study, in: runs.store).missing == 1)
    try runs.add(planned[1])
    #expect(try Results(study, in: runs.store).missing == 0)
  }

  @Test func allFailuresAreListed() throws {
    let study = try study(
      "schemes: [pgc]\nseeds: [1]\ntargets: [train_loss=0.5]\ntimeline: {steps: 3}\n"
        + "tuning: {seeds: [7], grid: {step-size: [0.1, 0.2]}, common: {step-size: 0.3}}\n")
    for run in study.firstRuns { try runs.fail(run) }
    let failures = rows(Tables.failures(try Results(study, in: runs.store)))
    #expect(
      failures.compactMap { $0["variant"] } == ["common", "timeline", "tuning", "tuning", "tuned"])
    #expect(failures.compactMap { $0["seed"] } == ["1", "1", "7", "7", ""])
    #expect(failures.prefix(4).allSatisfy { $0["reason"] == "no luck today" })
    #expect(failures.last?["reason"]?.contains("every candidate has a failed run") == true)
  }

  @Test func aRunIsToldOfOnce() throws {
    let run = try study("schemes: [pgc]\n").firstRuns
    var runner = Runner(
      runs.store, train: "/bin/false", jobs: 1, retriesFailures: false, total: 2)
    #expect(try runner.run(run).failures.count == 1)
    let again = try runner.run(run + run)
    #expect(again.failures.isEmpty && again.reused == 0)
  }

  /// The scheme ignores an axis that the reference does not: there is no one run to divide by.
  @Test func noRatioOverSeveralReferences() throws {
    let study = try study(
      "axes: {steps-of: [{name: a, steps: 2}, {name: b, steps: 3}]}\nseeds: [1]\n"
        + "schemes: [uncoded, {name: pgc, ignores: [steps-of]}, frc]\nreference: uncoded\n")
    for run in study.firstRuns { try runs.add(run) }
    let ratios = rows(Tables.summary(try Results(study, in: runs.store)))
      .filter { $0["quantity"] == "seconds_per_step_ratio" }
    #expect(ratios.compactMap { $0["scheme"] } == ["uncoded", "frc", "uncoded", "frc"])
  }

  /// Of three pairs the reference alone reached the target in two: the scheme is the slower one.
  @Test func theMedianSpeedUpIsOfAllPairs() throws {
    let study = try study(
      "schemes: [uncoded, pgc]\nseeds: [1, 2, 3]\ntargets: [train_loss=0.5]\nreference: uncoded\n")
    for (i, run) in study.firstRuns.enumerated() {
      try runs.add(run, seconds: i < 3 ? 4 : 2, loss: i < 4 ? 0.4 : 0.6)
    }
    let rows = rows(Tables.speedUps(try Results(study, in: runs.store)))
    let row = try #require(rows.first { $0["axis"] == "time" })
    #expect(row["both"] == "1" && row["only_reference"] == "2")
    #expect(row["geometric_mean"] == "2" && row["median"] == "0")
  }

  /// Median seconds 2, 6 and never: who is first is ahead of the second, the second behind the first.
  @Test func rankingIsByMediansOfAllRuns() throws {
    let study = try study(
      "schemes: [uncoded, pgc, frc]\nseeds: [1, 2, 3]\ntargets: [train_loss=0.5]\n")
    for (i, run) in study.firstRuns.enumerated() {
      // frc gets there in one of three runs, the fastest of all.
      try runs.add(run, seconds: [6, 2, 1][i / 3], loss: i < 7 ? 0.4 : 0.6)
    }
    let rows = rows(Tables.ranking(try Results(study, in: runs.store)))
    #expect(rows.map { $0["scheme"] } == ["uncoded", "pgc", "frc"])
    #expect(rows.map { $0["rank"] } == ["2", "1", "3"])
    #expect(rows.map { $0["median"] } == ["6", "2", ""])
    #expect(rows.map { $0["best_other"] } == ["pgc", "uncoded", "pgc"])
    #expect(rows.map { $0["ahead"] } == ["0.333333333", "3", ""])
  }

  /// By value, wherever it stands; by place where not all are numbers.
  @Test(arguments: [
    ("[3, 1, 2]", [true, true, false]), ("[1, 3, 2]", [true, true, false]),
    ("[\"0.1\", \"0.2*0.9^t\", \"0.3\"]", [true, false, true]), ("[1]", [false]),
  ])
  func edges(grid: String, isAtEdge: [Bool]) throws {
    let study = try study(
      "schemes: [pgc]\ntargets: [loss=0.5]\ntuning: {seeds: [7], grid: {step-size: \(grid)}}\n")
    let dial = study.cells[0].cell.dials[0]
    #expect(dial.values.indices.map { dial.isAtEdge($0) } == isAtEdge)
  }

  @Test(arguments: [
    ("0,1,1,nan,0,0,0.7,3,0", "recovery"), ("0,1,1,-1,0,0,0.7,3,0", "recovery"),
    ("0,1,1,1,0,,0.7,3,0", "staleness_max"), ("0,1,1,1,0,1e30,0.7,3,0", "staleness_max"),
  ])
  func damagedSteps(line: String, column: String) throws {
    let study = try study("schemes: [pgc]\nseeds: [1]\n")
    let header =
      "step,time,waited,recovery,staleness_mean,staleness_max,loss,evaluated,cancelled\n"
    let run = study.firstRuns[0]
    try runs.add(
      run, steps: header + "0,1,1,1,0,0,0.7,3,0\n\n\(line)\n", evaluations: "step,time\n0,0\n")
    let error = #expect(throws: RunError.self) { try Results(study, in: runs.store) }
    #expect(error?.description.contains("steps.csv, line 4: \(column) must be") == true)
  }

  @Test(arguments: ["nan,0", ",0", "-1,0", "1e300,0"]) func damagedEvaluations(line: String) throws
  {
    let study = try study("schemes: [pgc]\nseeds: [1]\n")
    let header =
      "step,time,waited,recovery,staleness_mean,staleness_max,loss,evaluated,cancelled\n"
    try runs.add(
      study.firstRuns[0], steps: header + "0,1,1,1,0,0,0.7,3,0\n",
      evaluations: "step,time\n\(line)\n")
    let error = #expect(throws: RunError.self) { try Results(study, in: runs.store) }
    #expect(error?.description.contains("evaluations.csv, line 2: step must be") == true)
  }

  /// Every column that is not an axis, but for the one that the manual names.
  @Test func columnsCannotBeAxes() throws {
    let study = try study(
      "axes: {problem: [{name: a, steps: 3}]}\nschemes: [pgc, uncoded]\nseeds: [1]\n"
        + "targets: [train_loss=0.5]\ntimeline: {steps: 2}\nreference: uncoded\n"
        + "tuning: {seeds: [7], grid: {step-size: [0.1]}, common: {step-size: 0.3}}\n")
    for run in study.firstRuns { try runs.add(run) }
    var columns: Set<String> = []
    for table in try Tables.all(try Results(study, in: runs.store)) where table.name != "about" {
      columns.formUnion(table.columns)
    }
    columns.subtract(["problem", "blocks"])
    #expect(columns.count > 50)
    for name in columns {
      let plan = try PlanText("axes: {\"\(name)\": [{name: a, delay: none}]}\nschemes: [pgc]\n")
      #expect(throws: (any Error).self, "\(name)") { try plan.read() }
    }
  }

  @Test(arguments: [
    "stragglers", "blocks", "delay", "late-work", "step-size", "workers", "staleness", "problem",
  ])
  func optionsCanBeAxes(name: String) throws {
    let plan = try PlanText("axes: {\(name): [{name: a, delay: none}]}\nschemes: [pgc]\n").read()
    #expect(plan.axes.map(\.name) == [name])
  }
}

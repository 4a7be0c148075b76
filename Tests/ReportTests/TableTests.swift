import Console
import Foundation
import Runs
import Testing

@testable import Report

@Suite("Tables read back")
struct TableTests {
  @Test("A combination has the rows of schemes that ignore an axis of it, and none is listed twice")
  func wildcards() throws {
    let folder = try ReportFolder()
    let tables = try ResultTables(folder: folder.path)
    #expect(tables.combinations.map(\.title) == ["delay = a, s = 1", "delay = a, s = 2"])
    for combination in tables.combinations {
      #expect(Set(tables.lines(in: combination).map(\.scheme)) == ["uncoded", "pgc", "is-sgd"])
      #expect(tables.variants(in: combination) == ["tuned", "common"])
      #expect(tables.targets(in: combination) == ["train_loss=0.4"])
    }
  }

  @Test(
    "A table that is not there is named", arguments: ["about", "summary", "commands", "timeline"])
  func missing(name: String) throws {
    let folder = try ReportFolder()
    try folder.remove("\(name).csv")
    let error = #expect(throws: RunError.self) { try ResultTables(folder: folder.path) }
    let text = error?.description ?? ""
    #expect(text.contains("/\(name).csv: there is no such file"))
    #expect(!text.contains("\n"))
  }

  @Test("A column that is not there is named")
  func missingColumn() throws {
    let folder = try ReportFolder()
    try folder.write("speedups", "delay,s,scheme\na,1,pgc\n")
    let error = #expect(throws: RunError.self) { try ResultTables(folder: folder.path) }
    #expect(error?.description.contains("speedups.csv: has no column 'variant'") == true)
  }

  @Test("Combinations have anchors of their own, the same as ever where they differ")
  func anchors() {
    let places = [["α=1", "x"], ["β=1", "x"], ["a-b", "c"], ["a", "b-c"], ["a", "b"]]
    let slugs = Combination.distinct(
      places.map { Combination(axes: ["one", "two"], coordinates: $0) }
    ).map(\.slug)
    #expect(slugs == ["--1-x", "--1-x-2", "a-b-c", "a-b-c-4", "a-b"])
    let top = Combination.distinct([Combination(axes: ["one"], coordinates: ["Overview"])])
    #expect(top.map(\.slug) == ["overview-1"])
  }

  @Test(
    "Less of a loss or an error is better",
    arguments: [
      ("train_loss", "≤"), ("test_mse", "≤"), ("test_accuracy", "≥"), ("loss_free_share", "≥"),
    ])
  func falling(metric: String, sign: String) {
    #expect(Name.target("\(metric)=0.5").contains(" \(sign) "))
    #expect(CurveFigure.shown([metric, "train_loss", "test_r2"]).first == "train_loss")
  }

  @Test("A loss is shown with a score, and with an error where there is none")
  func shownMetrics() {
    #expect(
      CurveFigure.shown(["train_loss", "test_loss", "test_mse", "test_r2"])
        == ["train_loss", "test_r2"])
    #expect(CurveFigure.shown(["train_loss", "test_mse"]) == ["train_loss", "test_mse"])
    #expect(CurveFigure.shown(["test_mse", "test_r2"]) == ["test_mse", "test_r2"])
  }

  @Test("Failed runs of tuning and recorded ones are told beside those of lines")
  func failuresBesideLines() throws {
    let folder = try ReportFolder()
    try folder.write(
      "failures",
      "delay,s,scheme,variant,seed,reason\na,1,pgc,timeline,1,no tasks\n"
        + "a,1,pgc,tuning,7,no luck\na,1,pgc,tuning,8,no luck\n")
    let tables = try ResultTables(folder: folder.path)
    let table = ResultTable(
      tables: tables, combination: tables.combinations[0],
      palette: SchemePalette(tables.schemes))
    let text = table.troubles.html.text
    #expect(text.contains("no tasks") && text.contains("7 8"))
  }

  @Test("The best of a column is the least where less is better")
  func bestError() throws {
    let folder = try ReportFolder()
    let text = folder.tables["equal"] ?? ""
    try folder.write(
      "equal",
      text.replacing("train_loss,0.3", with: "test_mse,0.3").split(separator: "\n").map { line in
        line.contains(",uncoded,") ? line.replacing("test_mse,0.3", with: "test_mse,0.9") : line
      }.joined(separator: "\n") + "\n")
    let tables = try ResultTables(folder: folder.path)
    let table = ResultTable(
      tables: tables, combination: tables.combinations[0],
      palette: SchemePalette(tables.schemes))
    let rows = table.equal(axis: "time").map(\.html.text).joined().components(separatedBy: "<tr>")
    #expect(rows.filter { $0.contains("uncoded") }.allSatisfy { !$0.contains("<strong>") })
  }

  @Test("Results of nothing are told as such")
  func noRuns() throws {
    let folder = try ReportFolder()
    try folder.write("runs", (folder.tables["runs"] ?? "").split(separator: "\n")[0] + "\n")
    let error = #expect(throws: RunError.self) { try ResultTables(folder: folder.path) }
    #expect(error?.description.contains("runs.csv: has no run") == true)
  }
}

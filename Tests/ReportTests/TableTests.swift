import Experiments
import Testing

@testable import Report

@Suite("Tables read back")
struct TableTests {
  @Test("Quotes, commas and lines inside of fields")
  func quoting() throws {
    let text = "key,value\r\na,\"x, \"\"y\"\"\nz\"\nb,\n"
    let table = try Table(name: "t", text: text, file: "t.csv")
    #expect(table.rows.map { $0["value"] } == ["x, \"y\"\nz", ""])
    #expect(table.rows[1].number("value") == nil)
    #expect(table.rows[1]["nothing"] == "")
  }

  @Test("A short row is told with its line")
  func shortRow() {
    let error = #expect(throws: RunError.self) {
      try Table(name: "t", text: "a,b\n1,2\n3\n", file: "t.csv")
    }
    #expect(error?.description.hasPrefix("t.csv, line 3: has 1 fields where 2 are named") == true)
  }

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
    #expect(text.contains("/\(name).csv: cannot be read"))
    #expect(!text.contains("\n"))
  }

  @Test("A column that is not there is named")
  func missingColumn() throws {
    let folder = try ReportFolder()
    try folder.write("speedups", "delay,s,scheme\na,1,pgc\n")
    let error = #expect(throws: RunError.self) { try ResultTables(folder: folder.path) }
    #expect(error?.description.contains("speedups.csv: has no column 'variant'") == true)
  }

  @Test("Results of nothing are told as such")
  func noRuns() throws {
    let folder = try ReportFolder()
    try folder.write("runs", (folder.tables["runs"] ?? "").split(separator: "\n")[0] + "\n")
    let error = #expect(throws: RunError.self) { try ResultTables(folder: folder.path) }
    #expect(error?.description.contains("runs.csv: has no run") == true)
  }
}

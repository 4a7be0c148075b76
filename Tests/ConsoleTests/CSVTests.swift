import TestSupport
import Testing

@testable import Console

@Suite("CSV")
struct CSVTests {
  private func records(_ text: String) -> [[String]] {
    var record = CSVRecord()
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[
      ...]
    if lines.last?.isEmpty == true { lines.removeLast() }
    var records: [[String]] = []
    while record.read(appending: { line in
      guard let next = lines.popFirst() else { return false }
      line += next
      return true
    }) == .record {
      records.append(record.fields.indices.map(record.text))
    }
    return records
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a , b\n\n  \n1,2\n\n", [["a", "b"], ["1", "2"]]),
    ("\"a\",b\n 1 ,\" 2 \"\n", [["a", "b"], ["1", " 2 "]]),
    ("\"a,\"\"b\"\"\",\"\"\n", [["a,\"b\"", ""]]),
    (",,\n", [["", "", ""]]),
    ("\"two\nlines\n\",x\n1,2\n", [["two\nlines\n", "x"], ["1", "2"]]),
    ("x\"y,2\n", [["x\"y", "2"]]),
  ])
  func fields(text: String, expected: [[String]]) {
    #expect(records(text) == expected)
  }

  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func table(_ text: String) throws -> CSVTable {
    try CSVTable(reading: try folder.write("t.csv", text), remedy: "write it again")
  }

  @Test("Quotes, commas and lines inside of fields")
  func quoting() throws {
    let table = try table("key,value\r\na,\"x, \"\"y\"\"\nz\"\nb,\n")
    #expect(table.rows.map { $0["value"] } == ["x, \"y\"\nz", ""])
    #expect(table.rows[1].number("value") == nil)
    #expect(table.rows[1]["nothing"] == "")
    #expect(table.rows.map(\.line) == [2, 4])
  }

  @Test("What is written reads back")
  func roundTrip() throws {
    var table = CSVTable("t", ["a", "b, c"])
    table.add(["\"", " x "])
    table.add(["two\nlines", ""])
    let read = try self.table(table.text)
    #expect(read.columns == table.columns)
    #expect(read.rows.map(\.fields) == table.rows.map(\.fields))
  }

  @Test(arguments: [
    ("\n", "t.csv: is empty; write it again"),
    ("a,b\n1,2\n3\n", "t.csv, line 3: has 1 fields where 2 are named; write it again"),
    ("a,b\n1,\"2\n", "t.csv, line 2, column 2: the quote that opens here is not closed"),
    ("b\n1\n", "t.csv: has no column 'a'; write it again"),
    ("a\n1\nx\n", "t.csv, line 3: 'x' is no number; write it again"),
    ("a\n1.5\n", "t.csv, line 2: a must be a whole number, at least 0"),
  ])
  func broken(text: String, says: String) {
    let error = #expect(throws: RunError.self) { try table(text).wholes("a") }
    let line = error?.description.replacing(folder.path + "/", with: "") ?? ""
    #expect(line.hasPrefix(says), "\(line)")
  }

  @Test func columnsOfNumbers() throws {
    let table = try table("a,b\n1,\n2,nan\n")
    #expect(try table.amounts("a") == [1, 2])
    #expect(try table.numbers("b").allSatisfy(\.isNaN))
    #expect(throws: RunError.self) { try table.amounts("b") }
  }
}

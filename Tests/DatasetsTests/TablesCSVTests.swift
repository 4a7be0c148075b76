import Console
import Kernels
import TestSupport
import Testing

@testable import Datasets

@Suite("Tables: CSV")
struct TablesCSVTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func records(_ text: String, separator: UInt8 = 0x2c) throws -> [[String]] {
    var reader = try CSVReader(try folder.write("t.csv", text), separator: separator)
    var records: [[String]] = []
    while try reader.next() {
      let record = reader.record
      records.append(reader.fields.map { String(decoding: record[$0], as: UTF8.self) })
    }
    return records
  }

  @Test func otherSeparatorsAndGzip() throws {
    #expect(try records("a;b,c\n", separator: 0x3b) == [["a", "b,c"]])
    let path = try folder.write("t.gz", gzip(Array("a,b\n1,2\n".utf8)))
    var reader = try CSVReader(path, separator: 0x2c)
    #expect(try reader.next() && reader.line == 1)
    #expect(try reader.next() && reader.line == 2)
    #expect(try !reader.next())
  }

  @Test(arguments: [
    ("a,b\n1,\"2\n", "line 2, column 2: the quote that opens here is not closed"),
    ("a,b\n\"1\"2,3\n", "line 2, column 1: a closing quote must end the field"),
  ])
  func badQuotes(text: String, says: String) throws {
    #expect(throws: DataError.self) { try records(text) }
    let line = try folder.complaint(text) { $0.label = .init("a") }
    #expect(line?.hasPrefix("FILE, \(says)") == true)
  }

  @Test func aStrayQuoteDoesNotSwallowTheFile() throws {
    let text = "a,b\n1,\"2\n" + String(repeating: "1,2\n", count: 40_000)
    #expect(try folder.complaint(text) { $0.label = .init("a") }?.contains("not closed") == true)
  }

  @Test(arguments: [
    ("1", FieldValue.number(1)), ("1.225e+006", .number(1_225_000)), ("-0", .number(0)),
    ("007", .number(7)), ("", .empty), ("nan", .notFinite), ("-inf", .notFinite),
    ("1e999", .notFinite), ("1,5", .text), ("+3.5", .number(3.5)),
    ("12345678", .number(12_345_678)),
  ])
  func values(text: String, expected: FieldValue) {
    #expect(FieldValue(Array(text.utf8).span) == expected)
  }
}

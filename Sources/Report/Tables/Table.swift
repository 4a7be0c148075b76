import Foundation
import Runs

/// A table of results, read back from its CSV file.
struct Table: Sendable {
  let name: String
  let columns: [String]
  private(set) var rows: [Row]

  /// One line of it; fields by the name of their column.
  struct Row: Sendable {
    fileprivate let places: Places
    let fields: [String]

    /// Empty where there is no such column.
    subscript(column: String) -> String {
      places.byName[column].map { fields[$0] } ?? ""
    }

    /// Nil where the field is empty or no number.
    func number(_ column: String) -> Double? {
      Double(self[column]).flatMap { $0.isFinite ? $0 : nil }
    }
  }

  /// Shared by all rows.
  fileprivate final class Places: Sendable {
    let byName: [String: Int]
    init(_ columns: [String]) {
      byName = Dictionary(zip(columns, 0...), uniquingKeysWith: { first, _ in first })
    }
  }

  /// Parses CSV as RFC 4180 has it.
  /// - Throws: naming file and line, where a row has not as many fields as there are columns.
  init(name: String, text: String, file: String) throws(RunError) {
    var lines = Self.records(text)
    guard let first = lines.first else {
      throw RunError("\(file): is empty; write it again by: pgc-experiment export PLAN")
    }
    lines.removeFirst()
    let places = Places(first.fields)
    self.name = name
    columns = first.fields
    rows = []
    rows.reserveCapacity(lines.count)
    for (line, fields) in lines {
      guard fields.count == columns.count else {
        throw RunError(
          "\(file), line \(line): has \(fields.count) fields where \(columns.count) are named; "
            + "write it again by: pgc-experiment export PLAN")
      }
      rows.append(Row(places: places, fields: fields))
    }
  }

  /// - Throws: naming the file, where a column that is needed is not there.
  func check(_ needed: [String], file: String) throws(RunError) {
    for column in needed where !columns.contains(column) {
      throw RunError(
        "\(file): has no column '\(column)'; write it again by: pgc-experiment export PLAN")
    }
  }

  private static func records(_ text: String) -> [(line: Int, fields: [String])] {
    let quote = UInt8(ascii: "\"")
    let comma = UInt8(ascii: ",")
    let newline = UInt8(ascii: "\n")
    var records: [(line: Int, fields: [String])] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuote = false
    var line = 1
    var began = 1
    func close() {
      fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      if byte == newline { line += 1 }
      if isQuoted {
        if byte == quote {
          isQuoted = false
          wasQuote = true
        } else {
          field.append(byte)
        }
        continue
      }
      switch byte {
      case quote:
        // Twice inside of quotes is one.
        if wasQuote { field.append(quote) }
        isQuoted = true
      case comma: close()
      case newline:
        close()
        if fields != [""] { records.append((began, fields)) }
        fields = []
        began = line
      case UInt8(ascii: "\r"): break
      default: field.append(byte)
      }
      wasQuote = false
    }
    if !field.isEmpty || !fields.isEmpty {
      close()
      records.append((began, fields))
    }
    return records
  }
}

import Foundation
import Runs

/// A CSV file of numbers; an empty field is NaN.
struct NumberTable {
  let path: String
  let names: [String]
  private let columns: [[Double]]
  /// The line of the file that each row stands in.
  private let lines: [Int]

  var count: Int { columns.first?.count ?? 0 }

  init(_ path: String) throws(RunError) {
    self.path = path
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw RunError("\(path): cannot be read; remove its folder and run the plan again")
    }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    names = (lines.first.flatMap { String($0) } ?? "").split(separator: ",").map(String.init)
    var columns = names.map { _ in [Double]() }
    var places: [Int] = []
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard fields.count == names.count else {
        throw RunError(
          "\(path), line \(number + 1): has \(fields.count) fields, not \(names.count); remove its "
            + "folder and run the plan again")
      }
      places.append(number + 1)
      for (i, field) in fields.enumerated() {
        guard let value = field.isEmpty ? .nan : String(field).flatMap(Double.init) else {
          throw RunError("\(path), line \(number + 1): '\(String(field) ?? "")' is no number")
        }
        columns[i].append(value)
      }
    }
    self.columns = columns
    self.lines = places
  }

  func column(_ name: String) throws(RunError) -> [Double] {
    guard let i = names.firstIndex(of: name) else {
      throw RunError("\(path): has no column '\(name)'; was it written by another version?")
    }
    return columns[i]
  }

  /// A column of finite numbers, at least 0.
  func amounts(_ name: String) throws(RunError) -> [Double] {
    let values = try column(name)
    if let i = values.firstIndex(where: { !($0.isFinite && $0 >= 0) }) {
      throw broken(i, "\(name) must be a finite number, at least 0")
    }
    return values
  }

  /// A column of whole numbers, at least 0.
  func wholes(_ name: String) throws(RunError) -> [Int] {
    var wholes: [Int] = []
    for (i, value) in try column(name).enumerated() {
      guard let whole = Int(exactly: value), whole >= 0 else {
        throw broken(i, "\(name) must be a whole number, at least 0")
      }
      wholes.append(whole)
    }
    return wholes
  }

  private func broken(_ row: Int, _ problem: String) -> RunError {
    RunError("\(path), line \(lines[row]): \(problem); remove its folder and run the plan again")
  }
}

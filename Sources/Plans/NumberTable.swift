import Experiments
import Foundation

/// A CSV file of numbers; an empty field is NaN.
struct NumberTable {
  let path: String
  let names: [String]
  private let columns: [[Double]]

  var count: Int { columns.first?.count ?? 0 }

  init(_ path: String) throws(RunError) {
    self.path = path
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw RunError("\(path): cannot be read; remove its folder and run the plan again")
    }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    names = (lines.first.flatMap { String($0) } ?? "").split(separator: ",").map(String.init)
    var columns = names.map { _ in [Double]() }
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard fields.count == names.count else {
        throw RunError(
          "\(path), line \(number + 1): has \(fields.count) fields, not \(names.count); remove its "
            + "folder and run the plan again")
      }
      for (i, field) in fields.enumerated() {
        guard let value = field.isEmpty ? .nan : String(field).flatMap(Double.init) else {
          throw RunError("\(path), line \(number + 1): '\(String(field) ?? "")' is no number")
        }
        columns[i].append(value)
      }
    }
    self.columns = columns
  }

  func column(_ name: String) throws(RunError) -> [Double] {
    guard let i = names.firstIndex(of: name) else {
      throw RunError("\(path): has no column '\(name)'; was it written by another version?")
    }
    return columns[i]
  }
}

import Console
import Foundation
import Kernels
import Synchronization
import TestSupport

@testable import Datasets

/// Lines that a user would have read.
final class Reports: Sendable {
  private let content = Mutex<[String]>([])
  var lines: [String] { content.withLock { $0 } }
  func add(_ line: String) { content.withLock { $0.append(line) } }
}

extension TemporaryFolder {
  /// The sources of a table written here, prepared in the subfolder `prepared` or not at all.
  func table(
    _ text: String, cached: Bool = true, labels: LabelKind? = nil,
    _ edit: (inout Recipe) -> Void = { _ in }
  ) throws -> DatasetPair {
    try table(Array(text.utf8), cached: cached, labels: labels, edit)
  }

  func table(
    _ bytes: [UInt8], cached: Bool = true, labels: LabelKind? = nil,
    _ edit: (inout Recipe) -> Void = { _ in }
  ) throws -> DatasetPair {
    var recipe = Recipe(name: "small", file: "table.csv", label: .init("y"))
    edit(&recipe)
    return TableSource.pair(
      recipe, path: try write("table.csv", bytes), labels: labels,
      cache: TableCache(cached ? [path + "/prepared"] : []), name: "small")
  }

  /// The error line of a table, without its path; nil where it can be read.
  func complaint(_ text: String, _ edit: (inout Recipe) -> Void = { _ in }) throws -> String? {
    let train = try table(text, cached: false, edit).train
    let line = DatasetsTests.complaint { () throws(DataError) in _ = try train.survey() }
    return line?.replacingOccurrences(of: path + "/table.csv", with: "FILE")
  }
}

extension DatasetSource {
  /// All samples, row by row.
  func all() throws(DataError) -> (table: [[Double]], labels: [Double]) {
    let survey = try survey()
    let data = try load(
      rows: Array(0..<survey.count), columns: survey.columns, as: Double.self)
    return (data.features.table, data.labels)
  }
}

import Console

/// `evaluations.csv`: step, time, and what the model and data have: losses, metrics, model norm.
///
/// Each row is in the file as soon as it is known. The columns are those of the first.
final class EvaluationsFile {
  private let path: String
  private var file: OutputFile?
  private(set) var rows: [EvaluationRow] = []

  /// A file with the rows that are known, in the place of one that may know more.
  /// - Throws: where it cannot be written.
  init(_ path: String, rows: [EvaluationRow]) throws(RunError) {
    self.path = path
    for row in rows { try add(row) }
  }

  /// Appends a row.
  /// - Throws: where it cannot be written; it is among the rows all the same.
  func add(_ row: EvaluationRow) throws(RunError) {
    rows.append(row)
    let names = rows[0].columns.map(\.name)
    // A metric that is undefined for a set (AUC of one class) is left out of its columns.
    let values = names.map { name in
      row.columns.first { $0.name == name }.map { "\($0.value)" } ?? ""
    }
    let file = try opened(names)
    try file.line((["\(row.step)", "\(row.time)"] + values).joined(separator: ","))
    try file.flush()
  }

  private func opened(_ names: [String]) throws(RunError) -> OutputFile {
    if let file { return file }
    let new = try OutputFile(path)
    file = new
    try new.line((["step", "time"] + names).joined(separator: ","))
    return new
  }

  /// Closes the file, which has at least its header.
  func close() throws(RunError) {
    try opened([]).close()
    file = nil
  }
}

import Console

/// `evaluations.csv`: step, time, and what the model and data have: losses, metrics, model norm.
enum EvaluationsFile {
  static func write(_ rows: [EvaluationRow], to path: String)
    throws(RunError)
  {
    let names = rows.first?.columns.map(\.name) ?? []
    var table = CSVTable("evaluations", ["step", "time"] + names)
    for row in rows {
      // A metric that is undefined for a set (AUC of one class) is left out of its columns.
      let values = names.map { name in
        row.columns.first { $0.name == name }.map { "\($0.value)" } ?? ""
      }
      table.add(["\(row.step)", "\(row.time)"] + values)
    }
    try AtomicFile.replace(path, with: table.text)
  }
}

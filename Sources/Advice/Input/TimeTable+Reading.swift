public import Console
import Glibc

extension TimeTable {
  /// Reads a table, a run's folder, or a folder of a plan's runs or tables.
  /// - Parameters:
  ///   - path: A file, plain or gzip; a folder; `-` for standard input.
  ///   - form: How a file says who took how long.
  /// - Throws: one line that names file, line and column, and what to do.
  public init(reading path: String, form: TableForm = .auto) throws(RunError) {
    var status = stat()
    if path == "-" {
      let spool = try Spool(reading: 0, name: "standard input")
      self = try Self.file(spool.path, name: "standard input", form)
    } else if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      self = try RunTimes.table(folder: path)
    } else if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw RunError(system: "\(path): cannot be read") }
      defer { close(descriptor) }
      let spool = try Spool(reading: descriptor, name: path)
      self = try Self.file(spool.path, name: path, form)
    } else {
      self = try Self.file(path, name: path, form)
    }
    try check()
  }

  private static func file(_ path: String, name: String, _ form: TableForm) throws(RunError)
    -> TimeTable
  {
    let text = try TableText(reading: path, name: name)
    guard let first = text.records.first else { throw text.broken("is empty") }
    if form != .wide, let long = LongTable(text, head: first.fields) { return try long.table() }
    switch form {
    case .wide: return try WideTable(text).table()
    case .long: return try LongTable(unnamed: text).table()
    case .auto:
      guard LongTable.isUnnamed(text) else { return try WideTable(text).table() }
      var table = try LongTable(unnamed: text).table()
      table.notes.append(
        "Its lines were read as worker, step and times; --form wide reads a row a worker.")
      return table
    }
  }

  /// Looks whether there is enough to say anything.
  /// - Throws: what is missing.
  public func check() throws(RunError) {
    func wrong(_ problem: String) -> RunError { RunError("\(name): \(problem)", exitCode: 2) }
    guard workers.count > 1 else {
      throw wrong("has one worker; stragglers need at least 2 rows, a row a worker")
    }
    guard steps.count > 1 else {
      throw wrong("has one step; give at least 2, a column a step, and better 20 or more")
    }
    for (worker, row) in zip(workers, seconds) where row.allSatisfy(\.isNaN) {
      throw wrong("worker \(worker) never answers; leave it out")
    }
    for (column, step) in steps.enumerated() where seconds.allSatisfy({ $0[column].isNaN }) {
      throw wrong("nobody answers at step \(step); leave it out")
    }
    guard longest > 0 else { throw wrong("all times are 0; give seconds") }
  }
}

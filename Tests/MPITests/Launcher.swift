import Foundation
import TestSupport

/// Starts real processes: `pgc-train` by itself or under `mpirun`, as a user does.
enum Launcher {
  struct Result {
    var code: Int32
    var output: String
    var errors: String
  }

  /// Runs `pgc-train` on `ranks` ranks; a parameter server and ranks − 1 workers.
  ///
  /// A job that hangs is killed after `limit` seconds and gives code 124.
  static func train(ranks: Int, _ arguments: [String], limit: Int = 120) throws -> Result {
    try mpirun(ranks: ranks, "pgc-train", arguments, limit: limit)
  }

  /// Runs one of the products under `mpirun`.
  static func mpirun(ranks: Int, _ product: String, _ arguments: [String], limit: Int = 120)
    throws -> Result
  {
    let launch = [
      "timeout", "-k", "5", "\(limit)", "mpirun", "--oversubscribe", "--bind-to", "none", "--mca",
      "btl", "vader,self", "--mca", "mpi_yield_when_idle", "1", "--mca", "oob_tcp_if_include", "lo",
      "-n", "\(ranks)",
    ]
    return try run(launch + [BuiltProducts.path(product)] + arguments)
  }

  /// Runs `pgc-train` in one process.
  static func alone(_ arguments: [String], limit: Int = 120) throws -> Result {
    try run(
      ["timeout", "-k", "5", "\(limit)", BuiltProducts.path("pgc-train")]
        + arguments)
  }

  /// Starts `pgc-train` with more steps than it gets through, and asks it to end once it has a checkpoint.
  /// - Returns: The steps that it did.
  static func interrupted(_ arguments: [String], out folder: String) throws -> Int {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProducts.path("pgc-train"))
    process.arguments =
      arguments + ["--steps", "1000000", "--checkpoint-every", "1", "--out", folder]
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<3000 where !FileManager.default.fileExists(atPath: folder + "/checkpoint") {
      usleep(20_000)
    }
    process.terminate()
    process.waitUntilExit()
    return try Table(folder + "/steps.csv")["step"].count
  }

  /// Runs any program.
  static func run(_ command: [String]) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    var environment = ProcessInfo.processInfo.environment
    environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1"
    environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1"
    process.environment = environment
    // Files, not pipes: nobody has to read while the job runs.
    let folder = try TemporaryFolder()
    let output = folder.file("output")
    let errors = folder.file("errors")
    for path in [output, errors] {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}

/// A CSV file of a run: rows of numbers by column name.
struct Table {
  /// The fields as they stand.
  private(set) var texts: [String: [Substring]] = [:]

  init(_ path: String) throws {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let names = (lines.first ?? "").split(separator: ",").map(String.init)
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      for (name, field) in zip(names, fields) { texts[name, default: []].append(field) }
    }
  }

  /// The rows that have a word in a column.
  func rows(where column: String, is word: String) -> Table {
    var table = self
    let chosen = (texts[column] ?? []).indices.filter { texts[column]?[$0] == word[...] }
    table.texts = texts.mapValues { fields in chosen.map { fields[$0] } }
    return table
  }

  /// The numbers of a column; not a number where a field is none.
  subscript(name: String) -> [Double] { (texts[name] ?? []).map { Double($0) ?? .nan } }
}

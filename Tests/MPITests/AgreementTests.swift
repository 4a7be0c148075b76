import Foundation
import TestSupport
import Testing

/// All ranks are given the same options and data, or the run ends before its first model.
@Suite(.serialized) struct AgreementTests {
  /// Starts rank 0 with some words and two workers with others.
  private func run(_ first: [String], _ others: [String]) throws -> Launcher.Result {
    let program = BuiltProducts.path("pgc-train")
    let launch = [
      "timeout", "-k", "5", "60", "mpirun", "--oversubscribe", "--bind-to", "none", "--mca", "btl",
      "vader,self", "--mca", "oob_tcp_if_include", "lo",
    ]
    return try Launcher.run(
      launch + ["-n", "1"] + first.split(program) + [":", "-n", "2"] + others.split(program))
  }

  private static let problem = ["--scheme", "uncoded", "--steps", "3", "--no-picture", "--quiet"]

  @Test(
    "Other options behind the colon",
    arguments: [
      (["--seed", "2"], "--seed is '2', and '1' on rank 0"),
      (["--scheme", "is-sgd"], "--scheme is 'is-sgd', and 'uncoded' on rank 0"),
      (["--precision", "float32"], "--precision is 'float32', and 'float64' on rank 0"),
      (["--l2", "0.5"], "--l2 is '0.5'"),
    ])
  func options(_ more: [String], _ line: String) throws {
    let folder = try TemporaryFolder()
    let options =
      Self.problem + ["--dataset", "mixture:samples=60,features=4", "--out", folder.file("run")]
    let result = try run(["PROGRAM"] + options, ["PROGRAM"] + options + more)
    #expect(result.code == 1)
    #expect(result.errors.contains("pgc-train: rank 1 on "), "\(result.errors)")
    #expect(result.errors.contains(line), "\(result.errors)")
  }

  @Test(
    "Words that rank 0 was not given, and that nobody can use",
    arguments: [
      (["--wrong", "7"], "rank 1: Unknown option '--wrong'"),
      (["--steps", "many"], "rank 1: --steps=many is not a whole number"),
      (["--virtual"], "rank 1: --virtual"),
    ])
  func unusable(_ more: [String], _ line: String) throws {
    let folder = try TemporaryFolder()
    let options =
      Self.problem + ["--dataset", "mixture:samples=60,features=4", "--out", folder.file("run")]
    let result = try run(["PROGRAM"] + options, ["PROGRAM"] + options + more)
    #expect(result.code == 2)
    let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("pgc-train: ") }
    // On a busy machine the next rank may come to speak too before mpirun ends it.
    #expect(lines.count <= 2 && lines.first?.contains(line) == true, "\(result.errors)")
  }

  @Test("Other data: a row fewer, a value, a feature more")
  func data() throws {
    let rows = (0..<20).map { "\($0 % 2) 1:\($0) 2:0.5" }
    var changed = rows
    changed[3] = "1 1:3 2:0.25"
    let folder = try TemporaryFolder()
    for (number, other) in [Array(rows.dropLast()), changed, rows.map { $0 + " 3:1" }].enumerated()
    {
      for (name, lines) in [("a", rows), ("b-\(number)", other)] {
        try FileManager.default.createDirectory(
          atPath: folder.file(name), withIntermediateDirectories: true)
        _ = try folder.write(name + "/data.svm", lines.joined(separator: "\n") + "\n")
      }
      let options = Self.problem + ["--dataset", "data.svm", "--out", folder.file("run-\(number)")]
      let result = try run(
        ["--wdir", folder.file("a"), "PROGRAM"] + options,
        ["--wdir", folder.file("b-\(number)"), "PROGRAM"] + options)
      #expect(result.code == 1, "\(result.errors)")
      #expect(result.errors.contains("the content of "), "\(result.errors)")
      #expect(result.errors.contains("put the same file on every machine"), "\(result.errors)")
    }
  }

  @Test("The number of threads may differ")
  func threads() throws {
    let folder = try TemporaryFolder()
    let options =
      Self.problem + ["--dataset", "mixture:samples=60,features=4", "--out", folder.file("run")]
    let result = try run(["PROGRAM"] + options, ["PROGRAM"] + options + ["--threads", "2"])
    #expect(result.code == 0, "\(result.errors)")
  }
}

extension [String] {
  /// The words with the program in the place of its name.
  fileprivate func split(_ program: String) -> [String] { map { $0 == "PROGRAM" ? program : $0 } }
}

import Foundation
import TestSupport
import Testing

/// `pgc-advise` as a user calls it.
@Suite("pgc-advise") struct CommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "t.csv",
      (0..<4).map { worker in
        (0..<12).map { "\(worker == 2 ? 3.0 : 1 + 0.01 * Double($0 % 5))" }.joined(separator: ",")
          + "\n"
      }.joined())
  }

  private func run(_ words: String) throws -> (code: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c", "cd '\(folder.path)' && { \(words) ; } >output 2>errors",
    ]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PATH": BuiltProducts.folder.path + ":/usr/bin:/bin"
    ]) { $1 }
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) -> String {
      folder.bytes(name).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    return (process.terminationStatus, text("output"), text("errors"))
  }

  @Test("a table in a file, through a pipe and compressed has one answer")
  func inputs() throws {
    let file = try run("pgc-advise t.csv")
    #expect(file.code == 0 && file.output.contains("worker 2 is slow at nearly every step"))
    for words in ["cat t.csv | pgc-advise -", "gzip -c t.csv | pgc-advise -"] {
      let piped = try run(words)
      #expect(piped.code == 0 && piped.output == file.output, "\(piped.errors)")
    }
  }

  @Test("files are written, and the replay that is told gives the seconds that were told")
  func files() throws {
    let answer = try run("pgc-advise t.csv --out o --page p.html --json")
    #expect(answer.code == 0, "\(answer.errors)")
    #expect(folder.names("o") == ["advice.html", "advice.json", "times.csv"])
    #expect(folder.bytes("p.html") == folder.bytes("o/advice.html"))
    #expect(folder.bytes("o/advice.json") == Data(answer.output.utf8))
    let told = try run("pgc-advise t.csv --out o2").output
    let command = try #require(told.split(separator: "\n").last.map { $0.drop { $0 == " " } })
    let replay = try run("\(command) --out r")
    #expect(
      replay.code == 0 && replay.output.contains("seconds a step"), "\(command): \(replay.errors)")
  }

  @Test(
    "trainings on the recorded times stand in all three forms of the answer, and repeat themselves")
  func trains() throws {
    let words =
      "pgc-advise t.csv --compute-share 0 --out o --train '--dataset mixture:samples=80,features=3 "
      + "--model least-squares --step-size 0.05 --steps 60 --until loss=0.9'"
    let answer = try run(words)
    #expect(answer.code == 0, "\(answer.errors)")
    #expect(answer.output.contains("Trained on these times"))
    let record = try JSONSerialization.jsonObject(with: try #require(folder.bytes("o/advice.json")))
    let trained = try #require((record as? [String: Any])?["trained"] as? [[String: Any]])
    #expect(trained.count >= 3)
    #expect(trained.allSatisfy { $0["outcome"] as? String == "done" })
    let seconds = trained.compactMap { $0["seconds_to_target"] as? Double }
    // Worker 2 takes three times as long as the others, and uncoded steps wait for it.
    #expect(try #require(seconds.first) > seconds.min() ?? .infinity)
    let page = String(decoding: try #require(folder.bytes("o/advice.html")), as: UTF8.self)
    #expect(page.contains("Trained in virtual time on these times"))
    #expect(try run(words).output == answer.output)
  }

  @Test(
    "what is wrong is told in one line",
    arguments: [
      ("pgc-advise", "Missing expected argument"), ("pgc-advise none.csv", "none.csv"),
      ("pgc-advise t.csv --compute-share 2", "--compute-share 2.0: must be from 0 to 1"),
      ("pgc-advise t.csv --missing 0", "--missing 0.0"), ("pgc-advise t.csv --form tall", "--form"),
      ("pgc-advise - </dev/null", "standard input: is empty"),
      ("pgc-advise t.csv --train '--dataset no-such-set'", "no-such-set"),
      ("pgc-advise t.csv --train '--wrong'", "--train '--wrong'"),
      ("echo '1,2\n3,x' | pgc-advise -", "standard input, line 2, column 2"),
    ])
  func refusals(words: String, says: String) throws {
    let result = try run(words)
    #expect(result.code == 2, "\(result.errors)")
    #expect(
      result.errors.hasPrefix("pgc-advise: ") && result.errors.contains(says), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test("a page that cannot be written is told")
  func unwritable() throws {
    let result = try run("pgc-advise t.csv --page away/p.html")
    #expect(result.code == 1 && result.errors.contains("away/p.html: cannot be written"))
  }

  @Test("version and help")
  func words() throws {
    #expect(try run("pgc-advise --version").output == "0.1.0\n")
    #expect(try run("pgc-advise --help").output.contains("--compute-share"))
  }
}

import Foundation
import TestSupport
import Testing

/// What a user can do wrong: one clear line, from one rank, the right exit code, and nobody left.
@Suite("Wrong input", .serialized)
struct BadInputTests {
  struct Mistake: CustomTestStringConvertible {
    var arguments: [String]
    var code: Int32
    var words: [String]
    var ranks = 4
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String..., code: Int32 = 2, says words: [String]) {
      self.arguments = arguments
      self.code = code
      self.words = words
    }
  }

  static let mistakes = [
    Mistake("--scheme", "pcg", says: ["--scheme", "'pcg'", "did you mean 'pgc'"]),
    Mistake("--sheme", "pgc", says: ["--sheme", "--scheme"]),
    Mistake("--model", "sofmax", says: ["--model", "did you mean 'softmax'"]),
    Mistake("--dataset", "fashion-mnst", says: ["--dataset", "did you mean 'fashion-mnist'"]),
    Mistake("--delay", "exponentail:mean=1", says: ["--delay", "did you mean 'exponential'"]),
    Mistake("--stragglers", "3", says: ["--stragglers 3", "0 to 2"]),
    Mistake("--stragglers", "-1", says: ["--stragglers"]),
    Mistake("--scheme", "frc", "--stragglers", "1", says: ["--stragglers 1", "frc", "0, 2"]),
    Mistake("--await", "4", says: ["--await 4", "1 to 3"]),
    Mistake("--workers", "5", says: ["--workers 5", "4 ranks"]),
    Mistake("--scheme", "frc", "--staleness", "constant", says: ["--staleness", "frc", "pgc"]),
    Mistake("--set", "rescal=yes", says: ["--set", "did you mean 'rescale'"]),
    Mistake("--step-size", "-0.5", says: ["--step-size", "-0.5"]),
    Mistake("--step-size", "nan", says: ["--step-size", "nan"]),
    Mistake("--l2", "inf", says: ["--l2", "inf"]),
    Mistake("--delay", "exponential:mean=-1", says: ["--delay", "mean", "-1"]),
    Mistake("--precision", "float16", says: ["--precision", "float16"]),
    Mistake("--steps", "many", says: ["--steps", "many"]),
    Mistake("--model", "softmax", says: ["--model", "softmax", "logistic"]),
    Mistake("--batch", "2", says: ["batch", "2"]),
    Mistake("--virtual", says: ["--virtual", "without mpirun"]),
    Mistake("--config", "no-such.yaml", says: ["--config", "no-such.yaml"]),
    Mistake("--dataset", "./no-such.libsvm", says: ["./no-such.libsvm"]),
    Mistake("--out", "/proc/no-such", code: 1, says: ["/proc/no-such"]),
  ]

  @Test("is told in one line under mpirun", arguments: mistakes)
  func underMPI(mistake: Mistake) throws {
    let folder = try TemporaryFolder()
    var arguments = mistake.arguments
    if !arguments.contains("--dataset") {
      arguments = ["--dataset", "mixture:samples=90,features=3"] + arguments
    }
    // Of an option that stands twice the later counts.
    arguments = ["--steps", "2"] + arguments
    if !arguments.contains("--out") { arguments += ["--out", folder.file("run")] }
    let result = try Launcher.train(ranks: 4, arguments, limit: 30)
    #expect(result.code == mistake.code, "\(result.errors)")
    let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("pgc-train: ") }
    #expect(lines.count == 1, "\(result.errors)")
    for word in mistake.words { #expect(lines.first?.contains(word) == true, "\(lines)") }
    #expect(result.output.isEmpty)
  }

  @Test("in a data file names the file and the place, on every rank once")
  func badFiles() throws {
    let folder = try TemporaryFolder()
    let files = [
      ("empty.libsvm", "", "empty"),
      ("text.libsvm", "1 1:0.5\n-1 2:abc\n", "line 2"),
      ("order.libsvm", "1 3:0.5 2:1\n-1 1:1\n", "line 1"),
      ("nan.libsvm", "1 1:nan\n-1 1:1\n", "line 1"),
    ]
    for (name, text, place) in files {
      try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
      let result = try Launcher.train(
        ranks: 3, ["--dataset", folder.file(name), "--out", folder.file("run-" + name)], limit: 30)
      #expect(result.code == 1 || result.code == 2, "\(name): \(result.errors)")
      let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("pgc-train: ") }
      #expect(lines.count == 1, "\(result.errors)")
      #expect(lines.first?.contains(name) == true)
      #expect(lines.first?.contains(place) == true, "\(lines)")
    }
  }

  @Test("A folder that holds files is not overwritten unless told so")
  func occupiedFolder() throws {
    let folder = try TemporaryFolder()
    let precious = folder.file("steps.csv")
    try "precious".write(toFile: precious, atomically: true, encoding: .utf8)
    let options = ["--dataset", "mixture:samples=90,features=3", "--steps", "2"]
    let refused = try Launcher.train(ranks: 4, options + ["--out", folder.path], limit: 30)
    #expect(refused.code == 2)
    #expect(refused.errors.contains("--overwrite"))
    #expect(try String(contentsOfFile: precious, encoding: .utf8) == "precious")
    let told = try Launcher.train(
      ranks: 4, options + ["--out", folder.path, "--overwrite", "--quiet"], limit: 30)
    #expect(told.code == 0, "\(told.errors)")
    #expect(try Table(precious)["step"] == [0, 1])
  }

  @Test("One process without --virtual is told how to start")
  func oneProcess() throws {
    let result = try Launcher.alone(["--steps", "2"])
    #expect(result.code == 2)
    #expect(
      result.errors.contains("scripts/mpirun 25 pgc-train") && result.errors.contains("--virtual"))
    let single = try Launcher.train(ranks: 1, ["--steps", "2"], limit: 30)
    #expect(single.code == 2)
    #expect(single.errors.contains("at least one worker"))
  }

  @Test(
    "More workers than any memory holds",
    arguments: [
      ["--virtual", "--workers", "1000000000000"], ["--virtual", "--workers", "\(Int.max)"],
      ["--workers", "\(Int.max)"],
    ])
  func tooManyWorkers(arguments: [String]) throws {
    let result = try Launcher.alone(arguments + ["--dataset", "mixture:samples=90,features=3"])
    #expect(result.code == 2)
    #expect(result.errors.contains("--workers \(arguments[arguments.count - 1])"))
    #expect(result.errors.contains("1000000"))
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test("A run that diverges ends in one line and keeps what it computed")
  func divergence() throws {
    let folder = try TemporaryFolder()
    let result = try Launcher.train(
      ranks: 4,
      [
        "--dataset", "mixture:samples=90,features=3", "--model", "least-squares", "--step-size",
        "1e6", "--steps", "200", "--out", folder.path,
      ], limit: 60)
    #expect(result.code == 1)
    #expect(result.errors.contains("diverged"))
    #expect(try Table(folder.file("steps.csv"))["loss"].count > 3)
    let record = try String(contentsOfFile: folder.file("run.json"), encoding: .utf8)
    #expect(record.contains("diverged: step"))
  }

  @Test(
    "is told of configuration files by option, file and line",
    arguments: [
      ("late-work: no\n", "--late-work: there is no 'no'"),
      ("late-work: on\n", "--late-work: there is no 'on'"),
      ("model: yes\n", "--model: there is no 'yes'"), ("steps: off\n", "off"),
      ("virtual: maybe\n", "--virtual"), ("set: [[a=1]]\n", "line 1: 'set' has a list in a list"),
      ("scheme: {name: pgc}\n", "line 1: 'scheme' must be a value, not a mapping"),
      ("? [a]\n: 1\n", "an option's name must be a word"),
      ("late-work:\n", "line 1: 'late-work' has no value"), ("steps: ~\n", "'steps' has no value"),
      ("seed: null\n", "'seed' has no value"), ("steps: 1\nsteps: 2\n", "'steps' stands twice"),
      ("a: [\n", "is not YAML"),
      ("s\0t\0e\0p\0", "text in UTF-16"), ("<html>\n", "this is a web page"),
    ])
  func configurationFiles(text: String, says: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("c.yaml", text)
    let result = try Launcher.alone(
      ["--virtual", "--dataset", "mixture", "--out", folder.file("run"), "--config", path],
      limit: 30)
    #expect(result.code == 2, "\(result.errors)")
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test(
    "Numbers out of range, and words that are too long, are told at once",
    arguments: [
      (["--seed", "-1"], "--seed=-1 is not a whole number from 0 to 2^64 - 1"),
      (["--seed", "18446744073709551616"], "from 0 to 2^64 - 1"),
      (["--steps", "99999999999999999999"], "is out of range: at most \(Int.max)"),
      (["--batch", "-99999999999999999999"], "is out of range"),
      (["--steps", "1e3"], "--steps=1e3 is not a whole number"),
      (["--steps", " 5"], "is not a whole number"),
      (["--time", "-1"], "--time -1.0: must be seconds"),
      (["--time", "inf"], "--time=inf is not a finite number"),
      (["--l2", "1,5"], "--l2=1,5 is not a finite number"),
      (["--step-size", "1e400"], "a step size is above 0 and finite"),
      (["--" + String(repeating: "q", count: 100_000)], "Unknown option '--qqq"),
      (["--scheme", String(repeating: "q", count: 100_000)], "--scheme: there is no 'qqq"),
      ([String(repeating: "q", count: 100_000)], "command: there is no 'qqq"),
    ])
  func numbersAndWords(arguments: [String], says: String) throws {
    let clock = ContinuousClock.now
    let result = try Launcher.alone(["--virtual", "--dataset", "mixture"] + arguments, limit: 30)
    let command = try Launcher.alone(arguments, limit: 30)
    let errors = arguments[0].hasPrefix("-") ? result.errors : command.errors
    #expect(result.code == 2 && command.code == 2)
    #expect(errors.contains(says) && errors.utf8.count < 2000, "\(errors.prefix(500))")
    #expect(clock.duration(to: .now) < .seconds(20))
  }

  @Test("flags in configuration files are switched by yes and no")
  func flagsOfConfigurationFiles() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "c.yaml",
      "\u{feff}virtual: yes\r\nquiet: no\r\nno-picture: on\r\ndataset: 'mixture:samples=40,features=2'\r\n"
        + "workers: 4\r\nsteps: 2\r\nout: \(folder.file("run"))\r\n")
    let result = try Launcher.alone(["--config", path])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("train loss"))
  }
}

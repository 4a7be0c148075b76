import Foundation
import TestSupport
import Testing

/// Runs whose gradients come from a Python program.
@Suite("--program", .serialized)
struct ProgramTests {
  private static let schemes = [
    ["pgc", "--stragglers", "1"], ["pgc-stalest"], ["frc", "--stragglers", "1"],
    ["crc", "--stragglers", "1"], ["is-sgd", "--stragglers", "1"],
  ]
  private static let delay = ["--delay", "exponential:mean=0.005"]
  private static let some = [
    "--steps", "25", "--step-size", "0.5", "--batch", "100", "--no-picture", "--quiet",
    "--precision", "float64",
  ]

  /// A folder with the data of the examples, in which programs find them.
  private func data() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let made = try Launcher.run([
      "sh", "-c",
      "cd '\(folder.path)' && \(PythonProgram.python) '\(PythonProgram.top)/python/examples/points.py'",
    ])
    #expect(made.code == 0, "\(made.errors)")
    return folder
  }

  private func logistic(_ folder: TemporaryFolder) -> [String] {
    ["--program", PythonProgram.command("python/examples/logistic.py", [folder.file("two")])]
  }

  private func model(_ folder: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder + "/model.npy"))
  }

  private func virtual(_ words: [String], into out: String, _ folder: TemporaryFolder) throws {
    let result = try Launcher.alone(["--virtual", "--out", folder.file(out)] + words)
    #expect(result.code == 0, "\(words): \(result.errors)")
  }

  @Test("Threads, ranks and replays give the same bits", arguments: schemes)
  func sameBits(scheme: [String]) throws {
    let folder = try data()
    let words = ["--scheme"] + scheme + Self.some + Self.delay + logistic(folder)
    try virtual(words + ["--workers", "4", "--threads", "1"], into: "one", folder)
    try virtual(words + ["--workers", "4", "--threads", "2"], into: "two", folder)
    #expect(try model(folder.file("one")) == model(folder.file("two")))

    let ranks = try Launcher.train(ranks: 5, words + ["--out", folder.file("ranks")])
    #expect(ranks.code == 0, "\(ranks.errors)")
    let again = try Launcher.alone(
      ["replay", folder.file("ranks"), "--out", folder.file("again"), "--no-picture", "--quiet"])
    #expect(again.code == 0, "\(again.errors)")
    #expect(try model(folder.file("ranks")) == model(folder.file("again")))
    if scheme[0] == "frc" {
      // Whoever of a group answers, the message is the same.
      #expect(try model(folder.file("ranks")) == model(folder.file("one")))
    }
  }

  @Test("A run that goes on has the bits of one that was never interrupted", arguments: schemes)
  func resumed(scheme: [String]) throws {
    let folder = try data()
    let words =
      ["--virtual", "--workers", "4", "--scheme"] + scheme + Self.some + Self.delay
      + logistic(folder)
    let part = folder.file("part")
    let steps = ["--steps", "\(try Launcher.interrupted(words, out: part) + 10)"]
    let goesOn = try Launcher.alone(["--resume", part, "--no-picture", "--quiet"] + steps)
    #expect(goesOn.code == 0, "\(goesOn.errors)")
    let whole = try Launcher.alone(words + steps + ["--out", folder.file("whole")])
    #expect(whole.code == 0, "\(whole.errors)")
    #expect(try model(folder.file("whole")) == model(part))
  }

  @Test("Logistic regression in NumPy is that which is built in", arguments: schemes)
  func logisticRegression(scheme: [String]) throws {
    let folder = try data()
    let words = ["--scheme"] + scheme + Self.some + Self.delay + ["--workers", "4"]
    try virtual(words + logistic(folder), into: "python", folder)
    try virtual(
      words + ["--dataset", folder.file("two.features.npy"), "--model", "logistic"],
      into: "built-in", folder)
    let losses = try ["python", "built-in"].map {
      try Table(folder.file($0) + "/evaluations.csv")["train_loss"]
    }
    #expect(losses[0].count == 4)
    for (ours, theirs) in zip(losses[0], losses[1]) { #expect(abs(ours - theirs) < 1e-12) }
  }

  @Test(
    "A perceptron in PyTorch is that which is built in",
    .enabled(if: PythonProgram.has("torch"), "needs PyTorch (Debian: python3-torch)"))
  func perceptron() throws {
    let folder = try data()
    let words = [
      "--scheme", "pgc", "--stragglers", "1", "--steps", "50", "--step-size", "0.3", "--workers",
      "4", "--no-picture", "--quiet", "--delay", "exponential:mean=1",
    ]
    let builtIn =
      words + ["--dataset", folder.file("ten.features.npy"), "--model", "mlp:hidden=64+32"]
    try virtual(builtIn + ["--steps", "0"], into: "start", folder)
    try virtual(builtIn, into: "built-in", folder)
    let program = PythonProgram.command(
      "python/tests/compare_mlp.py",
      [
        folder.file("ten"), folder.file("start/model.npy"),
        PythonProgram.top + "/python/examples/mlp.py",
      ])
    try virtual(words + ["--program", program], into: "torch", folder)
    for column in ["train_loss", "train_accuracy", "model_norm"] {
      let values = try ["torch", "built-in"].map {
        try Table(folder.file($0) + "/evaluations.csv")[column]
      }
      #expect(values[0].count == 6)
      for (ours, theirs) in zip(values[0], values[1]) {
        #expect(abs(ours - theirs) < 1e-5 * max(1, theirs), "\(column)")
      }
    }
  }

  @Test(
    "The other examples in PyTorch train",
    .enabled(if: PythonProgram.has("torch"), "needs PyTorch (Debian: python3-torch)"),
    arguments: ["lowrank", "resnet18", "resnet20", "transformer"])
  func examples(name: String) throws {
    let folder = try data()
    // Pictures of CIFAR-10's format with nothing to see on them, and a text to learn.
    for number in 1...5 {
      try folder.write("data_batch_\(number).bin", pictures(8, first: UInt8(number)))
    }
    try folder.write("test_batch.bin", pictures(4, first: 0))
    try folder.write("text", String(repeating: "abc, and so on. ", count: 60))
    let data = ["lowrank": "ten", "transformer": "text"]
    let program = PythonProgram.command(
      "python/examples/\(name).py", [folder.file(data[name] ?? "")])
    try virtual(
      [
        "--program", program, "--workers", "4", "--scheme", "frc", "--stragglers", "1", "--steps",
        "3", "--step-size", "0.05", "--batch", "8", "--threads", "1", "--no-picture", "--quiet",
      ], into: "run", folder)
    let losses = try Table(folder.file("run/evaluations.csv"))["train_loss"]
    #expect(losses.count == 2 && losses.allSatisfy { $0.isFinite && $0 > 0 })
  }

  /// CIFAR-10's binary files, where `pgc-data fetch` puts them; nil where they are not.
  private static let photographs: String? = {
    let environment = ProcessInfo.processInfo.environment
    let places = [environment["PGC_DATA"], environment["HOME"].map { $0 + "/.cache/pgc" }]
    return places.compactMap { $0.map { $0 + "/cifar-10" } }.first {
      FileManager.default.fileExists(atPath: $0 + "/data_batch_1.bin")
    }
  }()

  @Test(
    "Residual networks learn a few photographs, with statistics of either kind",
    .enabled(if: PythonProgram.has("torch"), "needs PyTorch (Debian: python3-torch)"),
    .enabled(if: photographs != nil, "CIFAR-10 is not on this machine (pgc-data fetch cifar-10)"),
    arguments: ["resnet18", "resnet20"], ["estimated", "averaged"])
  func learnsPhotographs(name: String, buffers: String) throws {
    let folder = try TemporaryFolder()
    let program = PythonProgram.command(
      "python/examples/\(name).py",
      [Self.photographs ?? "", "--train", "24", "--test", "4", "--buffers", buffers])
    try virtual(
      [
        "--program", program, "--workers", "4", "--scheme", "frc", "--stragglers", "1", "--steps",
        "4", "--step-size", "0.02", "--threads", "1", "--no-picture", "--quiet",
      ], into: "run", folder)
    let losses = try Table(folder.file("run/steps.csv"))["loss"]
    #expect(losses.count == 4 && losses[0] > 1.5 && losses[3] < losses[0], "\(losses)")
    let judged = try Table(folder.file("run/evaluations.csv"))["train_loss"]
    #expect(judged.allSatisfy { $0.isFinite }, "\(judged)")
  }

  private func pictures(_ count: Int, first: UInt8) -> [UInt8] {
    (0..<count).flatMap { number in
      [(first &+ UInt8(number)) % 10] + (0..<3072).map { UInt8(truncatingIfNeeded: $0 * number) }
    }
  }

  @Test("The Python package's own tests pass")
  func package() throws {
    let result = try Launcher.run([
      "env", "PYTHONPATH=\(PythonProgram.top)/python", "PYTHONDONTWRITEBYTECODE=1",
      PythonProgram.python, "-m", "unittest", "discover", "-v", "-s",
      PythonProgram.top + "/python/tests",
    ])
    #expect(result.code == 0, "\(result.errors)")
    for line in result.errors.split(separator: "\n") where line.contains("skipped") { print(line) }
  }

  @Test("Where mpirun ends all ranks for one that failed, its traceback is told all the same")
  func toldUnderPlainMPIRun() throws {
    let result = try Launcher.train(
      ranks: 4,
      [
        "--scheme", "uncoded", "--program", PythonProgram.faulty("raise"), "--quiet",
        "--no-picture",
      ])
    #expect(result.code != 0)
    let lines = result.errors.split(separator: "\n")
    let first = try #require(
      lines.firstIndex { $0.contains(": ValueError: a mistake") }, "\(result.errors)")
    #expect(lines[first].contains("rank 2 on "))
    #expect(lines[first + 1].contains("Traceback"))
  }

  @Test(
    "What is asked wrongly is told in a line",
    arguments: [
      (["--program", "true", "--model", "mlp"], "--model mlp: is not used with --program 'true'"),
      (["--program", "true", "--dataset", "x"], "--dataset x: is not used with --program 'true'"),
      (["--program-patience", "3"], "--program-patience 3.0: is not used without --program"),
      (["--program", "true", "--blocks", "sorted"], "--blocks sorted: labels are the program's"),
      (
        ["--program", "true", "--program-patience", "0"], "--program-patience 0.0: must be seconds"
      ),
    ])
  func wrongOptions(words: [String], line: String) throws {
    let result = try Launcher.alone(["--virtual"] + words)
    #expect(result.code == 2)
    #expect(result.errors.contains(line), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }
}

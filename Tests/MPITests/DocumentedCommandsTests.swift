import Foundation
import TestSupport
import Testing

/// Every command line of the README and the documents is run, with fewer steps and ranks.
@Suite("Documented commands", .serialized)
struct DocumentedCommandsTests {
  /// A logical line of a code block, and where it stands.
  struct Command: CustomTestStringConvertible {
    let document: String
    let words: String
    var testDescription: String { "\(document): \(words)" }
  }

  /// Lines of code blocks that begin with one of our programs or scripts; a loop is one of them.
  static let all: [Command] = {
    let top = DocumentationTests.top
    let documents =
      (try? FileManager.default.contentsOfDirectory(atPath: top.path + "/docs").sorted()) ?? []
    return (["README.md"] + documents.filter { $0.hasSuffix(".md") }.map { "docs/" + $0 })
      .flatMap { name in
        let text = (try? String(contentsOfFile: top.path + "/" + name, encoding: .utf8)) ?? ""
        return lines(text).filter(isOurs).map { Command(document: name, words: $0) }
      }
  }()

  private static func isOurs(_ line: String) -> Bool {
    let begins = ["pgc-", "scripts/", "mpirun ", ".build/", "swift ", "python3 ", "env/"]
    let command = line.split(separator: " #").first ?? ""
    return (isLoop(line) || begins.contains { line.hasPrefix($0) }) && !command.contains("…")
  }

  /// Whether lines begin with a loop of the shell; Python and Swift have others.
  private static func isLoop(_ lines: String) -> Bool {
    lines.hasPrefix("for ") && lines.contains("; do")
  }

  /// Lines of code with their continuations.
  private static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var isFenced = false
    var open: String?
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") { isFenced.toggle() }
      guard isFenced || line.hasPrefix("    ") else { continue }
      let words = String(line.drop { $0 == " " })
      let whole = open.map { $0 + "\n" + words } ?? words
      open = isLoop(whole) && words != "done" || words.hasSuffix("\\") ? whole : nil
      if open == nil { lines.append(whole) }
    }
    return lines
  }

  /// What a line begins with that is not run: it builds, needs several machines, or a run to go on with,
  /// which `FaultsTests` has.
  private static let notRun = [
    "swift ", "scripts/test", "scripts/format", "scripts/package", "scripts/tables",
    "scripts/benchmark", "mpirun --enable-recovery", "pgc-launch 25 --hostfile",
    "scripts/launch 25 --hostfile", "scripts/launch 25 pgc-train --resume",
    "scripts/elastic", "pgc-train --resume", "python3 -m venv", "env/bin/pip",
  ]

  @Test func thereAreSome() {
    #expect(Self.all.count > 30)
    for word in ["replay", "for scheme", "pgc-experiment report", "pgc-data recipe", "--program"] {
      #expect(Self.all.contains { $0.words.contains(word) }, "\(word)")
    }
  }

  /// They stand in one folder, as a reader goes through them: some need what earlier ones left.
  @Test func run() throws {
    let folder = try TemporaryFolder()
    try prepare(folder)
    for command in Self.all where !Self.notRun.contains(where: command.words.hasPrefix) {
      let result = try Launcher.run(
        [
          "timeout", "-k", "5", "180", "env", "PATH=\(folder.file("bin")):/usr/bin:/bin",
          "HOME=\(folder.path)", "PYTHONPATH=\(DocumentationTests.top.path)/python",
          "OMP_NUM_THREADS=1", "PGC_DATA=\(folder.file("data"))", "bash",
          "-ec", "cd '\(folder.path)'\n" + command.words,
        ])
      // What only the network or a person's hands can bring is allowed to be away, and so is PyTorch.
      let isAway = [
        "pgc-data fetch", "is not on this machine", "No module named 'torch'",
        "No module named 'jax'",
      ].contains { result.code != 0 && result.errors.contains($0) }
      #expect(result.code == 0 || isAway, "\(command.testDescription): \(result.errors)")
    }
    try readRuns(in: folder)
  }

  /// What is shown of reading runs, on those that the commands left.
  private func readRuns(in folder: TemporaryFolder) throws {
    let modules = ["torch", "pandas", "matplotlib"].filter { !PythonProgram.has($0) }
    guard modules.isEmpty else {
      print("skipped: reading runs in docs/YOUR-MODEL.md needs \(modules.joined(separator: ", "))")
      return
    }
    for block in try Self.blocks("YOUR-MODEL", of: "python") where block.contains("read_run") {
      try folder.write("read.py", block)
      let result = try Launcher.run([
        "sh", "-c", "cd '\(folder.path)' && PYTHONPATH=python \(PythonProgram.python) read.py",
      ])
      #expect(result.code == 0, "\(result.errors)")
      #expect(FileManager.default.fileExists(atPath: folder.file("losses.svg")))
    }
  }

  /// The code blocks of a language in a document.
  private static func blocks(_ document: String, of language: String) throws -> [String] {
    try String(
      contentsOf: DocumentationTests.top.appendingPathComponent("docs/\(document).md"),
      encoding: .utf8
    ).components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  @Test("What YOUR-MODEL.md shows of examples is in them")
  func examples() throws {
    let folder = DocumentationTests.top.appendingPathComponent("python/examples")
    let examples = try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
      try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
    }
    for (language, count) in [("python", 4), ("yaml", 1)] {
      let blocks = try Self.blocks("YOUR-MODEL", of: language)
      #expect(blocks.count == count)
      for block in blocks where !block.contains("read_run") {
        #expect(examples.contains { $0.hasSuffix(block) }, "\(block)")
      }
    }
  }

  /// A data set of the documents' name with few samples: ten classes that are easy to tell apart.
  private func writeImages(_ folder: TemporaryFolder) throws {
    for (name, count) in [("train", 480), ("t10k", 50)] {
      let size = [UInt8(0), 0, UInt8(count >> 8), UInt8(count & 255)]
      let labels = (0..<count).map { UInt8($0 % 10) }
      let pixels = labels.flatMap { label in
        (0..<784).map { UInt8($0 % 10 == Int(label) ? 200 : $0 % 7) }
      }
      try folder.write(
        "data/fashion-mnist/\(name)-images-idx3-ubyte",
        [0, 0, 8, 3] + size + [0, 0, 0, 28, 0, 0, 0, 28] + pixels)
      try folder.write(
        "data/fashion-mnist/\(name)-labels-idx1-ubyte", [0, 0, 8, 1] + size + labels)
    }
  }

  /// A few photographs in CIFAR-10's format, where they are fetched to.
  private func writePhotographs(_ folder: TemporaryFolder) throws {
    for (name, count) in [("data_batch_1", 240), ("test_batch", 100)] {
      try folder.write(
        ".cache/pgc/cifar-10/\(name).bin",
        (0..<count).flatMap { number in
          [UInt8(number % 10)] + (0..<3072).map { UInt8(truncatingIfNeeded: $0 * number) }
        })
    }
  }

  /// Programs with few steps and ranks under their names, a recorded run, plans and a table.
  private func prepare(_ folder: TemporaryFolder) throws {
    try writeImages(folder)
    try writePhotographs(folder)
    let top = DocumentationTests.top.path
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("python"), withDestinationPath: top + "/python")
    let built = BuiltProducts.folder.path
    let few = """
      case "$1" in
      list | help | --list | --help | --version | replay | export) exec \(built)/pgc-train "$@" ;;
      *) exec \(built)/pgc-train "$@" --steps 2 ;;
      esac
      """
    let scripts = [
      "bin/pgc-train": few, ".build/debug/pgc-train": few,
      "bin/pgc-data": """
      if [ "$1" = fetch ]; then
        for name in "${@:2}"; do \(built)/pgc-data list | grep "^$name " || exit 1; done
      else
        exec \(built)/pgc-data "$@" $([ "$1" != recipe ] || echo --overwrite)
      fi
      """,
      "bin/pgc-advise": "exec \(built)/pgc-advise \"$@\"",
      "bin/pgc-experiment": "exec \(built)/pgc-experiment \"$@\"",
      // Four workers have the codes that the documents ask for.
      "scripts/launch": "exec \(top)/scripts/launch 5 \"${@:2}\"",
      "scripts/mpirun": "exec \(top)/scripts/mpirun 5 \"${@:2}\"",
      "scripts/train": "exec pgc-train --config \(top)/scripts/train.yaml \"$@\" --virtual",
      "scripts/experiment": "exec pgc-experiment plan experiments/smoke.yaml",
    ]
    for (name, text) in scripts {
      let path = folder.file(name)
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try ("#!/usr/bin/env bash\n" + text + "\n").write(
        toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    // The plan of that name takes longer, and has tests of its own.
    try folder.write(
      "experiments/smoke.yaml",
      """
      base: {workers: 4, dataset: "mixture:samples=90,features=3", steps: 4, evaluate-every: 1}
      schemes: [uncoded, is-sgd]
      seeds: [1, 2]
      targets: [train_loss=0.6]
      """)
    try folder.write(
      "times.csv",
      (0..<8).map { worker in
        (0..<20).map { "\(worker == 2 ? 3 : 1 + $0 % 3)" }.joined(separator: ",") + "\n"
      }.joined())
    try folder.write(
      "houses.csv",
      "price,area,zip,style\n"
        + (0..<60).map { "\($0 * 3).5,\($0),z\($0 % 4),s\($0 % 3)\n" }.joined()
    )
    let run = try Launcher.alone(
      [
        "--virtual", "--dataset", "mixture:samples=90,features=3", "--workers", "4", "--steps", "3",
        "--out", folder.file("runs/NAME"), "--quiet",
      ])
    #expect(run.code == 0, "\(run.errors)")
    for name in ["A", "B"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(name), withDestinationPath: folder.file("runs/NAME"))
    }
  }
}

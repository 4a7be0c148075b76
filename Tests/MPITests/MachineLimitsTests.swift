import Foundation
import TestSupport
import Testing

/// What a machine does not give is told in one line.
@Suite("Limits of the machine")
struct MachineLimitsTests {
  private static let program = BuiltProducts.path("pgc-train")

  private func shell(_ script: String) throws -> Launcher.Result {
    try Launcher.run(["timeout", "-k", "5", "60", "bash", "-c", script])
  }

  @Test(
    "Memory",
    arguments: [
      "mixture:samples=100000,features=10000", "mixture:samples=1000000,features=1000",
      "mixture:samples=1000000000,features=1000",
    ])
  func memory(dataset: String) throws {
    let folder = try TemporaryFolder()
    let result = try shell(
      "ulimit -v 4000000; cd \(folder.path); \(Self.program) --virtual --workers 4 --steps 1 "
        + "--no-picture --dataset \(dataset)")
    #expect(result.code == 1 || result.code == 2, "\(result.errors)")
    #expect(result.errors.contains("needs"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  /// Some network file systems do not lock: ENOLCK, ENOSYS, EOPNOTSUPP.
  @Test("Locks", arguments: [37, 38, 95])
  func locks(code: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "shim.c",
      "#include <errno.h>\nint flock(int file, int how) { errno = \(code); return -1; }\n")
    try folder.write(
      "plan.yaml",
      """
      base: {workers: 4, dataset: "mixture:samples=90,features=3", steps: 2}
      schemes: [uncoded]
      seeds: [1]
      targets: [train_loss=0.6]
      """)
    let result = try shell(
      "cd \(folder.path); compiler=$(command -v cc clang gcc | head -n 1); [ -n \"$compiler\" ] || exit 77; "
        + "$compiler -shared -fPIC -o shim.so shim.c && LD_PRELOAD=$PWD/shim.so "
        + "\(BuiltProducts.path("pgc-experiment")) run plan.yaml --store runs")
    guard result.code != 77 else { return }
    #expect(result.code == 1, "\(result.output)")
    #expect(result.errors.contains("cannot be locked: "), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test("Standard output", arguments: ["--version", "--help", "list schemes"])
  func output(words: String) throws {
    let result = try shell("\(Self.program) \(words) > /dev/full")
    #expect(result.code == 1)
    // What does not fit the buffer fails before the end, when its reason is gone.
    #expect(result.errors.hasPrefix("pgc-train: standard output: "), "\(result.errors)")
    #expect(result.errors.contains("be written"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test(
    "Files that are not there are told by the option that names them",
    arguments: ["test-dataset", "dataset", "config", "delay trace:file=", "resume", "replay "])
  func missing(option: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.file("no-such-file")
    let named = option.hasSuffix("=") || option.hasSuffix(" ") ? option + file : option + " " + file
    let name = option.prefix { $0 != " " }
    let dataset =
      name == "dataset" || name == "resume" || name == "replay" ? "" : "--dataset mixture"
    let result = try shell(
      "cd \(folder.path); \(Self.program) --virtual \(dataset) --\(named)".replacing(
        "--virtual  --resume", with: "--resume"
      ).replacing("--virtual  --replay", with: "--replay"))
    #expect(result.code == 2, "\(result.output)")
    #expect(result.errors.contains("\(name)"), "\(result.errors)")
    #expect(result.errors.contains(file), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }
}

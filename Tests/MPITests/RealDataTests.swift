import Foundation
import TestSupport
import Testing

/// Whole trainings on data sets of the field, started as a user does; those that take minutes only
/// where `PGC_LONG_TESTS` is 1.
@Suite("Runs on real data", .serialized)
struct RealDataTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let isLong = environment["PGC_LONG_TESTS"] == "1"
  private static let hasMNIST = has("mnist", ["train-images-idx3-ubyte"])
  private static let hasAmazon = has("amazon", ["train.csv"])

  private static func has(_ name: String, _ files: [String]) -> Bool {
    [environment["PGC_DATA"].map { "\($0)/\(name)" }, "../shared/data/\(name)"].contains { folder in
      files.flatMap { [$0, $0 + ".gz"] }.contains { file in
        folder.map { FileManager.default.fileExists(atPath: "\($0)/\(file)") } ?? false
      }
    }
  }

  /// A model of MNIST, how it is trained, and the test accuracy that it must come to.
  struct Training: CustomTestStringConvertible {
    var options: [String]
    var accuracy: Double
    var testDescription: String { options.joined(separator: " ") }
  }

  @Test(
    "Pipelined gradient coding learns MNIST",
    .enabled(if: isLong, "takes minutes; set PGC_LONG_TESTS=1"),
    .enabled(if: hasMNIST, "the data set is not on this machine"),
    arguments: [
      Training(
        options: ["--model", "mlp", "--step-size", "0.1", "--steps", "500"], accuracy: 0.85),
      Training(
        options: [
          "--model", "cnn", "--optimizer", "heavy-ball", "--step-size", "0.02", "--steps", "1500",
        ], accuracy: 0.98),
    ])
  func accuracy(of training: Training) throws {
    let folder = try TemporaryFolder()
    let result = try Launcher.alone(
      [
        "--virtual", "--workers", "24", "--scheme", "pgc", "--stragglers", "3", "--batch", "256",
        "--dataset", "mnist", "--delay", "exponential:mean=0.5", "--evaluate-every", "250",
        "--no-picture", "--quiet", "--out", folder.file("run"),
      ] + training.options, limit: 1800)
    try #require(result.code == 0, "\(result.errors)")
    let accuracy = try Table(folder.file("run/evaluations.csv"))["test_accuracy"]
    #expect(try #require(accuracy.last) >= training.accuracy, "\(accuracy)")
  }

  /// The parameter server keeps n messages, and the data set once for evaluation.
  @Test(
    "The parameter server of 24 workers stays below 400 MB",
    .enabled(if: hasAmazon, "the data set is not on this machine"))
  func memory() throws {
    let folder = try TemporaryFolder()
    let result = try Launcher.train(
      ranks: 25,
      [
        "--preset", "erasurehead-amazon", "--delay", "none", "--scheme", "pgc", "--stragglers", "3",
        "--optimizer", "gd", "--steps", "30", "--evaluate-every", "10", "--no-picture", "--quiet",
        "--out", folder.file("run"),
      ], limit: 1800)
    try #require(result.code == 0, "\(result.errors)")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("run/run.json")))
    let record = try JSONDecoder().decode(Record.self, from: bytes)
    let peak = try #require(record.machine.peak_memory)
    #expect(peak > 10_000_000 && peak < 400_000_000, "\(peak) bytes")
  }

  private struct Record: Decodable {
    struct Machine: Decodable { var peak_memory: Int? }
    var machine: Machine
  }
}

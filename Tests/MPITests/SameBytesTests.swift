import Foundation
import TestSupport
import Testing

/// Runs in virtual time are pure functions of their configuration.
@Suite("Runs in virtual time", .serialized)
struct SameBytesTests {
  private static let problem = [
    "--virtual", "--workers", "6", "--dataset", "mixture:samples=600,features=20",
    "--step-size", "0.5", "--delay", "exponential:mean=0.5", "--steps", "25", "--quiet",
  ]

  private func run(_ options: [String], into out: String) throws {
    let result = try Launcher.alone(Self.problem + options + ["--out", out])
    #expect(result.code == 0, "\(options): \(result.errors)")
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test(
    "Twice the same, on one, two and three threads",
    arguments: [
      ["--scheme", "uncoded"], ["--scheme", "is-sgd", "--stragglers", "2"],
      ["--scheme", "frc", "--stragglers", "2"], ["--scheme", "crc", "--stragglers", "2"],
      ["--scheme", "pgc", "--stragglers", "2"],
      ["--scheme", "pgc", "--stragglers", "2", "--precision", "float32", "--batch", "60"],
      ["--scheme", "pgc-cr", "--stragglers", "2"],
      ["--scheme", "pgc", "--stragglers", "2", "--batch", "60", "--sampling", "reshuffle"],
      [
        "--scheme", "pgc-stalest", "--set", "blocks=auto", "--set", "pieces=8", "--optimizer",
        "block-secant",
      ],
      ["--scheme", "pgc-hybrid", "--stragglers", "2", "--late-work", "finish"],
    ])
  func sameBytes(options: [String]) throws {
    let folder = try TemporaryFolder()
    for (name, threads) in [("one", "1"), ("again", "1"), ("two", "2"), ("three", "3")] {
      try run(options + ["--threads", threads], into: folder.file(name))
    }
    for file in ["steps.csv", "arrivals.csv", "evaluations.csv", "model.npy"] {
      let first = try bytes(folder.file("one/\(file)"))
      #expect(first.count > 100)
      for other in ["again", "two", "three"] {
        #expect(try bytes(folder.file("\(other)/\(file)")) == first, "\(file), \(other)")
      }
    }
  }

  @Test(
    "Times alone are the times of the training",
    arguments: [
      ["--scheme", "uncoded"], ["--scheme", "is-sgd", "--stragglers", "2"],
      ["--scheme", "frc", "--stragglers", "1", "--late-work", "backlog"],
      ["--scheme", "pgc", "--stragglers", "3"],
      ["--scheme", "pgc", "--stragglers", "3", "--stop", "arrivals", "--batch", "60"],
      ["--scheme", "pgc", "--stop", "deadline:seconds=0.3"],
      ["--scheme", "pgc-hybrid", "--stragglers", "2"],
      ["--scheme", "partial-crc", "--stragglers", "1"],
    ])
  func timingOnly(options: [String]) throws {
    let folder = try TemporaryFolder()
    let options =
      options + [
        "--compute", "per-sample:seconds=0.001", "--network", "link:latency=0.05",
      ]
    try run(options, into: folder.file("training"))
    let times = try Launcher.alone(
      [
        "time", "--config", folder.file("training/run.json"), "--quiet", "--out",
        folder.file("timing"),
      ])
    #expect(times.code == 0, "\(times.errors)")
    #expect(
      try bytes(folder.file("training/arrivals.csv")) == bytes(folder.file("timing/arrivals.csv")))
    let training = try Table(folder.file("training/steps.csv"))
    let timing = try Table(folder.file("timing/steps.csv"))
    let ofGradients = ["step_size", "loss", "gradient_norm"]
    #expect(training.texts.count == 16 && Set(training.texts.keys) == Set(timing.texts.keys))
    for (column, fields) in training.texts where !ofGradients.contains(column) {
      #expect(fields.count == 25)
      #expect(timing.texts[column] == fields, "\(column)")
    }
    // What there is none of is an empty field.
    for column in ofGradients {
      #expect(timing.texts[column] == Array(repeating: "", count: 25), "\(column)")
      #expect(!training[column].contains { !$0.isFinite }, "\(column)")
    }
    let record = try String(contentsOfFile: folder.file("timing/run.json"), encoding: .utf8)
    #expect(record.contains("\"outcome\" : \"done\"") && record.contains("\"steps\" : 25"))
    #expect(!record.contains("\"parameters\"") && !record.contains("\"loss\""))
  }

  @Test("A measured compute time is in the record, which repeats the run")
  func measuredCompute() throws {
    let folder = try TemporaryFolder()
    try run(
      ["--scheme", "pgc", "--stragglers", "2", "--compute", "measure"], into: folder.file("run"))
    let record = try String(contentsOfFile: folder.file("run/run.json"), encoding: .utf8)
    #expect(record.contains("per-sample:seconds="))
    #expect(!record.contains("\"measure\""))
    let again = try Launcher.alone(
      ["--config", folder.file("run/run.json"), "--out", folder.file("again"), "--quiet"])
    #expect(again.code == 0, "\(again.errors)")
    for file in ["steps.csv", "model.npy"] {
      #expect(try bytes(folder.file("run/\(file)")) == bytes(folder.file("again/\(file)")))
    }
  }

  @Test(
    "What times alone cannot honor is a mistake",
    arguments: ["link:bandwidth=1e6", "link:ingress=1e6"])
  func bytesWithoutAModel(network: String) throws {
    let folder = try TemporaryFolder()
    let result = try Launcher.alone(
      ["time", "--workers", "6", "--network", network, "--out", folder.file("run")])
    #expect(result.code == 2)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 1, "\(result.errors)")
    #expect(lines.first?.contains("--network \(network)") == true)
  }
}

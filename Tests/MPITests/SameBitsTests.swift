import Coding
import Foundation
import TestSupport
import Testing

/// What real ranks compute, against the exact reference and against their own record.
@Suite("Runs on MPI", .serialized)
struct SameBitsTests {
  private static let problem = [
    "--dataset", "mixture:samples=600,features=20", "--steps", "25", "--step-size", "0.5",
    "--delay", "exponential:mean=0.004", "--evaluate-every", "0", "--quiet",
  ]

  @Test("Exact schemes have uncoded's losses at every step, with delays injected")
  func exactSchemes() throws {
    let folder = try TemporaryFolder()
    var losses: [String: [Double]] = [:]
    for code in SmallCode.all where code.promise == .exact {
      let out = folder.file(code.name)
      let result = try Launcher.train(
        ranks: code.workers + 1, Self.problem + code.options + ["--out", out])
      #expect(result.code == 0, "\(code): \(result.errors)")
      losses[code.name] = try Table(out + "/steps.csv")["loss"]
    }
    let reference = try #require(losses["uncoded"])
    #expect(reference.count == 25 && losses.count > 3)
    for (scheme, other) in losses where scheme != "uncoded" {
      #expect(other.count == reference.count)
      for (step, (a, b)) in zip(reference, other).enumerated() {
        #expect(abs(a - b) <= 1e-9 * abs(a), "\(scheme), step \(step): \(b) for \(a)")
      }
    }
  }

  @Test(
    "The record of a run gives its model again, bit for bit, for every scheme",
    arguments: SmallCode.all)
  func replay(code: SmallCode) throws { try expectSameModel(code.options, workers: code.workers) }

  @Test(
    "So it does with other rules of stopping, late work and minibatches",
    arguments: [
      ["--scheme", "pgc", "--stragglers", "3", "--stop", "arrivals"],
      ["--scheme", "pgc", "--stop", "deadline:seconds=0.004"],
      ["--scheme", "pgc", "--stragglers", "4", "--late-work", "cancel", "--precision", "float32"],
      ["--scheme", "is-sgd", "--stragglers", "3", "--late-work", "finish", "--batch", "60"],
      [
        "--scheme", "pgc", "--stragglers", "3", "--stop", "arrivals", "--batch", "70", "--sampling",
        "reshuffle",
      ],
      ["--scheme", "crc", "--stragglers", "1", "--late-work", "backlog"],
      ["--scheme", "pgc-hybrid", "--stragglers", "2", "--batch", "60"],
      ["--scheme", "partial-crc", "--stragglers", "1", "--late-work", "finish"],
      [
        "--scheme", "pgc-stalest", "--set", "copies=2", "--set", "blocks=2", "--optimizer",
        "block-secant",
      ],
      [
        "--scheme", "pgc-stalest", "--set", "copies=3", "--set", "blocks=auto", "--set",
        "pieces=16",
        "--optimizer", "block-secant", "--samples", "480",
      ],
      ["--scheme", "uncoded", "--optimizer", "lbfgs"],
    ])
  func replay(options: [String]) throws { try expectSameModel(options, workers: 6) }

  private func expectSameModel(_ options: [String], workers: Int) throws {
    let folder = try TemporaryFolder()
    let result = try Launcher.train(
      ranks: workers + 1, Self.problem + options + ["--out", folder.file("run")])
    #expect(result.code == 0, "\(result.errors)")
    let again = try Launcher.alone(
      ["--replay", folder.file("run"), "--out", folder.file("again"), "--quiet"])
    #expect(again.code == 0, "\(again.errors)")
    let model = try Data(contentsOf: URL(fileURLWithPath: folder.file("run/model.npy")))
    let replayed = try Data(contentsOf: URL(fileURLWithPath: folder.file("again/model.npy")))
    #expect(model == replayed)
    #expect(model.count > 100)
  }

  @Test("A worker in a delay of a minute does not keep the run from ending")
  func shutdown() throws {
    let folder = try TemporaryFolder()
    for (scheme, lateWork) in [("is-sgd", "cancel"), ("is-sgd", "finish"), ("frc", "backlog")] {
      // The limit is far below the delay: a run that waited for it would be killed.
      let result = try Launcher.train(
        ranks: 5,
        [
          "--scheme", scheme, "--stragglers", "1", "--late-work", lateWork, "--dataset",
          "mixture:samples=200,features=5", "--steps", "5", "--delay",
          "slow:workers=0,seconds=60", "--out", folder.file(scheme + lateWork), "--quiet",
        ], limit: 30)
      #expect(result.code == 0, "\(scheme), \(lateWork): \(result.errors)")
    }
  }
}

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

  /// Schemes that recover the whole gradient, with the stragglers they do without.
  private static let exact = [
    ("uncoded", 0), ("frc", 2), ("crc", 2), ("cyclic-mds", 1), ("cyclic-mds", 2),
    ("reed-solomon", 2), ("partial-frc", 1), ("partial-crc", 1), ("pgc", 0), ("pgc-hybrid", 0),
  ]

  @Test("Exact schemes have uncoded's losses at every step, with delays injected")
  func exactSchemes() throws {
    let folder = try TemporaryFolder()
    var losses: [String: [Double]] = [:]
    for (scheme, s) in Self.exact {
      let out = folder.file("\(scheme)-\(s)")
      let result = try Launcher.train(
        ranks: 7, Self.problem + ["--scheme", scheme, "--stragglers", "\(s)", "--out", out])
      #expect(result.code == 0, "\(scheme): \(result.errors)")
      losses["\(scheme)-\(s)"] = try Table(out + "/steps.csv")["loss"]
    }
    let reference = try #require(losses["uncoded-0"])
    #expect(reference.count == 25)
    for (scheme, s) in Self.exact.dropFirst() {
      let other = try #require(losses["\(scheme)-\(s)"])
      #expect(other.count == reference.count)
      for (step, (a, b)) in zip(reference, other).enumerated() {
        #expect(abs(a - b) <= 1e-9 * abs(a), "\(scheme), step \(step): \(b) for \(a)")
      }
    }
  }

  @Test(
    "The record of a run gives its model again, bit for bit",
    arguments: [
      ["--scheme", "uncoded"], ["--scheme", "is-sgd", "--stragglers", "2"],
      ["--scheme", "frc", "--stragglers", "2"], ["--scheme", "crc", "--stragglers", "2"],
      ["--scheme", "pgc", "--stragglers", "3"],
      ["--scheme", "pgc", "--stragglers", "3", "--stop", "arrivals"],
      ["--scheme", "pgc", "--stop", "deadline:seconds=0.004"],
      ["--scheme", "pgc", "--stragglers", "4", "--late-work", "cancel", "--precision", "float32"],
      ["--scheme", "is-sgd", "--stragglers", "3", "--late-work", "finish", "--batch", "60"],
      ["--scheme", "crc", "--stragglers", "1", "--late-work", "backlog"],
      ["--scheme", "pgc-hybrid", "--stragglers", "2", "--batch", "60"],
      ["--scheme", "pgc-fr", "--stragglers", "1"],
      ["--scheme", "partial-crc", "--stragglers", "1", "--late-work", "finish"],
      ["--scheme", "reed-solomon", "--stragglers", "2"],
    ])
  func replay(options: [String]) throws {
    let folder = try TemporaryFolder()
    let result = try Launcher.train(
      ranks: 7, Self.problem + options + ["--out", folder.file("run")])
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

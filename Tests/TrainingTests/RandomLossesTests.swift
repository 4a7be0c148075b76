import Clusters
import Coding
import Randomness
import Settings
import TestSupport
import Testing

@testable import Training

/// Workers that are lost and join again at random moments of a virtual run.
@Suite struct RandomLossesTests {
  /// Losses of all workers but one, for a while or for good.
  private static func absences(_ seed: UInt64, workers: Int) throws -> Absences {
    var stream = Stream(seed: seed, for: .synthetic, 5)
    var words: [String] = []
    for worker in 1..<workers {
      var time = 0.0
      for _ in 0..<stream.below(4) {
        let lost = time + 1 + 12 * stream.uniform()
        time = lost + 0.1 + 6 * stream.uniform()
        let isForGood = stream.below(5) == 0
        words.append("\(worker)@\(lost)" + (isForGood ? "" : "-\(time)"))
        if isForGood { break }
      }
    }
    return words.isEmpty
      ? .none : try Absences(parsing: words.joined(separator: ","), workers: workers)
  }

  private func rehearsal(_ code: SmallCode, _ seed: UInt64, _ rule: LostBlocks) throws -> Rehearsal
  {
    let scheme = try makeScheme(
      code.name, workers: code.workers, stragglers: code.stragglers, seed: seed)
    var rehearsal = Rehearsal(
      scheme, .random(blocks: scheme.blocks, dimension: 4, unequal: true),
      delays: try Delays.make("exponential:mean=1", workers: code.workers, seed: seed),
      steps: 40, stepSize: 0.02)
    rehearsal.lostBlocks = rule
    rehearsal.absences = try Self.absences(seed, workers: code.workers)
    return rehearsal
  }

  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]

  @Test(
    "Reassigned, every step closes, what is exact stays exact, and the journal repeats the run",
    arguments: SmallCode.all, seeds)
  func reassigned(_ code: SmallCode, _ seed: UInt64) throws {
    let rehearsal = try rehearsal(code, seed, .reassign)
    do throws(ConfigurationError) {
      try LostBlocks.reassign.check(rehearsal.scheme, lateWork: rehearsal.scheme.lateWork)
    } catch {
      let always = [
        "uncoded", "is-sgd", "frc", "crc", "pgc", "pgc-hybrid", "pgc-stalest", "malenia",
      ]
      #expect(!always.contains(code.name), "\(error)")
      return
    }
    let recording = try rehearsal.run()
    #expect(recording.records.count == 40)
    if code.promise == .exact {
      #expect(recording.records.allSatisfy { $0.coverage.residual < 1e-6 })
    }
    #expect(try rehearsal.replay(recording.journal).models == recording.models)
  }

  @Test(
    "Kept or dropped, every step closes, and the journal repeats the run",
    arguments: ["uncoded", "is-sgd", "pgc"], seeds)
  func keptOrDropped(_ name: String, _ seed: UInt64) throws {
    let code = try #require(SmallCode.all.first { $0.name == name })
    for rule in [LostBlocks.keep, .drop] {
      let rehearsal = try rehearsal(code, seed, rule)
      let recording = try rehearsal.run()
      #expect(recording.records.count == 40)
      #expect(try rehearsal.replay(recording.journal).models == recording.models)
    }
  }

  @Test("Without a rule a step closes, or the run says who is waited for", arguments: SmallCode.all)
  func stopped(_ code: SmallCode) throws {
    for seed in Self.seeds {
      do { _ = try rehearsal(code, seed, .stop).run() } catch let error as TrainingError {
        guard case .stalled = error else { throw error }
      }
    }
  }
}

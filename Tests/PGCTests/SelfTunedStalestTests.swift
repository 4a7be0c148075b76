import Clusters
import Coding
import TestSupport
import Testing
import Training

/// `pgc-stalest --set blocks=auto` from its first task to its steady state.
@Suite struct SelfTunedStalestTests {
  private let pieces = 16

  private func run(_ delays: any DelayModel, steps: Int, workers: Int = 6) throws -> Recording {
    let scheme = try makeScheme(
      "pgc-stalest", workers: workers, [("copies", "2"), ("blocks", "auto"), ("pieces", "16")])
    let blocks = workers * pieces
    let ones = Array(repeating: [1.0, 1.0], count: blocks)
    let centers = (0..<blocks).map { [Double($0), 1] }
    let rehearsal = Rehearsal(
      scheme, Quadratic(hessians: ones, centers: centers), delays: delays, steps: steps,
      stepSize: 0.05)
    let recording = Recording()
    try rehearsal.run(seenBy: recording)
    return recording
  }

  @Test("Tasks get as fine as the share of time allows that does not shrink with them")
  func fineness() throws {
    // A part of the data takes a second at every worker, and every task a fixed time more.
    for (fixed, q) in [(0.0, 8), (0.09, 4), (0.17, 2), (0.6, 1)] {
      let recording = try run(Timed(fixed: fixed), steps: 120)
      let sizes = Set(recording.started.suffix(30).map(\.load))
      #expect(sizes == [pieces / q], "fixed \(fixed)")
      let last = try #require(recording.records.last)
      #expect(last.coverage.recovery == 1 && last.coverage.residual < 1e-12)
      // Every block counts once, so that gradient descent on the table finds the minimum: the mean.
      let mean = (Double(6 * pieces) - 1) / 2
      #expect(abs(recording.models[recording.models.count - 1][1] - 1) < 0.02)
      #expect(abs(recording.models[recording.models.count - 1][0] - mean) < mean / 2)
    }
  }

  @Test("It begins with halves at every third worker and pieces elsewhere, each piece once a pass")
  func probing() throws {
    let recording = try run(Timed(fixed: 0), steps: 4)
    let first = recording.started.prefix(6)
    #expect(first.map(\.load) == [8, 1, 1, 8, 1, 1])
    let ofOne = recording.started.filter { $0.worker == 1 && $0.load == 1 }.map { $0.blocks[0] }
    #expect(ofOne.count > 3 && Set(ofOne.prefix(pieces)).count == min(ofOne.count, pieces))
    #expect(ofOne.allSatisfy { (16..<32).contains($0) })
    // A step moves along its own messages alone, three of six workers.
    #expect(recording.records[0].arrivals == 3 && recording.records[0].coverage.recovery < 0.1)
  }

  @Test("Blocks of a part are alike: every q-th piece of it")
  func interleaved() throws {
    let recording = try run(Timed(fixed: 0.17), steps: 60)
    for task in recording.started.suffix(12) {
      let parity = Set(task.blocks.map { $0 % 2 })
      #expect(task.load == 8 && parity.count == 1)
      #expect(Set(task.blocks.map { $0 / pieces }).count == 1, "one worker's part")
    }
  }
}

/// A fixed time, and a second for a part of the data.
private struct Timed: DelayModel {
  var fixed: Double
  var dependsOnSeed: Bool { false }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    // A little apart, so that no two workers are done at once.
    fixed + load * (1 + 1e-3 * Double(worker))
  }
}

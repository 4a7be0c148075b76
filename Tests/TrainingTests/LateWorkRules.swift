import Clusters
import Coding
import TestSupport
import Testing
import Training

/// What workers do with work that a newer model has overtaken.
@Suite struct LateWorkRules {
  /// Two of three are awaited; worker 2 takes 2.5 steps a task.
  private func run(_ lateWork: LateWork, steps: Int = 8) throws -> Recording {
    try Rehearsal(
      try makeScheme("is-sgd", workers: 3, stragglers: 1), Quadratic(centers: [1, 2, 3]),
      delays: ScriptedDelays(seconds: [1, 1, 2.5]), lateWork: lateWork, steps: steps
    ).run()
  }

  private func versions(of worker: Int, in run: Recording) -> [Int] {
    run.arrivals.filter { $0.worker == worker }.map(\.version)
  }

  @Test func cancelledWorkIsNeverSent() throws {
    let run = try run(.cancel)
    #expect(versions(of: 2, in: run) == [])
    #expect(versions(of: 0, in: run) == Array(0..<8))
    #expect(run.records.map(\.time) == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func finishedWorkIsSentAndTheNewestModelComesNext() throws {
    // Worker 2 sends at 2.5 and takes model 2, sends at 5 and takes model 4 or 5.
    let run = try run(.finish)
    #expect(versions(of: 2, in: run).prefix(2) == [0, 2])
    let late = run.arrivals.filter { $0.worker == 2 }
    #expect(late.map(\.time).prefix(3) == [2.5, 5, 7.5])
    #expect(late.map(\.step).first == 2)
  }

  @Test func backlogProcessesEveryVersionInOrder() throws {
    let run = try run(.backlog, steps: 24)
    for worker in 0..<3 {
      let found = versions(of: worker, in: run)
      #expect(found == Array(0..<found.count))
    }
    // Up to 24 s, one every 2.5 s.
    #expect(versions(of: 2, in: run).count == 9)
  }

  @Test(arguments: LateWork.allCases)
  func everyWorkerHasOneTaskAtATime(lateWork: LateWork) throws {
    let run = try Rehearsal(
      try makeScheme("pgc", workers: 6, stragglers: 3), .random(blocks: 6, dimension: 1),
      delays: try Delays.make("exponential:mean=1", workers: 6, seed: 3), lateWork: lateWork,
      steps: 200, stepSize: 0.05
    ).run()
    for worker in 0..<6 {
      let found = versions(of: worker, in: run)
      // No version twice, none after a later one.
      #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
      if lateWork == .backlog { #expect(found == Array(0..<found.count)) }
    }
    #expect(run.arrivals.allSatisfy { $0.version <= $0.step })
    #expect(run.records.map(\.arrivals).reduce(0, +) == run.arrivals.count)
  }
}

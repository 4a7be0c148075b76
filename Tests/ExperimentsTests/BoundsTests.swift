import Clusters
import Testing

@testable import Experiments

/// Anchors of seconds from recorded times.
@Suite struct BoundsTests {
  private func step(_ number: Int, at opened: Double, _ seconds: [Double]) -> [JournalRow] {
    [JournalRow(step: number, .opened(time: opened))]
      + seconds.enumerated().map {
        JournalRow(
          step: number,
          .message(
            JournalRow.Message(worker: $0, version: number, turn: number, time: opened + $1)))
      }
  }

  /// By hand: worker 0 takes 1 s always, worker 1 takes 3 and 4.
  @Test func tasksOfRunsThatWaitForAll() {
    let times = TaskSeconds([step(0, at: 0, [1, 3]) + step(1, at: 3, [1, 4])])
    #expect(times.means == [1, 3.5])
    #expect(times.longest == 3.5)
    #expect(abs(times.sweep - 2 / (1 + 1 / 3.5)) < 1e-12)
  }

  /// n = 4, τ = 1, 1.7, 2.9, 5.3: τ_H = 1.8852.
  @Test func harmonicMean() {
    let times = TaskSeconds([step(0, at: 2, [5.3, 1, 1.7, 2.9])])
    #expect(abs(times.sweep - 1.8852) < 5e-5)
    #expect(abs(times.longest - 5.3) < 1e-12 && abs(times.means[0] - 1) < 1e-12)
  }

  /// Whoever is fast in one run may be slow in another.
  @Test func speedsOfEachRun() {
    let times = TaskSeconds([step(0, at: 0, [1, 3]), step(0, at: 0, [5, 1])])
    #expect(times.means == [1, 4])
    #expect(times.longest == 4)
    #expect(abs(times.sweep - (1.5 + 2 / 1.2) / 2) < 1e-12)
  }

  @Test func nothingRecorded() {
    #expect(TaskSeconds([]).means.isEmpty)
    #expect(TaskSeconds([[JournalRow(step: 0, .opened(time: 0))]]).means.isEmpty)
  }
}

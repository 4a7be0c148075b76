import Clusters
import Coding
import Kernels
import TestSupport
import Testing
import Training

@testable import Runs

/// The book of tasks against traces made by hand: three workers that take 1, 2 and 4.5 s.
@Suite struct TaskRecords {
  private final class Bookkeeper: TrainingObserver {
    typealias Element = Double
    var rows: [[String]] = []
    var counts: [[Int]] = []
    var closers: [Int?] = []

    func ended(_ tasks: [TaskRecord]) { rows.append(tasks.map(RunFiles.row)) }

    func stepped(_ record: StepRecord, model: Span<Double>) -> Bool {
      counts.append([record.evaluated, record.cancelled])
      closers.append(record.closer)
      return true
    }
  }

  private func book(
    _ scheme: String, workers: Int = 3, _ lateWork: LateWork, steps: Int,
    seconds: [Double] = [1, 2, 4.5], stop: String? = nil, set: [(String, String)] = []
  ) throws -> Bookkeeper {
    let code = try makeScheme(scheme, workers: workers, stragglers: 1, set, stop: stop)
    let book = Bookkeeper()
    var rehearsal = Rehearsal(
      code, Quadratic(centers: Array(repeating: 1, count: code.blocks)),
      delays: ScriptedDelays(seconds: seconds), lateWork: lateWork, steps: steps)
    rehearsal.keepsTasks = true
    try rehearsal.run(seenBy: book)
    return book
  }

  @Test func cancelled() throws {
    let book = try book("is-sgd", .cancel, steps: 2)
    #expect(
      book.rows == [
        ["0,0,0,0.0,1.0,fresh", "1,0,1,0.0,2.0,awaited"],
        ["2,0,2,0.0,2.0,cancelled", "0,1,0,2.0,3.0,fresh", "1,1,1,2.0,4.0,awaited"],
        ["2,1,2,2.0,4.0,unfinished"],
      ])
    #expect(book.counts == [[2, 0], [4, 1]])
    #expect(book.closers == [1, 1])
  }

  @Test func finished() throws {
    let book = try book("is-sgd", .finish, steps: 3)
    #expect(
      book.rows == [
        ["0,0,0,0.0,1.0,fresh", "1,0,1,0.0,2.0,awaited"],
        ["0,1,0,2.0,3.0,fresh", "1,1,1,2.0,4.0,awaited"],
        ["2,0,2,0.0,4.5,late", "0,2,0,4.0,5.0,fresh", "1,2,1,4.0,6.0,awaited"],
        ["2,2,2,4.5,6.0,unfinished"],
      ])
    #expect(book.counts == [[2, 0], [4, 0], [7, 0]])
  }

  /// Worker 1 shares its two blocks with worker 0, worker 3 with worker 2: one of each pair is awaited.
  @Test func aTaskCountsWithItsLoad() throws {
    let book = try book("frc", workers: 4, .cancel, steps: 2, seconds: [1, 3, 2, 5])
    #expect(book.counts == [[4, 0], [8, 4]])
    #expect(book.closers == [2, 2])
    #expect(book.rows[0] == ["0,0,0+1,0.0,1.0,fresh", "2,0,2+3,0.0,2.0,awaited"])
  }

  /// The first message is there, the second would come at 2 s: the deadline closes the step.
  @Test func aDeadlineWaitsForNobody() throws {
    let book = try book(
      "sgc", .cancel, steps: 1, stop: "deadline:seconds=1.5",
      set: [("p", "0.3")])
    #expect(book.closers == [nil])
    #expect(book.rows[0].count == 1)
    #expect(book.rows[0].first?.hasSuffix(",0.0,1.0,fresh") == true, "\(book.rows)")
  }
}

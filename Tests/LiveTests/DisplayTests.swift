import Console
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Runs

/// What is shown of a run while it runs is what its tables say.
@Suite("The display") struct DisplayTests {
  /// Keeps the board of a run.
  private final class Spectator: Audience {
    private let board = Mutex<LiveBoard?>(nil)
    var json: String { board.withLock { $0 }?.json ?? "" }
    func prepare(resuming resumed: String?) throws(RunError) {}
    func begin(_ board: LiveBoard, in folder: RunFolder) throws(RunError) {
      self.board.withLock { $0 = board }
    }
    func end(waits: Bool, isDone: Bool) {}
  }

  private struct State: Decodable {
    struct Curve: Decodable { var done: [Int], time: [Double?], loss: [Double?] }
    struct Evaluations: Decodable {
      var count: Int, step: [Int], names: [String], values: [[Double?]]
    }
    struct Workers: Decodable {
      var count: Int, each: Int, fresh: [Int], late: [Int], lost: [Int], version: [Int]
      var away: [Bool]
    }
    var outcome: String?
    var steps: Int, done: Int, oldest: Int
    var loss: Double, time: Double, staleness: Double
    var curve: Curve, evaluations: Evaluations, workers: Workers
  }

  private func shown(_ change: (inout RunConfiguration) -> Void) throws -> (State, TemporaryFolder)
  {
    var configuration = RunConfiguration()
    configuration.virtual = true
    configuration.dataset = "mixture:samples=90,features=3"
    configuration.delay = "exponential:mean=1"
    configuration.stragglers = 1
    configuration.workers = 5
    configuration.steps = 40
    configuration.progress = "none"
    change(&configuration)
    let folder = try TemporaryFolder()
    let spectator = Spectator()
    var request = RunRequest(configuration, out: folder.file("run"), draws: false)
    request.audience = spectator
    _ = try LocalRun<Double>.virtual(request)
    return (try JSONDecoder().decode(State.self, from: Data(spectator.json.utf8)), folder)
  }

  @Test func isWhatTheTablesSay() throws {
    let (state, folder) = try shown {
      $0.losses = "2@5-9,4@12"
      $0.onLostBlock = "drop"
    }
    let steps = try CSVTable(reading: folder.file("run/steps.csv"), remedy: "")
    let arrivals = try CSVTable(reading: folder.file("run/arrivals.csv"), remedy: "")
    let evaluations = try CSVTable(reading: folder.file("run/evaluations.csv"), remedy: "")
    #expect(state.outcome == "done" && state.done == 40 && state.steps == 40)
    #expect(state.curve.done == Array(1...40))
    #expect(state.curve.loss == steps.rows.map { $0.number("loss") })
    #expect(state.loss == steps.rows.last?.number("loss"))
    #expect(state.time == steps.rows.last?.number("time"))
    func count(_ worker: Int, _ matches: (CSVTable.Row) -> Bool) -> Int {
      arrivals.rows.count { $0["worker"] == "\(worker)" && matches($0) }
    }
    for worker in 0..<5 {
      let fresh = count(worker) { $0["event"] == "message" && $0["version"] == $0["step"] }
      let late = count(worker) { $0["event"] == "message" && $0["version"] != $0["step"] }
      #expect(state.workers.fresh[worker] == fresh && state.workers.late[worker] == late)
      #expect(state.workers.lost[worker] == count(worker) { $0["event"] == "lost" })
    }
    #expect(state.workers.lost == [0, 0, 1, 0, 1])
    #expect(state.workers.away == [false, false, false, false, true])
    #expect(state.evaluations.step.map { "\($0)" } == evaluations.rows.map { $0["step"] })
    for (name, values) in zip(state.evaluations.names, state.evaluations.values) {
      #expect(values == evaluations.rows.map { $0.number(name) }, "\(name)")
    }
  }

  @Test("Many workers share rows, and none is left out")
  func manyWorkers() throws {
    let (state, _) = try shown {
      $0.workers = 1000
      $0.dataset = "mixture:samples=1000,features=2"
      $0.scheme = "is-sgd"
      $0.steps = 3
    }
    #expect(state.workers.count == 1000 && state.workers.each == 5)
    #expect(state.workers.fresh.count == 200)
    #expect(state.workers.fresh.reduce(0, +) == 3 * 999)
  }

  @Test("A curve keeps its mean, its ends and its largest in the places it has", arguments: 1...70)
  func thinned(steps: Int) {
    var curve = ThinnedCurve(capacity: 8)
    func loss(_ step: Int) -> Double { Double(step * step % 17) }
    for step in 1...steps {
      curve.add(
        ThinnedCurve.Point(
          done: step, time: Double(step), seconds: 0, loss: loss(step), staleness: 1,
          oldest: step % 13))
    }
    #expect(curve.points.count <= 8 && curve.points.last?.done == steps)
    // All points but the last stand for as many steps.
    var first = 1
    for point in curve.points {
      let inPoint = first...point.done
      let mean = inPoint.map(loss).reduce(0, +) / Double(inPoint.count)
      #expect(abs(point.loss - mean) < 1e-12)
      #expect(point.oldest == inPoint.map { $0 % 13 }.max())
      #expect(inPoint.count == curve.stride || point.done == steps)
      first = point.done + 1
    }
  }

  @Test("The lines fit any terminal", arguments: [10, 24, 60], [20, 40, 80, 200])
  func lines(rows: Int, columns: Int) {
    let view = RunView(workers: 30, steps: 100)
    let lines = Dashboard(view, nil, title: "t").lines(columns: columns, rows: rows)
    #expect(lines.count <= rows)
    let hidden = lines.last?.contains("more") == true
    #expect(hidden == (rows < 36), "\(lines)")
  }

  @Test("Without a terminal a full display is a line now and then, and that is said")
  func piped() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      "pgc-train", Command.problem + ["--progress", "full", "--out", folder.file("run")])
    #expect(result.code == 0)
    #expect(
      result.errors
        == "pgc-train: note: --progress full: standard error is no terminal, so there is a line every "
        + "30 s\n")
  }

  @Test(
    "Evaluations are in the table as they are made, where that takes no time of the run's clock")
  func asTheyAreMade() throws {
    let folder = try TemporaryFolder()
    let child = try ChildProcess(
      [BuiltProducts.path("pgc-train")] + Command.problem + [
        "--steps", "100000000", "--out", folder.file("run"),
      ])
    defer {
      child.kill()
      _ = child.wait()
    }
    func rows() -> Int { (folder.bytes("run/evaluations.csv") ?? Data()).count { $0 == 10 } }
    let limit = Date() + 60
    while rows() < 4, Date() < limit { usleep(10_000) }
    #expect(rows() >= 4 && child.end() == nil)
  }
}

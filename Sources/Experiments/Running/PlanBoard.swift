import Console
import Runs
import Synchronization

/// What a plan's runs show to those who look at them: how many are done, and those that are running.
public final class PlanBoard: Sendable {
  private struct Running {
    let name: String
    let label: String
    let steps: Int
    let began = ContinuousClock.now
    var tail: StepsTail
  }
  private struct Ended {
    let label: String
    let outcome: String
    let seconds: Double
    let loss: Double?
  }
  private struct State {
    var total = 0
    var done = 0
    var failed = 0
    var secondsLeft: Double?
    var running: [Running] = []
    var ended: [Ended] = []
    var outcome: String?
  }

  private let plan: String
  private let process = String(UInt64.random(in: 0...UInt64.max), radix: 16)
  private let state = Mutex(State())

  /// Of the last that ended, so many are shown.
  private static let shown = 30

  /// A board of a plan by its name.
  public init(plan: String) { self.plan = plan }

  func update(total: Int, done: Int, failed: Int, secondsLeft: Double?) {
    state.withLock { state in
      state.total = total
      state.done = done
      state.failed = failed
      state.secondsLeft = secondsLeft
    }
  }

  func began(_ run: PlannedRun, in folder: String) {
    state.withLock {
      $0.running.append(
        Running(
          name: run.key.description, label: run.label, steps: run.configuration.steps,
          tail: StepsTail(folder: folder)))
    }
  }

  /// Reads how a run ended, while its files are where they were.
  func ends(_ run: PlannedRun) {
    state.withLock { state in
      for at in state.running.indices where state.running[at].name == run.key.description {
        state.running[at].tail.read()
      }
    }
  }

  func ended(_ run: PlannedRun, outcome: String) {
    state.withLock { state in
      guard let at = state.running.firstIndex(where: { $0.name == run.key.description }) else {
        return
      }
      let one = state.running.remove(at: at)
      state.ended.append(
        Ended(
          label: one.label, outcome: outcome, seconds: one.began.duration(to: .now) / .seconds(1),
          loss: one.tail.loss))
      if state.ended.count > Self.shown { state.ended.removeFirst() }
    }
  }

  /// There will be no more.
  public func end(_ outcome: String) { state.withLock { $0.outcome = outcome } }

  /// All of it, in JSON; the curves are read from the runs' files now.
  public var json: String {
    state.withLock { state in
      for at in state.running.indices { state.running[at].tail.read() }
      return JSONText.object([
        ("kind", JSONText.string("plan")),
        ("process", JSONText.string(process)),
        ("title", JSONText.string(plan)),
        ("phase", JSONText.string(state.outcome == nil ? "running" : "over")),
        ("outcome", state.outcome.map(JSONText.string) ?? "null"),
        ("total", "\(state.total)"),
        ("done", "\(state.done)"),
        ("failed", "\(state.failed)"),
        ("seconds_left", state.secondsLeft.map(JSONText.number) ?? "null"),
        ("running", JSONText.list(state.running.map(Self.json))),
        ("ended", JSONText.list(state.ended.reversed().map(Self.json))),
      ])
    }
  }

  private static func json(_ one: Running) -> String {
    JSONText.object([
      ("label", JSONText.string(one.label)),
      ("name", JSONText.string(one.name)),
      ("steps", "\(one.steps)"),
      ("done", "\(one.tail.done)"),
      ("seconds", JSONText.number(one.began.duration(to: .now) / .seconds(1))),
      ("curve", one.tail.json),
    ])
  }

  private static func json(_ one: Ended) -> String {
    JSONText.object([
      ("label", JSONText.string(one.label)),
      ("outcome", JSONText.string(one.outcome)),
      ("seconds", JSONText.number(one.seconds)),
      ("loss", one.loss.map(JSONText.number) ?? "null"),
    ])
  }
}

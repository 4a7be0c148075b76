public import Console
import Foundation
import Glibc
import Runs

/// Does runs, several at a time, each a process of its own.
public struct Runner {
  private let store: RunStore
  private let train: String
  private let jobs: Int
  private let retriesFailures: Bool
  private var progress: RunProgress
  private let stop: StopRequest
  private let board: PlanBoard?
  /// What earlier calls have told of.
  private var told: Set<RunKey> = []
  /// Runs whose checkpoint was of no use.
  private var afresh: Set<RunKey> = []

  /// A runner.
  /// - Parameters:
  ///   - train: The path of `pgc-train`.
  ///   - jobs: Runs at a time; runs on MPI go one at a time.
  ///   - retriesFailures: Whether runs that failed before are tried again.
  ///   - total: How many runs there will be, for the progress line.
  ///   - board: What others see of it.
  ///   - stop: What asks all runs to end.
  public init(
    _ store: RunStore, train: String, jobs: Int, retriesFailures: Bool, total: Int,
    board: PlanBoard? = nil, stop: StopRequest = StopRequest()
  ) {
    self.board = board
    self.stop = stop
    self.store = store
    self.train = train
    self.jobs = max(1, jobs)
    self.retriesFailures = retriesFailures
    progress = RunProgress(total: total)
  }

  /// What came of runs.
  public struct Tally: Sendable {
    /// Done now.
    public var done = 0
    /// Done before.
    public var reused = 0
    /// Those that failed, now or before.
    public var failures: [PlannedRun] = []
  }

  private struct Active {
    let run: PlannedRun
    let lock: FileLock
    let child: ChildProcess
    let goesOn: Bool
    let began: ContinuousClock.Instant
  }

  /// Does what is missing of `runs`.
  ///
  /// A run that fails is kept with its error output and does not stop the rest. Runs that another
  /// process is at are waited for. A run is in the tally of the first call only that it is given to.
  /// - Throws: where the store cannot be written; and when it was asked to stop, once all runs that were
  ///   under way have ended.
  public mutating func run(_ runs: [PlannedRun]) throws(RunError) -> Tally {
    try store.prepare()
    var tally = Tally()
    var waiting: [PlannedRun] = []
    let before = told
    for run in runs {
      guard !before.contains(run.key) else {
        progress.reused()
        continue
      }
      guard told.insert(run.key).inserted else { continue }
      if isDone(run, &tally) { progress.reused() } else { waiting.append(run) }
    }
    var active: [Active] = []
    var isAsked = false
    while !waiting.isEmpty || !active.isEmpty {
      if let signal = stop.signal {
        waiting = []
        // Once: a second one would end a run without its checkpoint.
        if !isAsked { for one in active { one.child.send(signal) } }
        isAsked = true
      }
      var busy: [PlannedRun] = []
      var next = 0
      while next < waiting.count, active.count < limit(waiting[next]) {
        let run = waiting[next]
        next += 1
        guard let lock = try store.lock(run) else {
          busy.append(run)
          continue
        }
        // Another process may have done it since it was looked for.
        if isDone(run, &tally) {
          progress.reused()
        } else if try store.adopt(run) {
          tally.done += 1
          progress.finished(nil)
        } else if let one = try start(run, lock, &tally) {
          active.append(one)
          board?.began(run, in: store.part(run))
          continue
        }
        lock.remove()
      }
      waiting = Array(waiting[next...]) + busy
      let before = active.count
      var still: [Active] = []
      for one in active {
        guard let end = one.child.end() else {
          still.append(one)
          continue
        }
        board?.ends(one.run)
        let failures = tally.failures.count
        let isOver = try keep(one, end, &tally)
        one.lock.remove()
        board?.ended(
          one.run,
          outcome: !isOver ? "to go on" : tally.failures.count > failures ? "failed" : "done")
        if isOver {
          progress.finished(one.began.duration(to: .now))
        } else if stop.signal == nil {
          waiting.append(one.run)
        }
      }
      active = still
      progress.show(running: active.count, failed: tally.failures.count, jobs: jobs)
      board?.update(
        total: progress.total, done: progress.done, failed: tally.failures.count,
        secondsLeft: progress.secondsLeft(jobs: jobs))
      // Short while runs are short, so that starting the next one does not wait.
      if active.count == before { usleep(active.isEmpty ? 100_000 : 3_000) }
    }
    progress.clear()
    if let signal = stop.signal {
      throw RunError(
        "asked to end by signal \(signal): \(tally.done) runs done, \(tally.reused) were there; the "
          + "same command goes on from here", exitCode: 128 + signal)
    }
    return tally
  }

  private func limit(_ run: PlannedRun) -> Int { run.cluster == .virtual ? jobs : 1 }

  private func isDone(_ run: PlannedRun, _ tally: inout Tally) -> Bool {
    switch store.state(run) {
    case .done: tally.reused += 1
    case .failed where !retriesFailures: tally.failures.append(run)
    default: return false
    }
    return true
  }

  private func start(_ run: PlannedRun, _ lock: FileLock, _ tally: inout Tally) throws(RunError)
    -> Active?
  {
    let part = store.part(run)
    let goesOn = !afresh.contains(run.key) && store.canGoOn(run)
    if !goesOn { try store.begin(run) }
    let what =
      goesOn
      ? ["--resume", part]
      : ["--config", part + "/configuration.json", "--out", part, "--overwrite"]
    let words = [train] + what + ["--quiet", "--no-picture"]
    do throws(RunError) {
      // In a group of its own: what a terminal sends to all at once would be the second time for it.
      let child = try ChildProcess(
        Self.command(words, of: run), output: .file(part + "/output.txt"),
        errors: .file(part + "/errors.txt"), inheriting: [lock.descriptor], ownGroup: true)
      return Active(run: run, lock: lock, child: child, goesOn: goesOn, began: .now)
    } catch {
      try store.fail(run, because: error.description)
      tally.failures.append(run)
      return nil
    }
  }

  /// The words of a run's command; on MPI the template with its places filled.
  static func command(_ words: [String], of run: PlannedRun) -> [String] {
    guard case .mpi(let template) = run.cluster else { return words }
    let ranks = "\(run.configuration.workers + 1)"
    return template.split(separator: " ").map(String.init).flatMap { word in
      word == "{command}" ? words : [word.replacing("{ranks}", with: ranks)]
    }
  }

  /// Keeps what came of a run: done is what its record says is done, whatever the command's code.
  /// - Returns: false where the run is still to be done.
  private mutating func keep(_ one: Active, _ end: ChildProcess.End, _ tally: inout Tally)
    throws(RunError) -> Bool
  {
    let run = one.run
    let part = store.part(run)
    if let record = try? RecordedRun(folder: part).provenance,
      record.text != run.provenance.text
    {
      try store.fail(
        run, because: "the program or the data changed while the plan ran; run the plan again")
      tally.failures.append(run)
      return true
    }
    let outcome = store.outcome(part)
    if outcome == .done || outcome == .diverged {
      try store.finish(run)
      tally.done += 1
      return true
    }
    if let signal = stop.signal,
      outcome == .interrupted || end == .killed(signal) || end == .exited(128 + signal)
    {
      return false
    }
    if one.goesOn {
      afresh.insert(run.key)
      return false
    }
    try store.fail(run, because: RunFailure.reason(end, folder: part))
    tally.failures.append(run)
    return true
  }
}

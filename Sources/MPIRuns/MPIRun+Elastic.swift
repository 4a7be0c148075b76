import Clusters
import Coding
import Console
import Glibc
import Kernels
import MPITransport
import Programs
import Runs
import Training

extension MPIRun {
  /// Does one process's part in an elastic job, whatever comes of it.
  ///
  /// A process that is lost takes nobody with it, and another may take its place: each is a job of MPI of
  /// its own.
  static func elastic(
    _ part: RunRequest.Elastic, _ request: RunRequest, _ complain: @escaping (RunError) -> Void
  ) -> End {
    do {
      _ = try MPIEnvironment.asked()
      request.reportStart()
      switch part {
      case .server(let file, let seconds):
        return .apart(try lead(request, file, seconds, complain), code: 0)
      case .worker(let file, let seconds):
        try join(request, file, seconds, complain)
        return .apart(nil, code: 0)
      }
    } catch {
      complain(RunError(error))
      return .apart(nil, code: RunError(error).exitCode)
    }
  }

  private static func lead(
    _ request: RunRequest, _ file: String, _ seconds: Double,
    _ complain: @escaping (RunError) -> Void
  ) throws -> String {
    let stop = request.stop
    let ready = Ready<Element, _>(request.configuration, rank: 0) { $0 }
    let problem = try ready.value.get()
    let session = try RunSession(
      problem, request, clock: .wall, transport: MPIEnvironment.libraryVersion)
    var failure: (any Error)?
    let failures = WorkerFailures(complain)
    do {
      let door = try Door(facts: ready.facts) { complain(RunError($0)) }
      try AtomicFile.replace(file, with: door.words + "\n")
      defer { unlink(file) }
      let seats = try door.gather(problem.scheme.workers, for: seconds) { stop.signal != nil }
      guard seats.contains(where: { $0 != nil }) else {
        if let signal = stop.signal { throw Interruption(signal: signal) }
        throw RunError("no worker has come within \(seconds) s; start workers by --join \(file)")
      }
      var cluster = try MPICluster<Element>(
        problem.scheme, workers: seats.map { $0?.peer },
        messageLength: problem.slices.messageLength, lines: seats.map { $0?.line ?? -1 },
        lostBlocks: problem.lostBlocks, patience: patience(request), door: door,
        // With another rule a step closes without the lost as soon as it can.
        waitsForWorkers: problem.lostBlocks == .stop ? seconds : 0,
        interruption: { stop.signal }, tell: { complain(RunError("warning: \($0)")) },
        hear: failures.tell)
      do { try session.train(on: &cluster) } catch { failure = error }
      try cluster.shutdown()
      failures.sumUp()
      session.note(
        cluster.losses.map {
          LossRecord(worker: $0.worker, time: $0.time, sign: $0.sign.rawValue, back: $0.back)
        })
    } catch { failure = failure ?? error }
    return try session.finish(failure: failure, draws: request.draws)
  }

  private static func join(
    _ request: RunRequest, _ file: String, _ seconds: Double,
    _ complain: @escaping (RunError) -> Void
  ) throws {
    let stop = request.stop
    do {
      let visit = try Visit(
        at: { try? TextFile.lines(of: file).first }, for: seconds, interruption: { stop.signal })
      let worker = visit.worker
      let ready = Ready<Element, _>(request.configuration, rank: worker + 1) { problem in
        (problem, try problem.source(blocks: problem.scheme.placement(of: worker)))
      }
      let (server, heart) = try visit.enter(ready.trouble, on: ready.facts, for: 10 * seconds)
      let (problem, source) = try ready.value.get()
      do { try serve(server, as: worker, of: problem, source) } catch let failure as ProgramFailure
      {
        // Also here, where this process may have a log of its own.
        let known = failure.error(ofRank: worker + 1)
        _ = heart.end(saying: known.description)
        throw known
      }
      heart.end()
    } catch let refusal as Visit.Refusal {
      throw RunError("--join \(file): \(refusal)")
    }
  }
}

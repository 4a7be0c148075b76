import Clusters
import Coding
import Kernels
import MPITransport
import TestSupport
import Training

/// Two messages a task, remembered gradients and repeated versions, from real workers: each run gives the
/// model of its own record, bit for bit, and, where it waits for all, that of virtual time.
func remember(_ environment: borrowing MPIEnvironment) throws {
  let n = environment.size - 1
  for lateWork in LateWork.allCases {
    for (awaited, repetitions) in [(n, 0), (n, 2), (max(1, n - 1), 0), (max(1, n - 1), 1)] {
      // A worker with a backlog takes versions in order, each once.
      guard lateWork != .backlog || repetitions == 0 else { continue }
      let scheme = TwoPartMemory(workers: n, awaited: awaited, repetitions: repetitions)
      var rehearsal = Rehearsal(
        scheme, .random(blocks: n, dimension: 700, unequal: true),
        delays: try Delays.make("exponential:mean=0.002", workers: n, seed: 3),
        lateWork: lateWork, steps: 30, stepSize: 0.05)
      rehearsal.gradients = RandomGradients(rehearsal.objective)
      let name = "\(lateWork), \(awaited) of \(n), \(repetitions) repetitions"
      guard environment.rank == 0 else {
        try work(rehearsal, environment)
        continue
      }
      let recording = Recording()
      var cluster = try MPICluster<Double>(
        scheme, workers: environment.workers, messageLength: rehearsal.source.gradientLength)
      try rehearsal.run(on: &cluster, seenBy: recording)
      try cluster.shutdown()
      try check(recording.models.count == 30, "\(name): \(recording.models.count) steps")
      let again = try rehearsal.replay(recording.journal)
      try check(again.models == recording.models, "\(name): the replay has other bits")
      try check(
        again.records.map(\.coverage) == recording.records.map(\.coverage),
        "\(name): the replay has another coverage")
      if awaited == n {
        let planned = try rehearsal.run()
        try check(planned.models == recording.models, "\(name): virtual time has other bits")
      }
    }
  }
}

private func work(_ rehearsal: Rehearsal, _ environment: borrowing MPIEnvironment) throws {
  let worker = environment.rank - 1
  var loop = WorkerLoop(
    WorkerRole(worker: worker, of: rehearsal.scheme, source: rehearsal.source),
    delays: rehearsal.delays)
  try loop.run(
    on: MPILink(
      to: environment.server, worker: worker, of: rehearsal.scheme,
      modelLength: rehearsal.objective.dimension))
}

import Clusters
import Coding
import Kernels
import MPITransport

/// A message that tells which model it was computed from, slowly, looking up between pieces.
struct Echo: GradientSource {
  let gradientLength = 5_000

  func evaluate(
    block: Int, draw: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
    while proceed: () -> Bool
  ) -> Bool {
    for _ in 0..<20 where !proceed() { return false }
    Double.fill(model[0], &g)
    g[gradientLength - 1] = model[model.count - 1]
    return true
  }

  func forAnotherThread() -> any GradientSource<Double> { self }
}

/// Overtakes every worker many times over: each message must carry the version that its task has,
/// from one whole model, and the newest version must come in the end.
func newestWins(_ environment: borrowing MPIEnvironment) throws {
  let scheme = try uncoded(environment)
  let length = Echo().gradientLength
  guard environment.rank == 0 else {
    let worker = environment.rank - 1
    var loop = WorkerLoop(
      WorkerRole(worker: worker, of: scheme, source: Echo()),
      delays: try Delays.make("exponential:mean=0.0005", workers: scheme.workers, seed: 1))
    return try loop.run(
      on: MPILink(
        to: environment.server, worker: worker, of: scheme, modelLength: length - 1))
  }
  var cluster = try MPICluster<Double>(
    scheme, workers: environment.workers, messageLength: length)
  let last = 400
  var newest = Array(repeating: -1, count: scheme.workers)
  var isBusy = Array(repeating: false, count: scheme.workers)

  /// Takes a message: it is of a task that was given, no older than the one before.
  func take(_ task: Assignment) throws {
    try check(task.version > newest[task.worker], "version \(task.version) after a newer one")
    newest[task.worker] = task.version
    try cluster.put(.keep(task.worker))
    try cluster.withMessage(at: task.worker) { message in
      for i in 0..<length {
        try check(
          message[i] == Double(task.version),
          "version \(task.version) of worker \(task.worker) has \(message[i]) at \(i)")
      }
    }
  }

  for version in 0...last {
    let model = Vector<Double>(repeating: Double(version), count: length - 1)
    cluster.publish(model.span, version: version)
    cluster.forget(before: version)
    for worker in 0..<scheme.workers {
      try cluster.start(
        scheme.assignment(worker: worker, version: version, turn: version),
        interrupts: isBusy[worker])
      isBusy[worker] = true
    }
    // Some steps take what is there, some do not look at all.
    if version % 3 == 0, version < last {
      let event = try cluster.next(before: cluster.now + 0.001)
      if case .message(let task, _, _) = event {
        try take(task)
        if task.version == version { isBusy[task.worker] = false }
      } else {
        guard case .deadline = event else { throw Broken(description: "\(event)") }
      }
    }
  }
  while true {
    let event = try cluster.next(before: .infinity)
    if case .idle = event { break }
    guard case .message(let task, _, _) = event else { throw Broken(description: "\(event)") }
    try take(task)
  }
  try check(newest.allSatisfy { $0 == last }, "the newest answers are \(newest)")
  // Nobody is busy, and that is no deadline before its time.
  let deadline = cluster.now + 0.02
  let event = try cluster.next(before: deadline)
  guard case .deadline(let time) = event, time >= deadline else {
    throw Broken(description: "\(event) before \(deadline)")
  }
  try cluster.shutdown()
}

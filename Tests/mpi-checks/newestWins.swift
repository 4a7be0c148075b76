import Baselines
import Clusters
import Coding
import Kernels
import MPITransport

/// A message that tells which model it was computed from, slowly, looking up between pieces.
struct Echo: GradientSource {
  let messageLength = 5_000

  func evaluate(
    block: Int, step: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
    while proceed: () -> Bool
  ) -> Bool {
    for _ in 0..<20 where !proceed() { return false }
    Double.fill(model[0], &g)
    g[messageLength - 1] = model[model.count - 1]
    return true
  }

  func forAnotherThread() -> Echo { self }
}

/// Overtakes every worker many times over: each message must carry the version that its tag tells,
/// from one whole model, and the newest version must come in the end.
func newestWins(_ rank: Int, of size: Int) throws {
  let scheme = try Uncoded(SchemeRequest("uncoded", workers: size - 1))
  let length = Echo().messageLength
  guard rank == 0 else {
    let role = WorkerRole(worker: rank - 1, of: scheme, source: Echo())
    var loop = WorkerLoop(
      role, modelLength: length - 1, parts: 1, lateWork: .cancel,
      delays: try Delays.make("exponential:mean=0.0005", workers: size - 1, seed: 1))
    return try loop.run()
  }
  var cluster = try MPICluster<Double>(scheme, messageLength: length)
  var message = Vector<Double>(repeating: 0, count: length)
  let last = 400
  for version in 0...last {
    let model = Vector<Double>(repeating: Double(version), count: length - 1)
    cluster.publish(model.span, version: version)
    cluster.forget(before: version)
    for worker in 0..<size - 1 { try cluster.start(worker: worker, version: version) }
    // Some steps take what is there, some do not look at all.
    if version % 3 == 0, version < last {
      if let arrival = try cluster.next(before: cluster.now + 0.001, into: &message) {
        try verify(arrival, message, length)
      }
    }
  }
  var newest = Set<Int>()
  while let arrival = try cluster.next(before: .infinity, into: &message) {
    try verify(arrival, message, length)
    if arrival.version == last { newest.insert(arrival.worker) }
  }
  try check(newest.count == size - 1, "\(newest.count) workers answered the newest model")
  try cluster.shutdown()
}

private func verify(_ arrival: Arrival, _ message: borrowing Vector<Double>, _ length: Int) throws {
  for i in 0..<length {
    try check(
      message[i] == Double(arrival.version),
      "version \(arrival.version) of worker \(arrival.worker) has \(message[i]) at \(i)")
  }
}

import Clusters
import Coding
import Kernels
import MPITransport

/// Models and messages in sizes below and above what MPI sends eagerly, several versions of each: every
/// element must be the one that was sent, and what is behind a model in a worker's memory must stay as
/// it was.
func exchange(_ environment: borrowing MPIEnvironment) throws {
  let scheme = try uncoded(environment)
  let versions = 0..<4
  for d in [0, 1, 1_000, 300_000] {
    guard environment.rank == 0 else {
      try serve(environment, scheme, messageLength: d + 1, sentLength: d, room: 3)
      continue
    }
    var cluster = try MPICluster<Double>(
      scheme, workers: environment.workers, messageLength: d + 1)
    for version in versions {
      cluster.publish(numberedModel(d, version: version).span, version: version)
      cluster.forget(before: version)
      for worker in 0..<scheme.workers {
        try cluster.start(
          scheme.assignment(worker: worker, version: version, turn: version), interrupts: false)
      }
      var missing = Set(0..<scheme.workers)
      while !missing.isEmpty {
        guard case .message(let task, let part, _) = try cluster.next(before: .infinity) else {
          throw Broken(description: "no message of workers \(missing.sorted())")
        }
        try check(task.version == version && part == 0, "\(task) in step \(version)")
        try check(missing.remove(task.worker) != nil, "worker \(task.worker) came twice")
        try cluster.put(.keep(task.worker))
      }
      // Looked at when all are there: no message has come into the memory of another.
      for worker in 0..<scheme.workers {
        try cluster.withMessage(at: worker) { message in
          try check(message.count == d + 1, "\(message.count) elements for \(d + 1)")
          for i in 0...d {
            try check(
              message[i] == Numbered.value(i, version: version, of: worker),
              "element \(i) of worker \(worker), version \(version), is \(message[i])")
          }
        }
      }
    }
    try cluster.shutdown()
  }
}

/// A message that is shorter, or longer, than the parameter server's is no message: the error names the
/// sender, and the memory that it came into is not put anywhere.
func refuseOtherLengths(_ environment: borrowing MPIEnvironment) throws {
  let scheme = try uncoded(environment)
  // Open MPI itself writes past the end for one that is longer and above its eager limit.
  for (length, other) in [(4, 3), (300_000, 299_999), (4, 5), (7, 500)] {
    guard environment.rank == 0 else {
      try serve(environment, scheme, messageLength: other, sentLength: 1)
      continue
    }
    var cluster = try MPICluster<Double>(
      scheme, workers: environment.workers, messageLength: length)
    cluster.publish(numberedModel(1, version: 0).span, version: 0)
    let last = scheme.workers - 1
    try cluster.start(scheme.assignment(worker: last, version: 0), interrupts: false)
    do {
      let event = try cluster.next(before: .infinity)
      throw Broken(description: "\(event) of \(other) elements for \(length)")
    } catch let error as MPIError {
      let sent = other < length ? "\(other * 8)" : "more"
      try check(
        error.description.contains("worker \(last) sent \(sent) bytes in place of \(length) elem"),
        "\(error)")
    }
    for worker in 0..<scheme.workers {
      try cluster.withMessage(at: worker) { message in
        for i in 0..<message.count {
          try check(message[i] == 0, "element \(i) of place \(worker) is \(message[i])")
        }
      }
    }
    try cluster.shutdown()
  }
}

/// A cluster that is gone while models and messages are under way leaves their memory to MPI: the models
/// arrive as they were, and what is allocated since then is not written to.
func dropCluster(_ environment: borrowing MPIEnvironment) throws {
  let scheme = try uncoded(environment)
  let d = 300_000
  guard environment.rank == 0 else {
    // No receive is posted before the cluster is gone.
    _ = try environment.agree(nil)
    return try answerOnce(environment, scheme, d)
  }
  do {
    var cluster = try MPICluster<Double>(
      scheme, workers: environment.workers, messageLength: d + 1)
    cluster.publish(numberedModel(d, version: 0).span, version: 0)
    for worker in 0..<scheme.workers {
      try cluster.start(scheme.assignment(worker: worker, version: 0), interrupts: false)
    }
  }
  // What would be given the cluster's memory, were it free.
  let vectors = (0..<4 * scheme.workers + 4).map { _ in Slot<Double>(d + 1, repeating: -1) }
  _ = try environment.agree(nil)
  // All have sent their answers, to the receives of the cluster that is gone; goodbyes come next.
  _ = try environment.agree(nil)
  var other = try MPICluster<Double>(scheme, workers: environment.workers, messageLength: d + 1)
  try other.shutdown()
  for (number, slot) in vectors.enumerated() {
    try slot.vector.withSpan { vector in
      for i in 0..<vector.count {
        try check(vector[i] == -1, "element \(i) of vector \(number) is \(vector[i])")
      }
    }
  }
}

/// Answers one task, says so, and then waits for the stop.
private func answerOnce(_ environment: borrowing MPIEnvironment, _ scheme: any Scheme, _ d: Int)
  throws
{
  let worker = environment.rank - 1
  let source = Numbered(worker: worker, gradientLength: d + 1, sentLength: d)
  let link = try MPILink<Double>(
    to: environment.server, worker: worker, of: scheme, modelLength: d)
  guard let task = try link.next() else { throw Broken(description: "a stop before any task") }
  let message = Slot<Double>(d + 1, repeating: 0)
  try link.withModel { x in
    try message.vector.withMutableSpan {
      _ = try source.evaluate(
        block: worker, draw: task.draw, at: x, into: &$0, while: { true })
    }
  }
  try link.send(message, part: 0, of: task)
  _ = try environment.agree(nil)
  try check(try link.next() == nil, "another task")
  try link.leave()
}

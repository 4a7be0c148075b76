import Baselines
import Clusters
import Coding
import Kernels
import MPITransport

/// Elements whose number, version and sender can be told from their value.
///
/// A worker checks the model that it is given, and what is behind its end, before it answers.
struct Numbered: GradientSource {
  /// Who evaluates; the parameter server's model is of worker −1.
  let worker: Int
  let gradientLength: Int
  /// Elements that a model has; what is behind them in the worker's memory must stay zero.
  let sentLength: Int

  static func value(_ i: Int, version: Int, of worker: Int) -> Double {
    Double(1 + i % 9973) + 1e4 * Double(version) + 1e7 * Double(worker + 1)
  }

  func evaluate(
    block: Int, draw: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
    while proceed: () -> Bool
  ) throws -> Bool {
    for i in 0..<model.count {
      let wanted = i < sentLength ? Self.value(i, version: draw, of: -1) : 0
      try check(
        model[i] == wanted,
        "worker \(worker): element \(i) of the model of version \(draw) is \(model[i])")
    }
    for i in 0..<gradientLength { g[i] = Self.value(i, version: draw, of: worker) }
    return true
  }

  func forAnotherThread() -> any GradientSource<Double> { self }
}

/// Serves as a worker until told to stop.
/// - Parameters:
///   - messageLength: Elements of its messages.
///   - sentLength: Elements of a model.
///   - room: Elements that it has memory for beyond that.
func serve(
  _ environment: borrowing MPIEnvironment, _ scheme: any Scheme, messageLength: Int,
  sentLength: Int, room: Int = 0
) throws {
  let worker = environment.rank - 1
  let source = Numbered(worker: worker, gradientLength: messageLength, sentLength: sentLength)
  var loop = WorkerLoop(
    WorkerRole(worker: worker, of: scheme, source: source), delays: try noDelay(scheme))
  try loop.run(
    on: MPILink(
      to: environment.server, worker: worker, of: scheme, modelLength: sentLength + room))
}

func noDelay(_ scheme: any Scheme) throws -> any DelayModel {
  try Delays.make("none", workers: scheme.workers, seed: 1)
}

/// One block a worker, one message a task.
func uncoded(_ environment: borrowing MPIEnvironment) throws -> any Scheme {
  try Uncoded(SchemeRequest("uncoded", workers: environment.size - 1))
}

/// The model of a version.
func numberedModel(_ length: Int, version: Int) -> Vector<Double> {
  var model = Vector<Double>(repeating: 0, count: length)
  for i in 0..<length { model[i] = Numbered.value(i, version: version, of: -1) }
  return model
}

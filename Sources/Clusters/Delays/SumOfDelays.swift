/// Several delays at once: seconds add, factors multiply.
struct SumOfDelays: DelayModel {
  private let summands: [any DelayModel]

  init(_ summands: [any DelayModel]) { self.summands = summands }

  var mean: Double? {
    var sum = 0.0
    for summand in summands {
      guard let mean = summand.mean else { return nil }
      sum += mean
    }
    return sum
  }

  var files: [String] { summands.flatMap(\.files) }

  var dependsOnSeed: Bool { summands.contains(where: \.dependsOnSeed) }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    summands.reduce(0) { $0 + $1.seconds(worker: worker, step: step, load: load) }
  }

  func factor(worker: Int, step: Int) -> Double {
    summands.reduce(1) { $0 * $1.factor(worker: worker, step: step) }
  }
}

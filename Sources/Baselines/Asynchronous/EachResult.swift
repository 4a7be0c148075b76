import Coding

/// How much a result counts that moves the model by itself.
protocol ResultFactor: Sendable {
  /// The factor on the result, which is the block's share of the mean gradient.
  /// - Parameters:
  ///   - delay: δ, updates since the result's model was given out.
  ///   - time: When the result came, in seconds since the run began.
  mutating func factor(worker: Int, delay: Int, at time: Double) -> Double
}

/// Closes a step with each result; the worker goes on with the newest model.
///
/// The gathering of asynchronous SGD and of those that differ from it in the step size alone.
struct EachResult<Factor: ResultFactor>: Gather {
  private var factor: Factor
  private var step = 0
  private var used = Weight(place: 0, version: 0, 0)

  init(_ factor: Factor) { self.factor = factor }

  mutating func open(step: Int, at time: Double) { self.step = step }

  mutating func add(_ arrival: Arrival) -> Verdict {
    let value = factor.factor(
      worker: arrival.worker, delay: step - arrival.version, at: arrival.time)
    used = Weight(place: arrival.place, version: arrival.version, value)
    return .closes
  }

  mutating func close(into weights: inout [Weight]) { weights.append(used) }
}

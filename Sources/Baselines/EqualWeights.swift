import Coding

/// Waits for a number of messages on the current model and gives each the same weight.
///
/// - Complexity: O(1) a message; there is nothing to solve.
struct EqualWeights: Gather {
  private var responders: FirstResponders
  private let value: Double

  init(_ needed: Int, value: Double) {
    responders = FirstResponders(needed)
    self.value = value
  }

  mutating func open(step: Int, at time: Double) { responders.open(step: step) }

  mutating func add(_ arrival: Arrival) -> Verdict { responders.add(arrival) }

  mutating func close(into weights: inout [Weight]) {
    for worker in responders.workers {
      weights.append(Weight(place: worker, version: responders.step, value))
    }
  }
}

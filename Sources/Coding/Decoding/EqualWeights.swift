/// Waits for a number of messages on the current model and gives each the same weight.
///
/// - Complexity: O(1) a message; there is nothing to solve.
public struct EqualWeights: CountingGather {
  public var responders: FirstResponders
  private let value: Double

  /// Waits for `needed` messages a step.
  public init(_ needed: Int, value: Double) {
    responders = FirstResponders(needed)
    self.value = value
  }

  /// Appends the weight for each message.
  public mutating func close(into weights: inout [Weight]) {
    for worker in responders.workers {
      weights.append(Weight(place: worker, version: responders.step, value))
    }
  }
}

/// A gather that waits for a number of messages on the current model; it adds its own weights.
public protocol CountingGather: Gather {
  /// Who answered.
  var responders: FirstResponders { get set }
}

extension CountingGather {
  /// Begins a step.
  public mutating func open(step: Int, at time: Double) { responders.open(step: step) }

  /// Takes note of a message.
  public mutating func add(_ arrival: Arrival) -> Verdict { responders.add(arrival) }
}

/// Collects messages on the current model until enough came; late ones are of no use.
///
/// The gathering of uncoded, IS-SGD, CRC and every other scheme that waits for a number of workers.
/// Such a scheme embeds it and adds its own weights.
public struct FirstResponders: Sendable {
  /// Messages a step waits for.
  public let needed: Int
  /// The open step.
  public private(set) var step = 0
  /// Who answered, in the order of arrival.
  public private(set) var workers: [Int] = []

  /// Waits for `needed` messages a step.
  public init(_ needed: Int) {
    self.needed = needed
    workers.reserveCapacity(needed)
  }

  /// Begins a step.
  public mutating func open(step: Int) {
    self.step = step
    workers.removeAll(keepingCapacity: true)
  }

  /// Takes note of a message.
  public mutating func add(_ arrival: Arrival) -> Verdict {
    guard arrival.version == step else { return .released }
    workers.append(arrival.worker)
    return workers.count >= needed ? .closes : .counted
  }

  /// Who answered, in ascending order: what a decoder sees, whoever came first.
  public var sorted: [Int] { workers.sorted() }
}

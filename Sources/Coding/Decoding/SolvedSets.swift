/// Decoding vectors of the sets of workers that were solved last.
///
/// Straggler sets repeat, and a solve costs far more than a look: none is done twice while it is among
/// the last ones, as many as fit into 8 MiB.
public struct SolvedSets: Sendable {
  private let capacity: Int
  private var solved: [[Int]: [Double]] = [:]
  private var order: [[Int]] = []

  /// What all remembered sets may take.
  static let bytes = 8 << 20

  /// No sets.
  /// - Parameters:
  ///   - numbers: Entries of a set and its decoding vector together, at most.
  ///   - capacity: Sets at most.
  public init(numbers: Int, remembering capacity: Int = 512) {
    self.capacity = max(1, min(capacity, Self.bytes / (8 * max(1, numbers))))
  }

  /// The decoding vector of a set, solved where it is not known.
  public mutating func weights(
    of set: [Int], solve: () throws(DecodingError) -> [Double]
  ) throws(DecodingError) -> [Double] {
    if let known = solved[set] { return known }
    let weights = try solve()
    if order.count == capacity { solved[order.removeFirst()] = nil }
    order.append(set)
    solved[set] = weights
    return weights
  }
}

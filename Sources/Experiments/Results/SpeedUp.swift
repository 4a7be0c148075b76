/// How many times sooner a scheme reaches a target than a reference, paired by seed.
///
/// Both runs of a pair have the same data, start and delays, so that their ratio says more than the
/// ratio of means. Only pairs of which both reached the target have a ratio; the others are counted by
/// who was censored, and a pair with one of them counts as won by the other.
public struct SpeedUp: Sendable {
  /// Reference over scheme, of pairs that have a ratio.
  public private(set) var ratios: [Double] = []
  /// Pairs of which only the reference reached the target.
  public private(set) var onlyReference = 0
  /// Pairs of which only the scheme reached it.
  public private(set) var onlyScheme = 0
  /// Pairs of which none did.
  public private(set) var neither = 0
  /// Pairs in which the scheme was there first; a tie is half.
  public private(set) var wins = 0.0

  /// Costs of pairs, nil where the target was not reached.
  public init(_ pairs: [(reference: Double?, scheme: Double?)]) {
    for pair in pairs {
      switch pair {
      case (let reference?, let scheme?):
        // Where the initial model is good enough both cost nothing, which is a tie.
        ratios.append(reference == scheme ? 1 : reference / scheme)
        wins += scheme < reference ? 1 : scheme == reference ? 0.5 : 0
      case (_?, nil): onlyReference += 1
      case (nil, _?):
        onlyScheme += 1
        wins += 1
      case (nil, nil): neither += 1
      }
    }
  }

  /// All pairs.
  public var count: Int { ratios.count + onlyReference + onlyScheme + neither }

  /// The middle ratio of the pairs of which one or both reached the target: 0 where only the reference
  /// did, infinite where only the scheme did; NaN for no such pair.
  public var median: Double {
    Statistics.median(
      ratios + Array(repeating: 0, count: onlyReference)
        + Array(repeating: .infinity, count: onlyScheme))
  }
}

import Randomness

/// Whether workers of one host are slow at the same steps.
public struct HostCorrelation: Encodable, Sendable {
  /// Mean correlation of two workers of one host.
  public let within: Double
  /// Mean correlation of two workers of different hosts.
  public let across: Double
  /// The chance of as large a difference where hosts do not matter.
  public let p: Double

  /// - Parameters:
  ///   - rows: By worker and step, with the means of workers and of steps taken away; NaN count as 0.
  ///   - hosts: Of each worker.
  init?(_ rows: [[Double]], hosts: [String], seed: UInt64, draws: Int = 299) {
    let scaled = rows.map { row in
      let length = row.reduce(0) { $0 + ($1.isFinite ? $1 * $1 : 0) }.squareRoot()
      return row.map { $0.isFinite && length > 0 ? $0 / length : 0 }
    }
    var numbers: [String: Int] = [:]
    let groups = hosts.map { host in
      numbers[host]
        ?? {
          numbers[host] = numbers.count
          return numbers[host] ?? 0
        }()
    }
    let sizes = groups.reduce(into: [Int](repeating: 0, count: numbers.count)) { $0[$1] += 1 }
    let pairs = sizes.reduce(0) { $0 + $1 * ($1 - 1) }
    let others = rows.count * (rows.count - 1) - pairs
    guard pairs > 0, others > 0 else { return nil }
    let all = Self.sum(scaled, Array(repeating: 0, count: rows.count), 1)
    let inside = Self.sum(scaled, groups, numbers.count)
    within = inside / Double(pairs)
    across = (all - inside) / Double(others)
    p =
      inside > 0
      ? PermutationTest.p(.hosts, observed: inside, draws: draws, seed: seed) { stream in
        let order = stream.permutation(groups.count)
        return Self.sum(scaled, order.map { groups[$0] }, numbers.count)
      } : 1
  }

  /// The sum of correlations over ordered pairs of workers in one group: ‖Σ‖² less the workers' own.
  private static func sum(_ rows: [[Double]], _ groups: [Int], _ count: Int) -> Double {
    let steps = rows.first?.count ?? 0
    var sums = [Double](repeating: 0, count: count * steps)
    var own = 0.0
    for (row, group) in zip(rows, groups) {
      for step in 0..<steps {
        sums[group * steps + step] += row[step]
        own += row[step] * row[step]
      }
    }
    return sums.reduce(0) { $0 + $1 * $1 } - own
  }
}

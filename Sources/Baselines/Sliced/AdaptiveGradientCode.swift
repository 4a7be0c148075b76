public import Coding
public import Settings

/// Adaptive gradient code: workers send symbols until the parameter server has enough, which is the
/// sooner, the fewer workers are late.
///
/// The n workers are in groups, each of which has as many blocks as workers and a `NestedCode` of load
/// d = s + 1 on them. A symbol is the ℓ-th part of a gradient, ℓ = lcm(1 … d), and a task sends ℓ symbols
/// one after the other. A group is decoded as soon as any k of its g workers have sent ℓ / (d − g + k)
/// symbols, for some k ≥ g − s: with none of them late each has sent the d-th part of a gradient, with s
/// late the others have sent a whole one. The step closes with the last group, and who still sends stops.
///
/// A fixed code (`ye-abbe`) has to choose how many will be late: with the load d it can have s late and
/// messages of the (d − s)-th part, for one s.
///
/// Example, n = 4, s = 2, one group: workers hold 3 blocks and send up to 6 symbols of a sixth of a
/// gradient; 2 from each of 4, or 3 from each of 3, or 6 from each of 2 are enough.
public struct AdaptiveGradientCode: Scheme {
  /// What it tells of itself.
  public static let description = SchemeDescription(
    Entry(
      "adaptive-gc",
      "adaptive code: exact; workers send parts of a gradient until there are enough of them",
      [
        .init(
          "groups", standard: "⌊n / (s + 1)⌋",
          "groups of workers, of at least s + 1 and at most \(mostWorkers)"),
        .init("draws", standard: "16", "random codes tried for groups above s + 1 workers"),
      ]),
    promise: .exact, constraint: "s < n, s ≤ 2; s = \(mostStragglers) where 4 divides n",
    load: "s + 1",
    waitsFor: "in every group g - s to g workers, the fewer, the more symbols of each",
    memory: "n",
    use: "messages are what takes long, and how many workers are late differs from step to step",
    warning:
      "a task that was stopped counts as cancelled though its symbols were used; where s + 1 does not "
      + "divide n, rounding grows up to 10^7 times, which is too much for float32",
    citation: "Cao, Yan, Tang, Han, \"Adaptive Gradient Coding\", IEEE/ACM Transactions on "
      + "Networking 2022; the construction is our own")

  private static let mostStragglers = 3
  private static let mostWorkers = 32

  /// n.
  public let workers: Int
  private let groups: [Group]
  private let rows: [[Term]]

  /// Workers that decode among themselves, and their blocks, which have the same numbers.
  struct Group: Sendable {
    let first: Int
    let code: NestedCode

    var workers: Range<Int> { first..<first + code.workers }
  }

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let s = try request.stragglers()
    guard s <= Self.mostStragglers else {
      throw ConfigurationError(
        "--stragglers \(s): adaptive-gc takes 0 to \(min(n - 1, Self.mostStragglers)), since a gradient "
          + "is cut into lcm(1 … s + 1) slices; use ye-abbe")
    }
    let d = s + 1
    guard s < Self.mostStragglers || n % d == 0 || request.settings["groups"] != nil else {
      throw ConfigurationError(
        "--stragglers \(s): adaptive-gc with \(n) workers may lose more than half of the digits, since "
          + "\(d) does not divide n; take fewer stragglers, or --set groups=\(n / d) all the same")
    }
    let least = (n + Self.mostWorkers - 1) / Self.mostWorkers
    let count = try request.integer("groups", default: n / d, in: least...n / d)
    let draws = try request.integer("draws", default: 16, in: 1...1000)
    var codes: [Int: NestedCode] = [:]
    var groups: [Group] = []
    var rows: [[Term]] = []
    for number in 0..<count {
      let first = number * n / count
      let size = (number + 1) * n / count - first
      let made =
        codes[size]
        ?? NestedCode(workers: size, load: d, draws: draws, seed: request.seed, key: size)
      guard let code = made else {
        throw ConfigurationError(
          "--seed \(request.seed): no usable \(request.name) code was drawn; try another")
      }
      codes[size] = code
      groups.append(Group(first: first, code: code))
      for worker in 0..<size {
        rows.append(
          (0..<code.slices).flatMap { code.terms(worker: worker, symbol: $0, first: first) })
      }
    }
    workers = n
    self.groups = groups
    self.rows = rows
  }

  /// ℓ.
  public var slices: Int { groups[0].code.slices }
  /// ℓ symbols.
  public var parts: Int { slices }
  /// Terms of a task: of each symbol one of each slice of the worker's blocks.
  public var mostTerms: Int { rows[0].count }

  /// The same row in every step.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  /// Waits for enough symbols of every group.
  public func makeGather(shares: [Double]) -> any Gather { AdaptiveGather(groups, rows: rows) }

  /// What a step waits for.
  public var waitsFor: String {
    let sizes = Set(groups.map(\.code.workers)).sorted()
    let needed = groups[0].code.needed
    let ways = needed.indices.map { late in
      let workers = sizes.map { "\($0 - late)" }.joined(separator: " or ")
      let noun = workers == "1" ? "worker" : "workers"
      return "\(needed[late]) of \(slices) symbols from \(workers) \(noun)"
    }
    return ways.joined(separator: ", or ")
      + (groups.count > 1 ? ", in each of \(groups.count) groups" : "")
  }
}

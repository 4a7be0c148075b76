public import Coding
public import Settings

/// IS-GC-HR: ignore-straggler gradient coding on a hybrid placement, between fractional and cyclic.
///
/// Workers form g groups of n₀ = n/g. Worker r = base + i of a group that begins at base holds c₁
/// blocks around the group's own circle and c₂ = c − c₁ around the whole one:
///
///   {base + (i + j) mod n₀ : j = n₀ − c₁ … n₀ − 1} ∪ {(r + j) mod n : j = 0 … c₂ − 1}.
///
/// c₁ = 0 is the cyclic placement; n₀ = c with c₂ ≤ 1 the fractional one. From any w = n − s results,
/// a largest set of workers without a common block is added up and divided by the share recovered.
///
/// The decoder finds a largest set where the placement is cyclic or every two workers of a group
/// share a block, n₀ ≤ c + min(c₁, c − 1); other placements are refused.
///
/// Example, n = 8, g = 2, c = 3, c₁ = 1: workers hold {3,0,1}, {0,1,2}, {1,2,3}, {2,3,4}, {7,4,5},
/// {4,5,6}, {5,6,7}, {6,7,0}.
///
/// - Complexity: O((c + n₀) w) a step.
public typealias ISGCHybrid = ISGC<HybridPlacement>

/// The placement of `ISGCHybrid`.
public enum HybridPlacement: ISGCPlacement {
  /// Name, constraints, cost and source.
  public static var description: SchemeDescription {
    SchemeDescription(
      Entry(
        "is-gc-hr", "ignore-straggler gradient coding, hybrid placement: rescaled",
        [
          .init("copies", standard: "4", "c, workers that hold each block, and blocks a worker"),
          .init("groups", standard: "n / copies", "g, divides n"),
          .init("within", standard: "copies / 2", "c₁, blocks on the circle of the group"),
        ]),
      promise: .approximate,
      constraint: "groups divides n, within ≤ copies ≤ n / groups; n / groups ≤ copies + within",
      load: "copies", waitsFor: "n - s", memory: "n",
      use: "between is-gc-fr and is-gc-cr: blocks missed against freedom of placement",
      warning: "the authors' program adds blocks up without dividing by their number, and "
        + "the stragglers that it injects die out",
      citation: citation)
  }

  /// The blocks of each worker.
  public static func blocks(_ request: SchemeRequest) throws(ConfigurationError) -> [[Int]] {
    let n = request.workers
    let c = try request.copies(default: 4)
    let g = try request.integer("groups", default: max(1, n / c), in: 1...n)
    guard n % g == 0 else {
      let legal = (1...n).filter { n % $0 == 0 && n / $0 >= c }.map(String.init)
      throw ConfigurationError(
        "--set groups=\(g): is-gc-hr needs groups to divide the \(n) workers; with copies=\(c) "
          + "groups may be \(legal.joined(separator: ", "))")
    }
    let size = n / g
    guard c <= size else {
      throw ConfigurationError(
        "--set copies=\(c): is-gc-hr has groups of \(size) workers; copies may be 1 to \(size)")
    }
    let inner = try request.integer("within", default: c / 2, in: 0...c)
    guard Self.decodes(groups: g, size: size, copies: c, within: inner) else {
      let legal = (0...c).filter { Self.decodes(groups: g, size: size, copies: c, within: $0) }
      throw ConfigurationError(
        "--set within=\(inner): two of the \(size) workers of a group must share a block; with "
          + "copies=\(c), groups=\(g) within may be \(legal.map(String.init).joined(separator: ", "))"
      )
    }
    return (0..<n).map { Self.blocks(of: $0, workers: n, size: size, copies: c, within: inner) }
  }

  private static func blocks(of worker: Int, workers n: Int, size: Int, copies c: Int, within: Int)
    -> [Int]
  {
    let base = worker / size * size
    let inner = (size - within..<size).map { base + (worker - base + $0) % size }
    return inner + (0..<c - within).map { (worker + $0) % n }
  }

  static func decodes(groups: Int, size: Int, copies c: Int, within: Int) -> Bool {
    groups == 1 || c == 1 || within == 0 || size <= c + min(within, c - 1)
  }
}

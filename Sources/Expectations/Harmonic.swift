/// The harmonic number H_m = 1 + 1/2 + … + 1/m; 0 for m ≤ 0.
/// - Complexity: O(m).
public func harmonic(_ m: Int) -> Double {
  // The small terms first, so that none of them is lost to rounding.
  stride(from: m, to: 0, by: -1).reduce(0) { $0 + 1 / Double($1) }
}

import Glibc

/// The chance that m workers, any m equally likely, have at least one of every group.
///
/// Group by group: of m workers, j ≥ 1 fall into the last group with hypergeometric probability
/// C(c, j)C(n-c, m-j)/C(n, m), and the rest must cover the other groups. All terms are positive, so
/// nothing cancels, unlike in the inclusion and exclusion that the papers print.
/// - Returns: the chance for m = 0, 1, …, groups·copies.
/// - Complexity: O(n²) for n = groups·copies.
public func coverage(groups: Int, copies: Int) -> [Double] {
  var covered = [1.0]
  for group in stride(from: 1, through: groups, by: 1) {
    let n = group * copies
    covered = (0...n).map { m in
      // So many workers leave no whole group out: sure, without rounding.
      if m > n - copies { return 1 }
      var chance = 0.0
      for j in stride(from: 1, through: min(copies, m), by: 1) {
        let weight = logChoose(copies, j) + logChoose(n - copies, m - j) - logChoose(n, m)
        chance += exp(weight) * covered[m - j]
      }
      return min(chance, 1)
    }
  }
  return covered
}

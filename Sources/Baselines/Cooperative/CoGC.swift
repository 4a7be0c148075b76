public import Coding
import Settings

/// Cooperative gradient coding (CoGC): the exact gradient from n − s complete sums, or no step at all.
///
/// Only sums that lack nothing go up. Where fewer than n − s of them reach the parameter server in every
/// attempt, the step is void and leaves the model as it is.
///
/// Example, rows (½, 1, 0), (0, 1, −1) and (½, 0, 1), gradients 10, 20 and 30: from clients 0 and 1 the sum is
/// 2 · 25 − (−10) = 60.
public enum CoGC: CooperativeRule {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "cogc", "cooperative code over lossy links: n - s complete sums, or a void step",
      LossyExchange.settings),
    promise: .approximate, constraint: "0 ≤ s < n", load: "1; it waits for its slowest neighbor",
    waitsFor: "n - s complete sums of an attempt, or all",
    memory: "n attempts",
    use: "clients cannot share data, and send each other gradients over links that lose some",
    warning:
      "a step without n - s complete sums moves nothing; on MPI a rank evaluates its neighbors' gradients "
      + "itself, s + 1 in all; there is no public program",
    citation:
      "Weng, Xiao, Ren, Skoglund, \"Cooperative Gradient Coding\", arXiv:2507.05230, IEEE Trans. "
      + "Commun. 2025")

  /// Complete sums only.
  public static var usesRest: Bool { false }

  /// What a step waits for.
  public static func waitsFor(_ needed: Int, of clients: Int) -> String {
    "\(needed) complete sums of \(clients) clients, or all that come"
  }
}

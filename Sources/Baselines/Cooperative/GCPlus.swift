public import Coding
import Settings

/// GC+: as CoGC, but sums that lack something go up too, and what can be had of them is used.
///
/// Where no attempt has n − s complete sums, the rows of all messages of all attempts are put together: the sum of
/// all gradients where they give it, else the mean of those that they give alone, by the samples of their clients
/// (`RowRecovery`).
///
/// Example, the rows of `cogc` where client 0 never got the gradient of client 1: from clients 0 and 1 the gradient of
/// client 0 alone, from all three everything.
public enum GCPlus: CooperativeRule {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "gc-plus", "cooperative code over lossy links that uses incomplete sums too",
      LossyExchange.settings),
    promise: .approximate, constraint: "0 ≤ s < n", load: "1; it waits for its slowest neighbor",
    waitsFor: "n - s complete sums of an attempt, or all",
    memory: "n attempts",
    use: "as cogc, where links lose so much that most steps would be void",
    warning:
      "the mean of those that are had alone forgets clients with bad links; on MPI a rank evaluates its "
      + "neighbors' gradients itself, s + 1 in all; there is no public program",
    citation:
      "Weng, Xiao, Ren, Skoglund, \"Cooperative Gradient Coding\", arXiv:2507.05230, IEEE Trans. "
      + "Commun. 2025, GC+")

  /// All that comes up.
  public static var usesRest: Bool { true }

  /// What a step waits for.
  public static func waitsFor(_ needed: Int, of clients: Int) -> String {
    "\(needed) complete sums of \(clients) clients, or all that come"
  }
}

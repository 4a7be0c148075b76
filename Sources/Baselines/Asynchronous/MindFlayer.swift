public import Coding
import Settings

/// MindFlayer SGD: trials that end after their time, for times with heavy tails.
///
///   ĝ = Σ_i Σ_{trials that hit} ∇f_{i,b} / Σ_i p_i B_i,
///
/// where p_i is the chance that a trial of worker i ends within its t_i seconds. Blocks count by their
/// hits, so it is for blocks that are alike; `vecna` is for others.
public enum MindFlayer: TrialRule {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "mindflayer", "trials with a time limit: who takes too long begins anew",
      TrialRequest.parameters),
    promise: .approximate, constraint: "any n", load: "1, B_i times",
    waitsFor: "B_i trials of every worker",
    memory: "n", usesStragglers: false,
    use: "times with heavy tails that are drawn anew, blocks that are alike",
    warning: "with whole blocks another trial repeats the same work: only the time is drawn anew",
    citation: "Maranjyan, Omar, Richtárik, \"MindFlayer SGD\", UAI 2025, arXiv:2410.04285")

  /// The blocks' own means, weighed by hits.
  public static func values(shares: [Double], expected: [Double]) -> [Double] {
    let all = expected.reduce(0, +)
    return shares.map { 1 / ($0 * all) }
  }
}

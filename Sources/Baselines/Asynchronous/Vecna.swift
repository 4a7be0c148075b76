public import Coding
import Settings

/// Vecna SGD: trials that end after their time, each block weighed by its own number of trials.
///
///   ĝ = Σ_i 1 / (p_i B_i) Σ_{trials that hit} g_{i,b},
///
/// where p_i is the chance that a trial of worker i ends within its t_i seconds. Unbiased for blocks that
/// are unlike, where p_i is right and does not depend on the samples.
public enum Vecna: TrialRule {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "vecna", "trials with a time limit, for unlike blocks", TrialRequest.parameters),
    promise: .approximate, constraint: "any n", load: "1, B_i times",
    waitsFor: "B_i trials of every worker",
    memory: "n", usesStragglers: false, use: "as mindflayer, for unlike blocks",
    warning: "with whole blocks another trial repeats the same work: only the time is drawn anew",
    citation: MindFlayer.description.citation)

  /// Each block's share by its own expected hits.
  public static func values(shares: [Double], expected: [Double]) -> [Double] {
    expected.map { 1 / $0 }
  }
}

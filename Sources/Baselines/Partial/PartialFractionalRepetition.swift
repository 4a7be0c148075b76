public import Coding
import Settings

/// Fractional repetition for partial stragglers: two messages a task, plain blocks first.
///
/// Second messages are one of each group, with the coded blocks placed as by `frc`.
///
/// Example, n = 4, s = 1, p = 4, 12 blocks: worker 1 sends g_2 + g_3, then g_8 + g_9, which worker 0
/// sends too; load 4/12, and stragglers up to 2 times slower cost nothing.
public typealias PartialFractionalRepetition = PartialCode<FractionalRepetition>

extension FractionalRepetition: SecondCode {
  /// What the scheme for partial stragglers tells of itself.
  public static var partial: SchemeDescription {
    SchemeDescription(
      Entry(
        "partial-frc", "partial-straggler code, fractional: plain blocks first, then coded ones",
        [PartialPlacement.parameter]),
      promise: .exact, constraint: "s + 1 divides n, p > s + 1", load: "p of n (p - s)",
      waitsFor: "n first messages, one second of each group", memory: "2 n",
      use: "slow workers are slow, not gone, so that part of what they do can be waited for",
      warning:
        "a dead worker stops it, since first messages are awaited from all; the "
        + "published programs leave the last worker's block out of the training loss",
      citation: "Tandon, Lei, Dimakis, Karampatziakis, \"Gradient Coding\", ICML 2017, section 5")
  }
}

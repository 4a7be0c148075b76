public import Coding
import Settings

/// Cyclic repetition for partial stragglers: two messages a task, plain blocks first.
///
/// Second messages are n − s, with the coded blocks placed and coded as by `crc`.
///
/// Example, n = 4, s = 1, p = 4, 12 blocks: worker 1 sends g_2 + g_3, then a coded sum of g_9 and
/// g_10; worker 3 codes g_11 and g_8.
public typealias PartialCyclicRepetition = PartialCode<CyclicRepetition>

extension CyclicRepetition: SecondCode {
  /// What the scheme for partial stragglers tells of itself.
  public static var partial: SchemeDescription {
    SchemeDescription(
      Entry(
        "partial-crc", "partial-straggler code, cyclic: plain blocks first, then coded ones",
        [
          PartialPlacement.parameter,
          .init("draws", standard: "8", "random H matrices tried; the best conditioned is kept"),
        ]),
      promise: .exact, constraint: "p > s + 1", load: "p of n (p - s)",
      waitsFor: "n first messages, n - s second ones", memory: "2 n",
      use: "as partial-frc, where s + 1 does not divide n",
      warning:
        "a dead worker stops it, since first messages are awaited from all; the "
        + "published programs leave the last worker's block out of the training loss",
      citation: "Tandon, Lei, Dimakis, Karampatziakis, \"Gradient Coding\", ICML 2017, section 5")
  }
}

import ArgumentParser
import Coding
import Runs
import Settings

/// Which scheme, and what it is told.
struct SchemeOptions<Use: OptionUse>: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: Use.help("scheme", "Scheme; see 'pgc-train list schemes'. (default: pgc)", "name"),
    completion: .list(Schemes.all.map { $0.description.entry.name }))
  var scheme: String?
  @Option(
    parsing: .unconditional,
    help: Use.help("stragglers", "Stragglers s that a step does without.", "s"))
  var stragglers: String?
  @Option(
    parsing: .unconditional,
    help: Use.help("await", "Workers k = n - s that a step waits for, in place of s.", "k"))
  var await: String?
  @Option(
    parsing: .unconditionalSingleValue,
    help: Use.help("set", "A setting of the scheme; may stand several times.", "key=value"))
  var set: [String] = []
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "late-work",
      "What an overtaken worker does: cancel, finish or backlog. (default: the scheme's)", "rule"),
    completion: .list(["cancel", "finish", "backlog"]))
  var lateWork: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "stop", "When a step closes: fresh, arrivals (pgc) or deadline:seconds=X (pgc, sgc).", "rule")
  )
  var stop: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "staleness",
      "Weight of a gradient by its staleness: constant, polynomial:power=X, exponential:base=X, "
        + "cutoff:max=T (pgc).", "weight"))
  var staleness: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "max-staleness", "Largest staleness in steps with which a step may close (pgc).", "T"))
  var maxStaleness: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "on-lost-block",
      "What becomes of blocks that no live worker has, where a step cannot close without them: stop, "
        + "keep (the last gradient), drop, or reassign (at once, to a live worker). "
        + "(default: stop)",
      "rule"), completion: .list(LostBlocks.allCases.map(\.rawValue)))
  var onLostBlock: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "on-bad-gradient",
      "What becomes of a message that is not finite: stop (the run, where it is used), or skip. "
        + "(default: stop)", "rule"), completion: .list(["stop", "skip"]))
  var onBadGradient: String?
}

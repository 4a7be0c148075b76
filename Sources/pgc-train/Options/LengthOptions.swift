import ArgumentParser
import Runs

/// How long it goes on, and what is looked at on the way.
struct LengthOptions<Use: OptionUse>: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: Use.help("steps", "Steps, one model update each. (default: 300)", "T"))
  var steps: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "time", "End at the first step that closes after this many seconds.", "seconds"))
  var time: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "until", "End when reached: loss=X, or with --virtual any column of evaluations.csv.",
      "metric=value"))
  var until: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "evaluate-every", "Steps between evaluated models; 0 is the last only. (default: 10)", "E"))
  var evaluateEvery: String?
  @Option(
    parsing: .unconditional, help: Use.help("seed", "Seed of all random choices. (default: 1)", "X")
  )
  var seed: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "threads",
      "Threads: of BLAS in a rank (default: 1), of evaluation in virtual time (default: all).", "N"
    ))
  var threads: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "progress",
      "line: one that is replaced, where a person watches; full: a screen of them, with workers; "
        + "plain: a new one every 30 s, or plain:seconds=X; none. (default: line)", "style"),
    completion: .list(RunConfiguration.progressStyles))
  var progress: String?
  @Flag(
    help: Use.help(
      "record-tasks", "Write tasks.csv: what every worker did when, and what became of it."))
  var recordTasks = false
}

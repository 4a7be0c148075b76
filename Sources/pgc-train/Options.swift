import ArgumentParser
import Console
import Runs

/// What may stand on the command line, and, under the same names, in a configuration file.
struct Options: ParsableArguments {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pgc-train",
      abstract: "Trains with stragglers: pipelined gradient coding and what it is compared with.",
      usage: """
        mpirun -n 25 pgc-train --scheme pgc --stragglers 3 --delay exponential:mean=0.05
        pgc-train --virtual --workers 24 --scheme frc --stragglers 3 --delay exponential:mean=0.5
        pgc-train --list schemes
        """,
      version: PGCVersion.current)
  }

  @Option(help: .init("Scheme; see --list schemes. (default: pgc)", valueName: "name"))
  var scheme: String?
  @Option(
    parsing: .unconditional, help: .init("Stragglers s that a step does without.", valueName: "s"))
  var stragglers: Int?
  @Option(
    parsing: .unconditional,
    help: .init("Workers k = n - s that a step waits for, in place of s.", valueName: "k"))
  var await: Int?
  @Option(help: .init("A setting of the scheme; may stand several times.", valueName: "key=value"))
  var set: [String] = []
  @Option(
    help: .init(
      "What an overtaken worker does: cancel, finish or backlog. (default: the scheme's)",
      valueName: "rule"))
  var lateWork: String?
  @Option(
    help: .init(
      "When a step closes: fresh, arrivals (pgc) or deadline:seconds=X (pgc, sgc).",
      valueName: "rule"))
  var stop: String?
  @Option(
    help: .init(
      "Weight of a gradient by its staleness: constant, polynomial:power=X, exponential:base=X, "
        + "cutoff:max=T (pgc).", valueName: "weight"))
  var staleness: String?
  @Option(
    parsing: .unconditional,
    help: .init("Largest staleness in steps with which a step may close (pgc).", valueName: "T"))
  var maxStaleness: Int?
  @Option(
    help: .init(
      "How stale gradients are moved to the current model; see --list transports. (default: none)",
      valueName: "spec"))
  var transport: String?

  @Flag(help: "Virtual time in this process, without mpirun.")
  var virtual = false
  @Option(
    parsing: .unconditional,
    help: .init("Workers n. (default: ranks - 1 under mpirun, else 24)", valueName: "n"))
  var workers: Int?
  @Option(
    help: .init(
      "Virtual compute time: none, per-block:seconds=X, per-sample:seconds=X, or measure. "
        + "(default: none)", valueName: "spec"))
  var compute: String?
  @Option(
    help: .init(
      "Virtual network: none, or link:latency=X,bandwidth=X,ingress=X in seconds and bytes a "
        + "second. (default: none)", valueName: "spec"))
  var network: String?
  @Option(
    help: .init(
      "Injected delay; see --list delays; joined by +. (default: none)", valueName: "spec"))
  var delay: String?

  @Option(
    help: .init(
      "Data set by name or file; see --list datasets. (default: fashion-mnist)", valueName: "name"))
  var dataset: String?
  @Option(
    help: .init(
      "Test set, where it is not beside the training set; 'none' for none.", valueName: "file"))
  var testDataset: String?
  @Option(
    help: .init("Model; see --list models. (default: what fits the labels)", valueName: "name"))
  var model: String?
  @Option(
    help: .init(
      "How samples go to blocks: shuffled, sorted by label, or contiguous. (default: shuffled)",
      valueName: "order"))
  var blocks: String?
  @Option(
    parsing: .unconditional,
    help: .init("Samples a step over all blocks; 0 is all. (default: 0)", valueName: "B"))
  var batch: Int?
  @Option(
    help: .init("Update rule; see --list optimizers. (default: gd)", valueName: "name"))
  var optimizer: String?
  @Option(
    parsing: .unconditional,
    help: .init(
      "Step size: 0.1, 0.5/t, 0.5/sqrt(t), 0.1*0.99^t, steps:initial=0.5,factor=0.1,every=100. "
        + "(default: 0.1)", valueName: "rule"))
  var stepSize: String?
  @Option(
    parsing: .unconditional,
    help: .init("Momentum of heavy-ball, 0 to below 1. (default: 0.9)", valueName: "m"))
  var momentum: Double?
  @Option(
    parsing: .unconditional,
    help: .init("Regularizer: adds (l/2) ||x||^2. (default: 0)", valueName: "l"))
  var l2: Double?
  @Option(
    parsing: .unconditional,
    help: .init("Steps, one model update each. (default: 300)", valueName: "T"))
  var steps: Int?
  @Option(
    parsing: .unconditional,
    help: .init("End at the first step that closes after this many seconds.", valueName: "seconds"))
  var time: Double?
  @Option(
    help: .init(
      "End when reached: loss=X, or with --virtual any column of evaluations.csv.",
      valueName: "metric=value"))
  var until: String?
  @Option(
    help: .init(
      "float32 or float64. (default: float32 for networks, else float64)", valueName: "type"))
  var precision: String?
  @Option(
    parsing: .unconditional,
    help: .init("Steps between evaluated models; 0 is the last only. (default: 10)", valueName: "E")
  )
  var evaluateEvery: Int?
  @Option(help: .init("Seed of all random choices. (default: 1)", valueName: "X"))
  var seed: UInt64?
  @Option(
    parsing: .unconditional,
    help: .init(
      "Threads: of BLAS in a rank (default: 1), of evaluation in virtual time (default: all).",
      valueName: "N"))
  var threads: Int?

  @Option(help: .init("Folder of the run's files. (default: a new one in runs)", valueName: "dir"))
  var out: String?
  @Flag(help: "Replace an earlier run's files in --out.")
  var overwrite = false
  @Option(
    help: .init(
      "Repeat the run of this folder from its arrivals.csv; other options are taken from its "
        + "run.json.", valueName: "dir"))
  var replay: String?
  @Option(
    help: .init(
      "Print schemes, presets, datasets, models, optimizers or delays.", valueName: "what"))
  var list: String?
  @Option(
    help: .init(
      "A published program's problem; see --list presets. Other options win.", valueName: "name"))
  var preset: String?
  @Option(
    help: .init(
      "YAML file, or a run.json, with these options by name; the command line wins.",
      valueName: "file"))
  var config: String?
  @Flag(help: "Virtual time without gradients or data: when what arrives, and nothing else.")
  var timingOnly = false
  @Flag(
    help: "Print closed forms of seconds a step beside simulated means, for n, s and --delay.")
  var expectations = false
  @Flag(help: "Write tasks.csv: what every worker did when, and what became of it.")
  var recordTasks = false
  @Flag(help: "Draw no picture.png.")
  var noPicture = false
  @Flag(help: "Print errors only.")
  var quiet = false
}

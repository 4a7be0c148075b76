import ArgumentParser
import Runs

/// The options that say what a training is: names and help of those that `RunOption` declares.
///
/// All values are text, which `RunConfiguration` reads, so that a wrong one is told in the same words
/// wherever it stands.
struct TrainingOptions: ParsableArguments {
  @Option(help: .init("Scheme; see --list schemes. (default: pgc)", valueName: "name"))
  var scheme: String?
  @Option(
    parsing: .unconditional, help: .init("Stragglers s that a step does without.", valueName: "s"))
  var stragglers: String?
  @Option(
    parsing: .unconditional,
    help: .init("Workers k = n - s that a step waits for, in place of s.", valueName: "k"))
  var await: String?
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
  var maxStaleness: String?
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
  var workers: String?
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
    parsing: .unconditional,
    help: .init(
      "Training samples that are used, evenly spaced over the set; 0 is all. (default: 0)",
      valueName: "N"))
  var samples: String?
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
  var batch: String?
  @Option(
    help: .init(
      "How a batch is taken from a block: independent, or reshuffle for every sample once an epoch. "
        + "(default: independent)", valueName: "rule"))
  var sampling: String?
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
  var momentum: String?
  @Option(
    parsing: .unconditional,
    help: .init("Regularizer: adds (l/2) ||x||^2. (default: 0)", valueName: "l"))
  var l2: String?
  @Option(
    parsing: .unconditional,
    help: .init("Steps, one model update each. (default: 300)", valueName: "T"))
  var steps: String?
  @Option(
    parsing: .unconditional,
    help: .init("End at the first step that closes after this many seconds.", valueName: "seconds"))
  var time: String?
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
  var evaluateEvery: String?
  @Option(
    parsing: .unconditional, help: .init("Seed of all random choices. (default: 1)", valueName: "X")
  )
  var seed: String?
  @Option(
    parsing: .unconditional,
    help: .init(
      "Threads: of BLAS in a rank (default: 1), of evaluation in virtual time (default: all).",
      valueName: "N"))
  var threads: String?
  @Flag(help: "Write tasks.csv: what every worker did when, and what became of it.")
  var recordTasks = false
}

extension ParsableArguments {
  /// Options and flags by the names that stand on the command line.
  var named: [(name: String, value: Any)] {
    Mirror(reflecting: self).children.compactMap { child in
      child.label.map { label in
        let words = label.drop { $0 == "_" }.map {
          $0.isUppercase ? "-" + $0.lowercased() : "\($0)"
        }
        return (words.joined(), child.value)
      }
    }
  }

  /// The names of options that take no value.
  var flags: [String] { named.filter { $0.value is Flag<Bool> }.map(\.name) }
}

extension TrainingOptions {
  /// What was given.
  var given: OptionList {
    var list = OptionList()
    for (name, value) in named {
      switch value {
      case let option as Option<String?>:
        if let text = option.wrappedValue { list.set(name, [text]) }
      case let option as Option<[String]>:
        if !option.wrappedValue.isEmpty { list.set(name, option.wrappedValue) }
      case let flag as Flag<Bool>:
        if flag.wrappedValue { list.set(name, ["yes"]) }
      default: preconditionFailure("--\(name): is neither text nor a flag")
      }
    }
    return list
  }
}

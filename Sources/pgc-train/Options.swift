import ArgumentParser
import Console
import Runs

/// What may stand on the command line, and, under the same names, in a configuration file.
///
/// What a training is comes first, then where its files go and what else is asked for.
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

  @OptionGroup var training: TrainingOptions

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
      "Go on with the run of this folder from its last checkpoint; only --steps, --time and "
        + "--threads may differ.", valueName: "dir"))
  var resume: String?
  @Option(
    help: .init(
      "Steps (100) or seconds (60s) between checkpoints, or never. (default: 60s)",
      valueName: "interval"))
  var checkpointEvery: String?
  @Option(
    help: .init(
      "Seconds that a worker may be silent on MPI before it counts as lost, or never. (default: "
        + "twenty times its longest silence so far)", valueName: "seconds"))
  var patience: String?
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
  @Flag(help: "Draw no picture.png.")
  var noPicture = false
  @Flag(help: "Print errors only.")
  var quiet = false
}

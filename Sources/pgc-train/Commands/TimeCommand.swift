import ArgumentParser
import Runs

/// `pgc-train time`: virtual time without gradients.
struct TimeCommand: TrainingCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "time", abstract: "Simulates when what arrives, without gradients or data.",
      usage: "pgc-train time --workers 1000 --scheme is-sgd --stragglers 50 --delay pareto:shape=3",
      discussion: """
        The events are those of a run with --virtual, and so are the files, with empty fields for what \
        only gradients tell. A data set is looked at only for --compute per-sample and --batch.
        """)
  }

  @OptionGroup var training: TrainingOptions<InTime>
  @OptionGroup(title: "Files") var files: FileOptions<InTime>

  func report(_ request: RunRequest) throws -> String? {
    try TimingSession(request.configuration).run(into: try request.makeFolder())
  }
}

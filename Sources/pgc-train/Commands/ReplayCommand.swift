import ArgumentParser
import Kernels
import Runs

/// `pgc-train replay RUN`: a recorded run again.
struct ReplayCommand: TrainingCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "replay", abstract: "Repeats a recorded run by its arrivals, in one process.",
      usage: "pgc-train replay runs/NAME [<options>]",
      discussion: """
        Scheme, workers, data and seed are those of its run.json; who answered when is in its \
        arrivals.csv. The model comes out bit for bit where program, data and processor kernels are \
        the same.
        """)
  }

  @Argument(help: "The folder of a run.", completion: .directory)
  var record: String
  @OptionGroup var training: TrainingOptions<InReplay>
  @OptionGroup(title: "Files") var files: FileOptions<InReplay>

  func report(_ request: RunRequest) throws -> String? {
    switch request.configuration.precision {
    case "float32": try repeated(request, Float.self)
    default: try repeated(request, Double.self)
    }
  }

  private func repeated<E: Scalar>(_ request: RunRequest, _: E.Type) throws -> String {
    let recorded = try RecordedRun(folder: record)
    let warning = try Provenance(of: request.configuration).check(
      repeating: recorded.provenance, "replay \(record)")
    if let warning { PGCTrain.complain("warning: " + warning) }
    if recorded.kernels != RecordedRun.kernelsHere {
      PGCTrain.complain(
        "warning: replay \(record): was made with the processor kernels \(recorded.kernels), and here "
          + "are \(RecordedRun.kernelsHere); last bits may differ")
    }
    var request = request
    request.configuration.record = record
    return try LocalRun<E>.replay(
      request, of: try ArrivalsFile.read(record + "/arrivals.csv"), clock: recorded.clock)
  }
}

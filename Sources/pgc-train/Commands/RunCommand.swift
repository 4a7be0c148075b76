import ArgumentParser
import Console
import Foundation
import Kernels
import MPIRuns
import MPITransport
import Runs

/// `pgc-train run`: a training, on MPI or in virtual time.
struct RunCommand: TrainingCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: "Trains, on MPI or in virtual time.",
      usage: """
        scripts/mpirun 25 pgc-train --scheme pgc --stragglers 3 --delay exponential:mean=0.05
        pgc-train --virtual --workers 24 --scheme frc --stragglers 3 --delay exponential:mean=0.5
        pgc-train --config runs/NAME/run.json
        """,
      discussion: """
        A run leaves a folder: run.json with its complete configuration, steps.csv, arrivals.csv, \
        evaluations.csv, model.npy and a picture.
        """)
  }

  @OptionGroup var training: TrainingOptions<InRun>
  @OptionGroup(title: "Files") var files: FileOptions<InRun>

  func report(_ request: RunRequest) throws -> String? {
    do {
      let report =
        switch request.configuration.precision {
        case "float32": try train(request, Float.self)
        default: try train(request, Double.self)
        }
      if Launcher.current?.rank == 0 { request.report(0) }
      return report
    } catch {
      if Launcher.current?.rank == 0 { request.report(RunError(error).exitCode) }
      throw error
    }
  }

  private func train<E: Scalar>(_ request: RunRequest, _: E.Type) throws -> String? {
    guard !request.configuration.virtual else { return try LocalRun<E>.virtual(request) }
    switch try MPIRun<E>.run(request, complain: { PGCTrain.complain($0.description) }) {
    case .summary(let text): return text
    case .code(0): return nil
    case .code(let code): throw ExitCode(code)
    case .apart(let summary, let code):
      if let summary, !files.quiet { print(summary) }
      fflush(nil)
      if case .server = request.elastic { request.report(code) }
      MPIEnvironment.end(code: code)
    case .stranded(let summary, let code, let isStuck):
      if let summary, !files.quiet { print(summary) }
      fflush(nil)
      request.report(code)
      MPIEnvironment.leave(code: code, isStuck: isStuck && !RunRequest.hasLauncher)
    }
  }
}

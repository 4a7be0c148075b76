import ArgumentParser
import Console
import Foundation
import Kernels
import MPIRuns
import MPITransport
import Runs
import Settings

/// The command: reads options, and trains on MPI, in virtual time, or again from a record.
@main
struct PGCTrain {
  static func main() {
    // Under mpirun every rank reads the same options; what is wrong with them is told once.
    let isSpeaker = (MPIEnvironment.launched?.rank ?? 0) == 0
    let stop = StopRequest()
    StopRequest.takeSignals()
    var code = run(Array(CommandLine.arguments.dropFirst()), isSpeaker: isSpeaker, stop)
    if code == 0 {
      do throws(RunError) { try StandardOutput.flush() } catch {
        complain(error.description)
        code = error.exitCode
      }
    }
    // mpirun kills all ranks when the first one fails, also rank 0 before its line is out.
    if code != 0 && !isSpeaker { Thread.sleep(forTimeInterval: 1) }
    exit(code)
  }

  private static func run(_ arguments: [String], isSpeaker: Bool, _ stop: StopRequest) -> Int32 {
    let options: Options
    do {
      options = try Options.parse(try ConfigurationFile.expand(arguments))
    } catch {
      return tell(error, isSpeaker: isSpeaker)
    }
    do {
      if let what = options.list {
        let text = try Listing.text(what)
        if isSpeaker { print(text) }
        return 0
      }
      let job = try Job(options, stop: stop)
      if job.expectations {
        print(try ExpectationTable.text(job.request.configuration))
        return 0
      }
      if job.timingOnly {
        let session = try TimingSession(job.request.configuration)
        let report = try session.run(into: try job.request.makeFolder())
        if !job.quiet { print(report) }
        return 0
      }
      return switch job.request.configuration.precision {
      case "float32": try run(job, Float.self)
      default: try run(job, Double.self)
      }
    } catch {
      let known = RunError(error)
      if isSpeaker { complain(known.description) }
      return known.exitCode
    }
  }

  private static func run<E: Scalar>(_ job: Job, _: E.Type) throws -> Int32 {
    let report: String
    if let record = job.replay {
      let warning = try Provenance(of: job.request.configuration).check(
        repeating: try RecordedRun(folder: record).provenance, "--replay \(record)")
      if let warning { complain("warning: " + warning) }
      report = try LocalRun<E>.replay(
        job.request, of: try ArrivalsFile.read(record + "/arrivals.csv"))
    } else if job.request.configuration.virtual {
      report = try LocalRun<E>.virtual(job.request)
    } else {
      switch try MPIRun<E>.run(job.request, complain: { complain($0.description) }) {
      case .summary(let text): report = text
      case .code(let code): return code
      case .stranded(let summary, let code):
        if let summary, !job.quiet { print(summary) }
        fflush(nil)
        job.request.report(code)
        MPIEnvironment.leave(code: code)
      }
    }
    if !job.quiet { print(report) }
    return 0
  }

  /// Prints help to standard output and errors to standard error, and gives the exit code.
  private static func tell(_ error: any Error, isSpeaker: Bool) -> Int32 {
    if error is ConfigurationError || error is RunError {
      if isSpeaker { complain(RunError(error).description) }
      return RunError(error).exitCode
    }
    if Options.exitCode(for: error) == .success {
      if isSpeaker { print(Options.message(for: error)) }
      return 0
    }
    if isSpeaker { complain(Options.message(for: error)) }
    return 2
  }

  /// One line on standard error, with the command's name before it.
  static func complain(_ line: String) {
    StandardError.line(line, from: "pgc-train")
  }
}

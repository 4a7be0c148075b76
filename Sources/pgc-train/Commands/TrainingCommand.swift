import ArgumentParser
import Runs

/// A command that takes options of a training.
protocol TrainingCommand: ParsableCommand {
  associatedtype Use: OptionUse
  var training: TrainingOptions<Use> { get }
  var files: FileOptions<Use> { get }
  /// Does what is asked for.
  /// - Returns: What is printed at the end; nil on ranks that print nothing.
  /// - Throws: `ExitCode` on ranks that have been told how the run ended.
  func report(_ request: RunRequest) throws -> String?
}

extension TrainingCommand {
  /// Makes the configuration, does what is asked for, and prints.
  func run(_ words: CommandWords) throws {
    let request = try files.request(try configuration(words))
    let workers = request.configuration.workers
    if workers >= 10_000 {
      PGCTrain.complain(
        "note: \(workers) workers; making a code among them, and each step, takes its time")
    }
    guard let report = try report(request), !files.quiet else { return }
    print(report)
    if let note = request.configuration.noteOnStragglers { print(note) }
  }
}

import ArgumentParser
import Runs

/// `pgc-train expect`: closed forms beside simulations.
struct ExpectCommand: TrainingCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "expect",
      abstract: "Prints closed forms of seconds a step beside simulated means.",
      usage: "pgc-train expect --workers 24 --stragglers 3 --delay shifted-exponential",
      discussion: """
        For n, s and --delay, all schemes for which there is a form. The forms assume that late work is \
        cancelled; schemes that do something else have a second row. The table is also in \
        expectations.csv of the run's folder.
        """)
  }

  @OptionGroup var training: TrainingOptions<InExpect>
  @OptionGroup(title: "Files") var files: FileOptions<InExpect>

  func report(_ request: RunRequest) throws -> String? {
    try ExpectationRun.run(request)
  }
}

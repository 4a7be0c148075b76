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
        For n, s and --delay, all schemes for which there is a form. Late work is cancelled, as the \
        forms assume.
        """)
  }

  @OptionGroup var training: TrainingOptions<InExpect>
  @OptionGroup(title: "Files") var files: FileOptions<InExpect>

  func report(_ request: RunRequest) throws -> String? {
    try ExpectationTable.text(request.configuration)
  }
}

import ArgumentParser
import Console
import Experiments
import Runs

/// `pgc-experiment export`.
struct Export: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: "Writes a plan's results as tables (CSV).")
  }

  @OptionGroup var options: PlanOptions
  @Option(
    help: .init("Folder of the tables. (default: experiments/results/NAME)", valueName: "dir"))
  var to: String?
  @Flag(help: "Also while runs are missing.")
  var partial = false

  func run() throws {
    let study = try options.study()
    let results = try Results(study, in: options.runs)
    let missing = results.missing
    guard partial || missing == 0 else {
      throw RunError(
        "\(missing) runs are missing: pgc-experiment run \(options.plan), or add --partial")
    }
    let folder = to ?? "experiments/results/\(study.plan.name)"
    for name in try Tables.write(results, to: folder) { print("\(folder)/\(name)") }
  }
}

import ArgumentParser
import Console
import Experiments
import Foundation
import Runs

/// `pgc-experiment compare`.
struct Compare: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: "Says where two runs, or the tables of two plans, differ, and by how much.",
      discussion: """
        Of two folders of runs it compares configuration, program, data, processor kernels, steps, \
        evaluations and models; of two folders of tables what they are tables of, and every table. It \
        ends with code 0 where the results are the same, else with 1.
        """)
  }

  @Argument(help: .init("A run's folder, or a folder of a plan's tables.", valueName: "a"))
  var first: String
  @Argument(help: .init("Another one of the same kind.", valueName: "b"))
  var second: String

  func run() throws {
    let rows: [(name: String, text: String)]
    let isSame: Bool
    if try isRun(first) {
      let comparison = try RunComparison(first, second)
      (rows, isSame) = (comparison.rows, comparison.isSame)
    } else {
      let comparison = try TableComparison(first, second)
      (rows, isSame) = (comparison.rows, comparison.isSame)
    }
    print(Columns.text(rows))
    guard isSame else { throw ExitCode(1) }
  }

  private func isRun(_ folder: String) throws(RunError) -> Bool {
    if FileManager.default.fileExists(atPath: folder + "/run.json") { return true }
    if FileManager.default.fileExists(atPath: folder + "/about.csv") { return false }
    throw RunError(
      "\(folder): is neither a run's folder nor a folder of tables; name one with run.json or "
        + "about.csv in it", exitCode: 2)
  }
}

import ArgumentParser
import Datasets
import Foundation

/// `pgc-data prepare`: makes the binary files that runs of tables begin from.
struct PrepareCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "prepare",
      abstract: "Makes the binary file of a table, so that runs start at once.",
      discussion: """
        Runs do so by themselves when they need it. The file is kept by the table's checksum and the \
        recipe, so it is never out of date; several processes may ask for it at the same time.
        """)
  }

  @Argument(help: "Names of data sets, or recipes: files that end in .yaml.")
  var names: [String]

  func run() throws {
    for name in names {
      guard let made = try DatasetCatalog.prepare(name, option: "prepare") else {
        print("\(name): needs no preparation")
        continue
      }
      let labels = made.labels.map { "\(DatasetReport.number($0.label)): \($0.count)" }
      print(
        "\(made.name): \(made.train) + \(made.test) rows, \(made.columns) columns, "
          + "\(made.stored) entries a row" + (labels.isEmpty ? "" : ", labels ")
          + labels.joined(separator: ", "))
      print("  \(made.wasThere ? "is already" : "is now") in \(made.file)")
    }
  }
}

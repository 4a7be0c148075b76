import ArgumentParser
import Console
import Datasets
import Settings

/// `pgc-data list`: what there is, and whether it is here.
struct ListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "list", abstract: "Lists data sets, and which are here.")
  }

  func run() {
    let rows = DatasetCatalog.entries.map { [$0.name, Self.state($0.name), $0.summary] }
    print(Columns.text(rows, indent: ""))
  }

  /// One word: "here", "fetch" where `pgc-data fetch` gets it, "by hand" where the user must.
  private static func state(_ name: String) -> String {
    if (try? DatasetCatalog.open(name, seed: 1)) != nil { return "here" }
    let known = Downloadables.all.first { $0.name == name }
    return known.map { $0.isByHand ? "by hand" : "fetch" } ?? "missing"
  }
}

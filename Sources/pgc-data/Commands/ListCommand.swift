import ArgumentParser
import Datasets
import Settings

/// `pgc-data list`: what there is, and whether it is here.
struct ListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "list", abstract: "Lists data sets, and which are here.")
  }

  func run() {
    let width = DatasetCatalog.entries.map(\.name.count).max() ?? 0
    for entry in DatasetCatalog.entries {
      let name = entry.name.padding(to: width)
      print("\(name)  \(Self.state(entry.name).padding(to: 7))  \(entry.summary)")
    }
  }

  /// One word: "here", "fetch" where `pgc-data fetch` gets it, "by hand" where the user must.
  private static func state(_ name: String) -> String {
    if (try? DatasetCatalog.open(name, seed: 1)) != nil { return "here" }
    let known = Downloadables.all.first { $0.name == name }
    return known.map { $0.isByHand ? "by hand" : "fetch" } ?? "missing"
  }
}

extension String {
  /// With spaces at the end, to `width` characters.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

import ArgumentParser
import Console
import Datasets
import Foundation
import Settings

/// `pgc-data recipe`: a first recipe for a table.
struct RecipeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "recipe",
      abstract: "Writes a first recipe for a table, which says how it becomes features.",
      discussion: """
        Types of columns are guessed from their fields. What only you can know is asked by comments \
        marked with a question mark: which column is predicted, and what becomes of missing values.
        """)
  }

  @Argument(help: "A table: CSV, or with another separator, plain or gzip.")
  var table: String
  @Option(help: .init("The column to be predicted. (default: guessed)", valueName: "column"))
  var label: String?
  @Option(
    help: .init(
      "Where to write, - for standard output. (default: beside the table, as .yaml)",
      valueName: "file"))
  var out: String?
  @Flag(help: "Replace a recipe that is there.")
  var overwrite = false

  func run() throws {
    let guess = try RecipeGuess(table, label: label)
    if out == "-" {
      print(guess.yaml, terminator: "")
      return
    }
    let path = out ?? Self.beside(table)
    guard overwrite || !FileManager.default.fileExists(atPath: path) else {
      throw ConfigurationError(
        "recipe: \(path) is there already; name another --out or --overwrite it")
    }
    try AtomicFile.replace(path, with: guess.yaml)
    print("\(path): answer its questions, marked by ?, and then")
    print("  pgc-data describe \(path)")
    print("  pgc-train --virtual --dataset \(path)")
  }

  /// The table's path with `.yaml` in place of its endings.
  private static func beside(_ table: String) -> String {
    var path = table
    for end in [".gz", ".csv", ".tsv", ".txt", ".data"] where path.lowercased().hasSuffix(end) {
      path = String(path.dropLast(end.count))
    }
    return path + ".yaml"
  }
}

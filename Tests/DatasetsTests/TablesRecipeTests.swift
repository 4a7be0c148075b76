import Console
import Foundation
import Settings
import TestSupport
import Testing

@testable import Datasets

@Suite("Tables: recipes")
struct TablesRecipeTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let whole = """
    # A comment.
    name: mine
    file: t.csv
    header: true
    separator: ";"
    label: {column: y, map: {1: -1, 2: 1}, others: drop}
    drop: [id]
    numeric: [n, "7"]
    categorical: [a, b]
    others: drop
    standardise: true
    pairs: {of: [a, b], except: [[b, a]]}
    bias: true
    split: {test: 0.25, seed: 3}
    """

  private func says(_ text: String) -> String {
    do throws(ConfigurationError) {
      _ = try Recipe(yaml: text, path: "r.yaml", option: "--dataset")
      return "none"
    } catch { return error.description }
  }

  @Test func everyKey() throws {
    var expected = Recipe(
      name: "mine", file: "t.csv",
      label: .init("y", map: ["1": -1, "2": 1], others: .drop))
    expected.separator = ";"
    expected.drop = ["id"]
    expected.numeric = ["n", "7"]
    expected.categorical = ["a", "b"]
    expected.others = .drop
    expected.standardise = true
    expected.pairs = .init(of: ["a", "b"], except: [["b", "a"]])
    expected.bias = true
    expected.split = .init(fraction: 0.25, seed: 3)
    #expect(try Recipe(yaml: Self.whole, path: "r.yaml", option: "--dataset") == expected)
    let short = try Recipe(
      yaml: "file: t.csv\nlabel: price\n", path: "a/houses.yaml", option: "--dataset")
    #expect(short == Recipe(name: "houses", file: "t.csv", label: .init("price")))
  }

  @Test func builtInRecipesAreRight() {
    for recipe in [Recipe.amazon, .covtype, .kcHouse] { #expect(recipe.problem == nil) }
  }

  @Test(arguments: [
    ("labl: y\nfile: t\n", "r.yaml, line 1: the recipe: there is no 'labl'; did you mean 'label'?"),
    ("file: t\n", "r.yaml, line 1: the recipe needs 'label'"),
    ("label: y\n", "r.yaml, line 1: the recipe needs 'file'"),
    ("file: t\nlabel: {colum: y}\n", "r.yaml, line 2: label: there is no 'colum'; did you mean"),
    ("file: t\nlabel: y\nheader: maybe\n", "r.yaml, line 3: 'header' must be true or false"),
    ("file: t\nlabel: y\ndrop: a\n", "r.yaml, line 3: 'drop' must be a list of columns, as [a, b]"),
    ("file: t\nlabel: y\nsplit: {seed: 1}\n", "r.yaml, line 3: split needs 'test'"),
    ("file: t\nlabel: y\nsplit: {test: 1.5}\n", "'split' test 1.5 must be between 0 and 1, as 0.2"),
    ("file: t\nlabel: y\nsplit: {test: .2, seed: -1}\n", "'seed' must be a whole number from 0"),
    ("file: t\nlabel: {column: y, map: {1: x}}\n", "'map' has 'x' where a finite number must be"),
    ("file: t\nlabel: {column: y, divide_by: 0}\n", "'divide_by' 0.0 must be finite and not 0"),
    ("file: t\nlabel: y\nname: ../x\n", "'name' '../x' must be 1 to 64 of letters, digits"),
    ("file: t\nlabel: y\nseparator: ab\n", "'separator' 'ab' must be one character"),
    (
      "file: t\nlabel: y\nothers: numerc\n", "others: there is no 'numerc'; did you mean 'numeric'?"
    ),
    ("file: t\nlabel: y\npairs: {except: [[a]]}\n", "'pairs' 'except' has 1 columns"),
    ("file: [\n", "is not YAML"), ("- a\n", "must be 'key: value' lines"),
    ("file: a\nfile: b\n", "'file' stands twice"),
  ])
  func errors(text: String, says expected: String) {
    let line = says(text)
    #expect(line.hasPrefix("--dataset: r.yaml") && line.contains(expected), "\(line)")
    #expect(!line.contains("\n"))
  }

  @Test func theManualsExampleIsRight() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "docs/RECIPES.md"), encoding: .utf8)
    let example = try #require(
      text.split(separator: "```yaml\n").last?.split(separator: "```").first)
    let recipe = try Recipe(yaml: String(example), path: "r.yaml", option: "--dataset")
    #expect(
      recipe.label.map == ["no": -1, "yes": 1] && recipe.pairs?.except == [["zip", "style"]])
  }

  @Test func deepNestingIsAnError() {
    #expect(says(String(repeating: "[", count: 60_000)).contains("is not YAML"))
  }

  @Test func aUsersRecipeByItsPath() throws {
    let path = try folder.write(
      "my.yaml", "file: points.csv\nlabel: y\nothers: numeric\nsplit: {test: 0.5}\n")
    let folders = DatasetFolders([folder.path + "/none"])
    func line(_ test: String? = nil) -> String {
      do throws(ConfigurationError) {
        _ = try DatasetCatalog.open(path, test: test, seed: 1, folders: folders)
        return "none"
      } catch { return error.description }
    }
    #expect(line().contains("there is no file 'points.csv' beside the recipe or in"))
    try folder.write("points.csv.gz", gzip(Array("y,a\n1,3\n2,4\n".utf8)))
    #expect(line() == "none")
    #expect(line("other.csv").contains("makes its test set from the same table"))
    let pair = try DatasetCatalog.open(path, seed: 1, folders: folders)
    #expect(pair.train.name == path && pair.test?.name == path + " test")
    #expect(try pair.train.all().table.count == 1)
    let missing = try? DatasetCatalog.open("none.yaml", seed: 1, folders: folders)
    #expect(missing == nil)
  }
}

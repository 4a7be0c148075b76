import Console
import Settings
import TestSupport
import Testing

@testable import Datasets

@Suite("Tables: first recipes")
struct TablesGuessTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func guess(_ text: String, label: String? = nil) throws -> (yaml: String, recipe: Recipe)
  {
    let path = try folder.write("t.csv", text)
    let yaml = try RecipeGuess(path, label: label).yaml
    let recipe = try folder.write("t.yaml", yaml)
    return (yaml, try Recipe(file: recipe))
  }

  @Test func typesLabelAndMissingValues() throws {
    let (yaml, recipe) = try guess(
      "id,area,city,one,sold\n1,50.5,Bonn,x,no\n2,,Ulm,x,yes\n3,7,NA,x,yes\n4,8,Ulm,x,no\n")
    #expect(recipe.label == .init("sold", map: ["no": -1, "yes": 1]))
    #expect(recipe.drop == ["id", "one"])
    #expect(recipe.numeric == ["area"] && recipe.categorical == ["city"])
    #expect(recipe.missing == .init(numeric: .mean, categorical: .own, label: .drop))
    #expect(!recipe.bias && recipe.split == .init(fraction: 0.2))
    #expect(yaml.contains("# ? is this the column to be predicted?"))
    #expect(yaml.contains("- area  # 1 of 4 without a value"))
    #expect(yaml.contains("# ? Fields without a value"))
    let pair = try DatasetCatalog.open(folder.file("t.yaml"), seed: 1, folders: DatasetFolders([]))
    #expect(try pair.train.survey().count == 3 && pair.test?.survey().count == 1)
  }

  @Test func namesThatYAMLWouldReadOtherwise() throws {
    let (_, recipe) = try guess(
      "yes,a: b,\"q\"\"x\",1st,# c,null,on\n1,2,3,4,5,6,a\n7,8,9,1,2,3,b\n8,8,8,8,9,9,c\n")
    #expect(recipe.numeric == ["yes", "a: b", "q\"x", "1st", "# c", "null"])
    #expect(recipe.label == .init("on", map: ["a": 0, "b": 1, "c": 2]))
  }

  @Test(arguments: [
    ("1;2\n3;4\n5;7\n", ";"), ("1\t2\n3\t4\n5\t7\n", "\t"), ("1,2\r\n3,4\r\n5,7\r\n", ","),
  ])
  func withoutAHeader(text: String, separator: String) throws {
    let (_, recipe) = try guess(text)
    #expect(!recipe.header && recipe.separator == separator)
    #expect(recipe.numeric == ["1"] && recipe.label.column == "2")
  }

  @Test func usualNamesOfLabelsAndTheOption() throws {
    let text = "target,a,b\n0,1,2\n1,2,5\n0,4,7\n"
    #expect(try guess(text).recipe.label.column == "target")
    #expect(try guess(text, label: "b").recipe.label.column == "b")
    #expect(throws: DataError.self) { try guess(text, label: "c") }
  }

  @Test func textsThatAreTooMany() throws {
    let rows = (0..<100).map { "\($0 % 3),name \($0),\($0 % 7)\n" }.joined()
    #expect(try guess("y,name,n\n" + rows).recipe.drop == ["name"])
  }

  @Test(arguments: [
    ("a,b\n", "there is no row below the header"), ("a\n1\n", "its first line has one field"),
    ("a,b\n1\n", "line 2: the row has 1 fields"), ("a,a\n1,2\n", "has the name 'a' twice"),
    ("<html>\n", "this is a web page"), ("\n\n", "there is no row in the file"),
    ("a,b\n\"1,2\n", "not closed"), ("a,b\n1,\u{0}\n", "a NUL byte"),
  ])
  func errors(text: String, says: String) throws {
    let path = try folder.write("t.csv", text)
    let line = complaint { () throws(DataError) in _ = try RecipeGuess(path) } ?? "none"
    #expect(line.hasPrefix(path) && line.contains(says), "\(line)")
  }
}

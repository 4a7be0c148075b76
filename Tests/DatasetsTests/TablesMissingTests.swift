import Console
import Kernels
import TestSupport
import Testing

@testable import Datasets

@Suite("Tables: missing values, names of columns, separators")
struct TablesMissingTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let text = "y,a,c\n1,2,x\n2,,y\n1,4,NA\n2,?,x\n"

  private func all(_ text: String = text, cached: Bool, _ rule: Recipe.Missing) throws -> (
    table: [[Double]], labels: [Double]
  ) {
    try folder.table(text, cached: cached) {
      $0.numeric = ["a"]
      $0.missing = rule
    }.train.all()
  }

  @Test(arguments: [false, true]) func meansAndACategoryOfItsOwn(cached: Bool) throws {
    let (table, labels) = try all(cached: cached, .init(numeric: .mean, categorical: .own))
    #expect(labels == [-1, 1, -1, 1])
    #expect(table == [[2, 1, 0, 0], [3, 0, 1, 0], [4, 0, 0, 1], [3, 1, 0, 0]])
  }

  @Test(arguments: [false, true]) func aNumberOrNoRow(cached: Bool) throws {
    let zero = try all(cached: cached, .init(numeric: .number(-1), categorical: .drop))
    #expect(zero.table == [[2, 1, 0], [-1, 0, 1], [-1, 1, 0]])
    #expect(
      try all(Self.text + "2,6,y\n", cached: cached, .dropped).table == [[2, 1, 0], [6, 0, 1]])
  }

  @Test func labelsWithoutAValue() throws {
    let text = "y,a\n1,2\n,3\n2,4\nNA,5\n"
    #expect(
      try folder.table(text) {
        $0.numeric = ["a"]
        $0.missing = .init(label: .drop)
      }.train.all().table == [[2], [4]])
    let line = try folder.complaint(text) { $0.missing = .init(numeric: .mean) }
    #expect(line?.hasPrefix("FILE, line 3, column 1 (y): the label: ") == true, "\(line ?? "none")")
  }

  @Test func numbersAmongCategoriesStayNumbers() throws {
    let text = "y,c\n1,10\n2,9\n1,\n"
    let table = try folder.table(text) { $0.missing = .init(categorical: .own) }.train.all().table
    #expect(table == [[0, 1, 0], [1, 0, 0], [0, 0, 1]])
  }

  @Test func meansAreOfTrainingRowsAndStandardised() throws {
    let rows = (0..<10).map { "\($0 % 2),\($0 == 3 ? "" : String($0))\n" }.joined()
    let pair = try folder.table("y,a\n" + rows) {
      $0.numeric = ["a"]
      $0.standardise = true
      $0.split = .init(fraction: 0.3)
      $0.missing = .init(numeric: .mean)
    }
    let values = try pair.train.all().table.map { $0[0] }
    #expect(abs(values.reduce(0, +)) < 1e-12)
    let everything = try values + (pair.test?.all().table.map { $0[0] } ?? [])
    #expect(everything.contains { abs($0) < 1e-12 })
  }

  @Test(arguments: [
    ("y,a\n1,\n2,\n", "column 'a': has no value in any training row, so there is no mean; drop it"),
    ("y,a\n1,x\n2,3\n", "line 2, column 2 (a): 'x' is not a number"),
  ])
  func errors(text: String, says: String) throws {
    let line = try folder.complaint(text) {
      $0.numeric = ["a"]
      $0.missing = .init(numeric: .mean)
    }
    #expect(line == "FILE, \(says)")
  }

  @Test(arguments: [
    ("missing: drop", Recipe.Missing.dropped),
    ("missing: {numeric: mean, categorical: own}", .init(numeric: .mean, categorical: .own)),
    (
      "missing: {numeric: 0.5, label: drop, values: [\"\", -]}",
      .init(values: ["", "-"], numeric: .number(0.5), label: .drop)
    ),
  ])
  func asARecipeSaysIt(line: String, expected: Recipe.Missing) throws {
    let text = "file: a\nlabel: y\n\(line)\n"
    #expect(try Recipe(yaml: text, path: "r.yaml", option: "--dataset").missing == expected)
  }

  @Test(arguments: [
    ("missing: keep", "must be drop, or {numeric: mean, categorical: own}"),
    ("missing: {numeric: median}", "must be mean, drop, error or a number"),
    ("missing: {categorical: mean}", "categorical: there is no 'mean'"),
    ("missing: {numerc: mean}", "did you mean 'numeric'?"),
  ])
  func recipesThatAreWrong(line: String, says: String) {
    let error = #expect(throws: (any Error).self) {
      try Recipe(yaml: "file: a\nlabel: y\n\(line)\n", path: "r.yaml", option: "--dataset")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains(says))
  }

  @Test(arguments: ["", "Unnamed: 0", "Unnamed: 7"]) func columnsWithoutAName(name: String) throws {
    let text = "\(name),a,y\n0,1,1\n1,2,2\n"
    let line = try folder.complaint(text)
    #expect(line?.contains("the header has no name for this column") == true, "\(line ?? "none")")
    #expect(try folder.complaint(text) { $0.drop = [name] } == nil)
    #expect(try folder.complaint(text) { $0.numeric = [name] } == nil)
    #expect(
      try folder.complaint(text) {
        $0.numeric = ["a"]; $0.others = .drop
      } == nil)
  }

  @Test(arguments: [(";", "\"y\";\"a b\"\n1;2\n"), ("\\t", "y\ta\n1\t2\n"), ("|", "y|a\n1|2\n")])
  func anotherSeparator(separator: String, text: String) throws {
    let line = try folder.complaint(text)
    #expect(
      line
        == "FILE, line 1: has no ','; is it '\(separator)' that stands between fields? write separator: \"\(separator)\" into the recipe"
    )
    let comma = try folder.complaint("y,a\n1,2\n") { $0.separator = ";" }
    #expect(comma?.contains("write separator: \",\"") == true)
  }

  @Test(arguments: [19, 20]) func aCategoryForEachRowIsNoted(rows: Int) throws {
    let text = "y,id,c\n" + (0..<rows).map { "\($0 % 2),n\($0),\($0 % 3)\n" }.joined()
    let note = try folder.table(text).train.survey().note ?? ""
    #expect(note.contains("column 'id' has another category in each row") == (rows == 20))
  }

  @Test func columnsHaveNames() throws {
    let pair = try folder.table("y,c,n,d\n1,a,5,u\n2,b,6,u\n1,c,7,v\n") {
      $0.numeric = ["n"]
      $0.pairs = .init()
      $0.bias = true
    }
    #expect(
      try pair.train.columnGroups() == [
        .init(name: "n", columns: 0..<1), .init(name: "c", columns: 1..<4),
        .init(name: "d", columns: 4..<6), .init(name: "c and d", columns: 6..<9),
        .init(name: "(ones)", columns: 9..<10),
      ])
  }
}

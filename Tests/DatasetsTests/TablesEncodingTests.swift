import Console
import Kernels
import Randomness
import TestSupport
import Testing

@testable import Datasets

@Suite("Tables: encoding")
struct TablesEncodingTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [true, false])
  func categoriesAscend(cached: Bool) throws {
    // a: 1.225e+006, 9 and -1; b: texts; the last column is the bias.
    let text = "y,a,b\n1,1225000,x\n-1,9,\"10\"\n1,1.225e+006,9\n-1,-1,x\n"
    let pair = try folder.table(text, cached: cached) { $0.bias = true }
    #expect(pair.test == nil)
    let survey = try pair.train.survey()
    #expect(survey.columns == 7 && survey.nonzeros == 12 && survey.labelKind == .binary)
    let all = try pair.train.all()
    #expect(
      all.table == [
        [0, 0, 1, 0, 0, 1, 1], [0, 1, 0, 1, 0, 0, 1], [0, 0, 1, 0, 1, 0, 1], [1, 0, 0, 0, 0, 1, 1],
      ])
    #expect(all.labels == [1, -1, 1, -1])
    let some = try pair.train.load(rows: [3, 1, 3], columns: 8, as: Float.self)
    #expect(
      some.features.table == [
        [1, 0, 0, 0, 0, 1, 1, 0], [0, 1, 0, 1, 0, 0, 1, 0], [1, 0, 0, 0, 0, 1, 1, 0],
      ])
    guard case .sparse(let matrix) = some.features else {
      Issue.record("one-hot rows are sparse")
      return
    }
    #expect(matrix.values.isEmpty)
  }

  @Test func longNumbersAreNotMerged() throws {
    // The same double, and different identifiers.
    let text = "y,id\n1,9007199254740992\n2,9007199254740993\n"
    #expect(try folder.table(text).train.survey().columns == 2)
  }

  @Test(arguments: [true, false])
  func pairs(cached: Bool) throws {
    let text = "y,a,b,c\n1,2,5,1\n2,1,5,1\n1,2,4,1\n2,2,5,1\n"
    let pair = try folder.table(text, cached: cached) {
      $0.pairs = .init(except: [["c", "a"], ["b", "c"]])
    }
    // a: 1 2; b: 4 5; c: 1; a with b: (1, 5) (2, 4) (2, 5).
    #expect(
      try pair.train.all().table == [
        [0, 1, 0, 1, 1, 0, 0, 1], [1, 0, 0, 1, 1, 1, 0, 0], [0, 1, 1, 0, 1, 0, 1, 0],
        [0, 1, 0, 1, 1, 0, 0, 1],
      ])
  }

  @Test(arguments: [true, false])
  func numericColumns(cached: Bool) throws {
    let text = "y,n,c\n1.5,2,b\n2.5,-4,a\n-1,0.5,b\n"
    let mixed = try folder.table(text, cached: cached) { $0.numeric = ["n"] }
    #expect(try mixed.train.all().table == [[2, 0, 1], [-4, 1, 0], [0.5, 0, 1]])
    let dense = try folder.table(text, cached: cached) {
      $0.others = .numeric
      $0.drop = ["c"]
      $0.bias = true
    }
    let data = try dense.train.load(rows: [2, 0], columns: 2, as: Float.self)
    #expect(data.features.isDense && data.features.table == [[0.5, 1], [2, 1]])
    #expect(data.labels == [-1, 1.5])
  }

  /// Against numpy: the training rows' mean is 0 and their variance 1; test rows are moved alike.
  @Test(arguments: [true, false])
  func standardized(cached: Bool) throws {
    let rows = (0..<10).map { "\($0 % 3 == 0 ? 1 : 2),\($0 * $0),7" }
    let pair = try folder.table("y,n,k\n" + rows.joined(separator: "\n"), cached: cached) {
      $0.others = .numeric
      $0.standardise = true
      $0.split = .init(fraction: 0.2)
    }
    let train = try pair.train.all().table.map { $0[0] }
    #expect(abs(train.reduce(0, +)) < 1e-12)
    #expect(abs(train.reduce(0) { $0 + $1 * $1 } / 8 - 1) < 1e-12)
    // Rows 2 and 8 are tested; numpy gives (4 - x.mean()) / x.std() of the others.
    let test = try #require(pair.test).all().table
    #expect(abs(test[0][0] + 0.8954979807197426) < 1e-12)
    #expect(test[0][1] == 0)
  }

  /// Nothing is ever absent, and yet there are no numbers to store.
  @Test(arguments: [true, false])
  func oneCategoryAColumn(cached: Bool) throws {
    let pair = try folder.table("y,a,b\n1,7,x\n-1,7,x\n1,7,x\n", cached: cached)
    let survey = try pair.train.survey()
    #expect(survey.columns == 2 && survey.nonzeros == 6)
    #expect(try pair.train.all().table == [[1, 1], [1, 1], [1, 1]])
  }

  /// Squares of such numbers are infinite or zero; the column is what it is at any scale.
  @Test(arguments: [-320, -306, -170, 0, 200, 307])
  func standardizedAtAnyScale(exponent: Int) throws {
    // Of the rows, 2.5 is the mean and √1.25 the deviation.
    let pair = try folder.table(
      "y,n\n1,1e\(exponent)\n2,2e\(exponent)\n3,4e\(exponent)\n4,3e\(exponent)\n"
    ) {
      $0.others = .numeric
      $0.standardise = true
    }
    let expected = [-1.5, -0.5, 1.5, 0.5].map { $0 / 1.25.squareRoot() }
    guard exponent >= -307 else {
      let line = complaint { () throws(DataError) in _ = try pair.train.survey() }
      #expect(line?.contains("column 'n': varies too much or too little") == true, "\(line ?? "")")
      return
    }
    for (row, value) in zip(try pair.train.all().table, expected) {
      #expect(abs(row[0] - value) < 1e-12)
    }
  }

  @Test func splitInTheOrderOfThePermutation() throws {
    let rows = (0..<10).map { "\($0),\($0)" }.joined(separator: "\n")
    let pair = try folder.table("y,n\n" + rows) {
      $0.others = .numeric
      $0.label.divideBy = 2
      $0.split = .init(fraction: 0.2)
    }
    #expect(try pair.train.survey().labels == [4, 9, 1, 6, 7, 3, 0, 5].map { $0 / 2 })
    #expect(try pair.test?.survey().labels == [1, 4])
    #expect(try pair.test?.survey().labelKind == .real)
  }

  /// `numpy.random.RandomState(0).permutation(n)`, numpy 2.4.6.
  @Test(arguments: [
    (32_769, 6_554, [18_654, 19_639, 24_971], [1_715, 10_409, 22_316], [9_845, 10_799, 2_732]),
    (21_613, 4_323, [17_384, 722, 2_680], [5_268, 16_909, 16_123], [9_845, 10_799, 2_732]),
    (
      495_141, 99_029, [226_358, 171_672, 48_834], [23_520, 250_683, 400_809],
      [435_829, 305_711, 461_484]
    ),
  ])
  func splitOfNumpy(rows: Int, tests: Int, test: [Int], train: [Int], last: [Int]) throws {
    let split = try Recipe.amazon.rows(of: rows, path: "t")
    #expect(split.test.count == tests && split.train.count == rows - tests)
    #expect(Array(split.test.prefix(3)) == test)
    #expect(Array(split.train.prefix(3)) == train)
    #expect(Array(split.train.suffix(3)) == last)
  }

  @Test func labelsByTheMap() throws {
    let pair = try folder.table("y,a\nyes,1\nno,2\n?,3\nyes,2\n") {
      $0.label = .init("y", map: ["yes": 1, "no": -1], others: .drop)
    }
    // The dropped row's category 3 has no column.
    #expect(try pair.train.survey().columns == 2)
    #expect(try pair.train.all().labels == [1, -1, 1])
    let classes = try folder.table("y,a\n7,1\n9,2\n7.0,1\n") {
      $0.label = .init("y", map: ["7": 2, "8": 1, "9": 0])
    }
    #expect(try classes.train.survey().labelKind == .classes(3))
    #expect(try classes.train.survey().labels == [2, 0, 2])
    #expect(try folder.table("y,a\n1,1\n2,2\n", labels: .real).train.survey().labels == [1, 2])
  }

  @Test(arguments: [
    ("y,a\n1,1\n2\n", "FILE, line 3, column 2: the row has 1 fields, but the first line has 2"),
    ("y,a\n1,1,4\n", "FILE, line 2, column 3: the row has 3 fields, but the first line has 2"),
    ("y,a\n1,\n", "FILE, line 2, column 2 (a): the field is empty; \(FieldValue.missingRemedy)"),
    ("y,a\nx,1\n", "FILE, line 2, column 1 (y): the label: 'x' is not a number"),
    (
      "y,a\n1,NaN\n",
      "FILE, line 2, column 2 (a): 'NaN' is not a finite number; \(FieldValue.missingRemedy)"
    ),
    (
      "y,a\ninf,3\n",
      "FILE, line 2, column 1 (y): the label: 'inf' is not a finite number; \(FieldValue.missingRemedy)"
    ),
    ("y,a,a\n1,1,1\n", "FILE, line 1, column 3 (a): the header has this name twice"),
    ("y,a\n", "FILE: no row is left; there is none, or the label map drops all"),
    ("\n\n", "FILE: there is no row in the file"),
    ("", "FILE: the file is empty; copy or download it again"),
    ("y\n1\n", "FILE: the recipe leaves no column to learn from; it drops all but the label"),
    (
      "y,a\n1,1\n1,2\n",
      "FILE, column 'y': all 2 rows have the label 1; a classification needs two classes"
    ),
  ])
  func errors(text: String, says: String) throws {
    #expect(try folder.complaint(text) == says)
  }

  @Test func errorsOfRecipes() throws {
    let text = "price,rooms\n1,3\n2,4\n3,many\n"
    func says(_ edit: (inout Recipe) -> Void) throws -> String {
      try folder.complaint(text, edit) ?? ""
    }
    #expect(try says { $0.label = .init("prize") }.contains("did you mean 'price'?"))
    #expect(
      try says {
        $0.label = .init("price")
        $0.numeric = ["rooms"]
      } == "FILE, line 4, column 2 (rooms): 'many' is not a number")
    #expect(
      try says {
        $0.label = .init("price")
        $0.drop = ["rooms"]
        $0.numeric = ["rooms"]
      }.contains("says what this column is twice, last as 'numeric'"))
    #expect(
      try says { $0.label = .init("price", map: ["1": -1, "2": 1]) }
        == "FILE, line 4, column 1 (price): the label '3' is not in the recipe's map (1, 2)")
    #expect(
      try says {
        $0.label = .init("2")
        $0.header = false
      } == "FILE, line 1, column 2: the label: 'rooms' is not a number")
    #expect(
      try says {
        $0.label = .init("3")
        $0.header = false
      }.contains("names column '3'; without a header, columns are 1 to 2"))
    #expect(
      try says {
        $0.label = .init("price")
        $0.split = .init(fraction: 0.9)
      }.contains("leaves none to train on"))
  }

  @Test func numbersTooLargeForFloat() throws {
    let train = try folder.table("y,n\n1,1e300\n2,3\n") { $0.others = .numeric }.train
    _ = try train.load(rows: [0], columns: 1, as: Double.self)
    let line = complaint { () throws(DataError) in
      _ = try train.load(rows: [1], columns: 1, as: Float.self)
    }
    #expect(
      line?.hasSuffix("column 'n': has numbers too large for float32; scale or drop it") == true)
  }

  @Test func damagedGzip() throws {
    let whole = gzip(Array("y,a\n1,1\n2,2\n".utf8))
    let train = try folder.table(Array(whole.dropLast(9))).train
    let line = complaint { () throws(DataError) in _ = try train.survey() }
    #expect(line?.contains("gzip data ends too early") == true)
  }
}

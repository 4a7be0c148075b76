import Console
import Kernels
import TestSupport
import Testing

@testable import Datasets

@Suite("Data: LIBSVM text")
struct DataLIBSVMTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let text = """
    +1 1:0.5 4:-2e0   # a comment 9:9

    -1\t2:1 \r
    # nothing here
    -1
    +1 5:3
    """

  @Test(arguments: [false, true]) func readsFeaturesAndLabels(packed: Bool) throws {
    let bytes = Array(Self.text.utf8)
    let source = LIBSVMSource(try folder.write("data", packed ? gzip(bytes) : bytes))
    let survey = try source.survey()
    #expect(survey.labels == [1, -1, -1, 1])
    #expect(survey.labelKind == .binary)
    #expect(survey.columns == 5)
    #expect(survey.nonzeros == 4)
    #expect(survey.note == nil)
    let data = try source.load(rows: [3, 0, 1, 0, 2], columns: 6, as: Float.self)
    #expect(!data.features.isDense)
    #expect(data.labels == [1, 1, -1, 1, -1])
    #expect(
      data.features.table == [
        [0, 0, 0, 0, 3, 0], [0.5, 0, 0, -2, 0, 0], [0, 1, 0, 0, 0, 0], [0.5, 0, 0, -2, 0, 0],
        [0, 0, 0, 0, 0, 0],
      ])
  }

  @Test func onesAreNotStored() throws {
    let path = try folder.write("ones", "1 1:1\n2 9:1.0\n1 3:1 4:2\n")
    let source = LIBSVMSource(path)
    func values(_ rows: [Int]) throws -> [Double]? {
      guard
        case .sparse(let matrix) = try source.load(rows: rows, columns: 9, as: Double.self).features
      else { return nil }
      return matrix.values
    }
    #expect(try values([0, 1]) == [])
    #expect(try values([0, 2]) == [1, 1, 2])
  }

  @Test func denseByTheWholeFileWhateverIsLoaded() throws {
    let source = LIBSVMSource(try folder.write("dense", "1 1:1 2:2 3:3\n2 1:4 2:5 3:6\n1 1:1\n"))
    for rows in [[0], [2], [2, 1, 0]] {
      let data = try source.load(rows: rows, columns: 3, as: Double.self)
      #expect(data.features.isDense)
      let all: [[Double]] = [[1, 2, 3], [4, 5, 6], [1, 0, 0]]
      #expect(data.features.table == rows.map { all[$0] })
    }
  }

  typealias Case = (file: [Double], asked: LabelKind?, kind: LabelKind, labels: [Double])
  static let meanings: [Case] = [
    ([1, 2, 1], nil, .binary, [-1, 1, -1]),
    ([0, 1], nil, .binary, [-1, 1]),
    ([3.5, -7], nil, .binary, [1, -1]),
    ([1, 1], nil, .binary, [1, 1]),
    ([2, 0, 1], nil, .classes(3), [2, 0, 1]),
    ([2, 3, 1], nil, .classes(3), [1, 2, 0]),
    ([0, 0], nil, .classes(2), [0, 0]),
    ([1, 3, 7], nil, .classes(3), [0, 1, 2]),
    ([0.5, 1, 2], nil, .real, [0.5, 1, 2]),
    ([-1, 0, 1], nil, .classes(3), [0, 1, 2]),
    ([1, 2], .real, .real, [1, 2]),
    ([1, 2], .classes(2), .classes(2), [0, 1]),
    ([-1, 1], .classes(2), .classes(2), [0, 1]),
    ([1, 3], .classes(3), .classes(3), [0, 2]),
    ([0, 3], .classes(5), .classes(5), [0, 3]),
  ]

  @Test(arguments: meanings.indices) func labelsMeanWhatTheyLookLike(_ i: Int) throws {
    let one = Self.meanings[i]
    let text = one.file.map { "\($0) 1:1 9:1\n" }.joined()
    let source = LIBSVMSource(try folder.write("data", text), labels: one.asked)
    let survey = try source.survey()
    #expect(survey.labelKind == one.kind)
    #expect(survey.labels == one.labels)
    #expect((survey.note != nil) == (one.labels != one.file))
    let data = try source.load(rows: Array(one.file.indices), columns: 9, as: Double.self)
    #expect(data.labels == one.labels)
  }

  @Test func theNoteSaysWhichIsWhich() throws {
    let source = LIBSVMSource(try folder.write("data", "1 1:1\n2.5 1:1\n"))
    #expect(try source.survey().note == "label 1 is -1, 2.5 is +1")
  }

  @Test(arguments: [
    ([0, 1, 2], LabelKind.binary), ([5], .binary), ([0, 5], .classes(4)),
    ([0.5, 1, 2], .classes(3)),
    ([0, 1], .classes(1)), ([-1, 1, 2], .classes(9)),
  ])
  func labelsThatCannotBeAreErrors(file: [Double], asked: LabelKind) throws {
    let path = try folder.write("data", file.map { "\($0) 1:1\n" }.joined())
    let text = complaint { () throws(DataError) in
      _ = try LIBSVMSource(path, labels: asked).survey()
    }
    #expect(text?.hasPrefix("\(path): the labels (\(file.count) different: ") == true)
    #expect(text?.hasSuffix("cannot be \(asked)") == true)
  }

  @Test func aTestSetTakesTheMeaningOfItsTrainingSet() throws {
    let train = try folder.write("train", "1 1:1\n2 1:1\n3 1:1\n")
    let test = LIBSVMSource(
      try folder.write("test", "2 1:1\n3 1:1\n"), likeLabelsOf: LIBSVMSource(train))
    #expect(try test.survey().labels == [1, 2])
    #expect(try test.survey().labelKind == .classes(3))
    let path = try folder.write("bad", "# head\n2 1:1\n\n4 1:1\n")
    let bad = LIBSVMSource(path, likeLabelsOf: LIBSVMSource(train))
    #expect(
      complaint { () throws(DataError) in _ = try bad.survey() }
        == "\(path), line 4: the label 4 is not a whole number from 1 to 3")
  }

  static let errors: [(text: String, says: String)] = [
    ("x 1:1", "column 1: the label, 'x', is not a number"),
    ("nan 1:1", "column 1: the label, 'nan', is not a finite number"),
    ("1:1 2:1", "column 1: the label, '1:1', is not a number"),
    ("1,2 1:1", "column 1: the label, '1,2', is not a number"),
    ("1 1:abc", "column 5: the value of feature 1, 'abc', is not a number"),
    ("1 1:", "column 5: the value of feature 1, '', is not a number"),
    ("1 1: 2", "column 5: the value of feature 1, '', is not a number"),
    ("1 1:0x1p3", "column 5: the value of feature 1, '0x1p3', is not a number"),
    ("1 2:-inf", "column 5: the value of feature 2, '-inf', is not a finite number"),
    ("1 2:1e999", "column 5: the value of feature 2, '1e999', is not a finite number"),
    ("1 0:1", "column 3: index 0; indices begin at 1"),
    ("1 3:1  2:1", "column 8: index 2 comes after 3; indices must ascend"),
    ("1 3:1 3:1", "column 7: index 3 is repeated"),
    ("1 7", "column 3: '7' has no colon; a feature is written index:value"),
    ("1 :7", "column 3: the index '' is not a whole number from 1 on"),
    ("1 -1:7", "column 3: the index '-1' is not a whole number from 1 on"),
    ("1 qid:x", "column 3: qid:NUMBER stands once, between"),
    ("1 1:1 qid:7", "column 7: qid:NUMBER stands once, between"),
    ("1 2147483648:7", "column 3: an index is greater than 2147483647"),
    ("1 99999999999999999999:7", "column 3: an index is greater than 2147483647"),
    (
      "1 \u{1}é\(String(repeating: "x", count: 90))",
      "column 3: 'U+0001é\(String(repeating: "x", count: 22))…' has no"
    ),
  ]

  @Test(arguments: errors.indices) func errorsNameFileLineAndColumn(_ i: Int) throws {
    let path = try folder.write("data", "# first\n\n+1 1:1\n\(Self.errors[i].text)\n")
    let text = complaint { () throws(DataError) in _ = try LIBSVMSource(path).survey() } ?? "none"
    #expect(text.hasPrefix("\(path), line 4, \(Self.errors[i].says)"))
  }

  @Test(arguments: [
    ("\n# only this\n", "there is no sample in the file"),
    ("1\n2 # 1:1\n", "no sample has a feature, written index:value"),
  ])
  func emptyFiles(text: String, says: String) throws {
    let path = try folder.write("data", text)
    #expect(
      complaint { () throws(DataError) in _ = try LIBSVMSource(path).survey() }
        == "\(path): \(says)")
  }

  @Test func errorsOfLoading() throws {
    let path = try folder.write("data", "1 1:1\n-1 1:1e39 3:1\n")
    let source = LIBSVMSource(path)
    #expect(
      complaint { () throws(DataError) in
        _ = try source.load(rows: [1], columns: 2, as: Double.self)
      }
        == "\(path), line 2, column 11: index 3, but there are only 2 features")
    #expect(
      complaint { () throws(DataError) in
        _ = try source.load(rows: [2], columns: 3, as: Double.self)
      }
        == "\(path): there is no sample 2 of 2; did the file change?")
    #expect(
      complaint { () throws(DataError) in _ = try source.load(rows: [1], columns: 3, as: Float.self)
      }
        == "\(path), line 2, column 6: the value of feature 1, '1e39', is too large for float32")
  }

  @Test(.enabled(if: realData("a9a") != nil, "a9a is not on this machine"))
  func a9a() throws {
    let pair = try #require(realData("a9a"))
    let train = try pair.train.survey()
    #expect(train.count == 32_561)
    #expect(train.columns == 123)
    #expect(train.labelKind == .binary)
    #expect(train.labels.count { $0 == 1 } == 7_841)
    #expect(train.nonzeros == 451_592)
    let test = try #require(try pair.test?.survey())
    #expect(test.count == 16_281)
    #expect(test.columns == 122)
    try test.check(asTestOf: train, name: "a9a test")
    let data = try pair.train.load(rows: Array(0..<train.count), columns: 123, as: Float.self)
    guard case .sparse(let matrix) = data.features else {
      Issue.record("a9a is sparse")
      return
    }
    #expect(matrix.values.isEmpty)
    #expect(matrix.indices.count == 451_592)
  }
}

import Console
import Kernels
import TestSupport
import Testing

@testable import Datasets

/// The same labels mean the same in every format.
@Suite("Data: labels of all formats")
struct DataLabelsTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func sources(_ values: [Int], as kind: LabelKind? = nil, _ name: String = "train") throws
    -> [any DatasetSource]
  {
    let text = try folder.write("\(name).svm", values.map { "\($0) 1:1\n" }.joined())
    let features = try folder.write(
      "\(name).npy",
      npy("<f8", "(\(values.count), 1)", values.flatMap { _ in little(1.0.bitPattern) }))
    try folder.write(
      "\(name).labels.npy", npy("<i8", "(\(values.count),)", values.flatMap { little(Int64($0)) }))
    try folder.write("\(name)-labels", idx([values.count], values.map { UInt8(clamping: $0) }))
    let images = try folder.write(
      "\(name)-images", idx([values.count, 1, 1], [UInt8](repeating: 9, count: values.count)))
    var recipe = Recipe(name: name, file: "\(name).csv", label: .init("y"))
    recipe.numeric = ["a"]
    let table = try folder.write("\(name).csv", "a,y\n" + values.map { "1,\($0)\n" }.joined())
    return try [text, features, images].map {
      try DatasetPair(train: $0, test: "none", labels: kind).train
    } + [
      TableSource.pair(recipe, path: table, labels: kind, cache: TableCache([]), name: name).train
    ]
  }

  typealias Case = (file: [Int], asked: LabelKind?, kind: LabelKind, labels: [Double])
  static let cases: [Case] = [
    ([1, 2, 3, 5, 6, 7], nil, .classes(6), [0, 1, 2, 3, 4, 5]),
    ([4, 9, 200, 9], nil, .classes(3), [0, 1, 2, 1]),
    ([3, 1, 2], nil, .classes(3), [2, 0, 1]),
    ([0, 1, 2], nil, .classes(3), [0, 1, 2]),
    ([3, 8, 3], nil, .binary, [-1, 1, -1]),
    ([0, 1], nil, .binary, [-1, 1]),
    ([5, 7, 9], .classes(3), .classes(3), [0, 1, 2]),
    ([5, 7, 9], .real, .real, [5, 7, 9]),
    ((1...30).map { 2 * $0 }, nil, .real, (1...30).map { Double(2 * $0) }),
    (Array(1...26), nil, .classes(26), (0..<26).map { Double($0) }),
  ]

  @Test(arguments: cases.indices) func oneRule(_ i: Int) throws {
    let one = Self.cases[i]
    for source in try sources(one.file, as: one.asked) {
      let survey = try source.survey()
      #expect(survey.labelKind == one.kind, "\(source.name)")
      #expect(survey.labels == one.labels, "\(source.name)")
      #expect((survey.note != nil) == (one.labels != one.file.map { Double($0) }), "\(source.name)")
      let data = try source.load(rows: [1], columns: survey.columns, as: Float.self)
      #expect(data.labels == [Float(one.labels[1])], "\(source.name)")
    }
  }

  @Test func theNoteListsWhatBecameOfLabels() throws {
    for source in try sources([1, 2, 3, 5, 6, 7]) {
      #expect(try source.survey().note == "labels 1, 2, 3, 5, 6, 7 are classes 0 to 5")
    }
    for source in try sources([1, 2, 3]) {
      #expect(try source.survey().note == "labels 1 to 3 are classes 0 to 2")
    }
  }

  @Test func aTestSetOfAnyFormatTakesItsTrainingSetsMeaning() throws {
    for name in ["train.svm", "train.npy", "train-images"] {
      _ = try sources([1, 2, 5])
      for (test, file) in [("svm", "other.svm"), ("npy", "other.npy"), ("idx", "other-images")] {
        _ = try sources([5, 2], "other")
        let pair = try DatasetPair(train: folder.file(name), test: folder.file(file))
        #expect(try pair.test?.survey().labels == [2, 1], "\(name) \(test)")
        #expect(try pair.test?.survey().labelKind == .classes(3))
        _ = try sources([5, 3], "other")
        let text = complaint { () throws(DataError) in
          _ = try DatasetPair(train: folder.file(name), test: folder.file(file)).test?.survey()
        }
        #expect(text?.contains("the label 3 is not one of 1, 2, 5") == true, "\(text ?? "none")")
      }
    }
  }

  private func sources(_ values: [Int], _ name: String) throws -> [any DatasetSource] {
    try sources(values, as: nil, name)
  }

  @Test func groupsOfARankingAreLeftOutWithANote() throws {
    let path = try folder.write("rank", "2 qid:1 1:3 2:4\n0 qid:1 1:5\n1 qid:22 3:1 # note\n")
    let survey = try LIBSVMSource(path).survey()
    #expect(survey.labels == [2, 0, 1] && survey.columns == 3 && survey.nonzeros == 4)
    #expect(survey.note?.contains("qid: is left out") == true)
    let data = try LIBSVMSource(path).load(rows: [2, 0], columns: 3, as: Double.self)
    #expect(data.features.table == [[0, 0, 1], [3, 4, 0]])
  }
}

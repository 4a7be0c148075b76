import Console
import Kernels
import Settings
import TestSupport
import Testing

@testable import Datasets

@Suite("Data: named sets and files")
struct DataDatasetsTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func open(
    _ text: String, test: String? = nil, labels: LabelKind? = nil, seed: UInt64 = 1
  ) throws(ConfigurationError) -> DatasetPair {
    try DatasetCatalog.open(
      text, test: test, labels: labels, seed: seed, folders: DatasetFolders([folder.path]))
  }

  private func says(_ text: String, test: String? = nil, labels: LabelKind? = nil) -> String {
    do throws(ConfigurationError) {
      _ = try open(text, test: test, labels: labels)
      return "none"
    } catch { return error.description }
  }

  private func writeImages(_ prefix: String, _ count: Int) throws {
    try folder.write(
      "\(prefix)-images-idx3-ubyte.gz",
      gzip(idx([count, 2, 2], [UInt8](repeating: 7, count: 4 * count))))
    try folder.write(
      "\(prefix)-labels-idx1-ubyte.gz", gzip(idx([count], [UInt8](repeating: 1, count: count))))
  }

  @Test func everyEntryOpensOrSaysHowToGetIt() throws {
    #expect(Set(DatasetCatalog.entries.map(\.name)).count == DatasetCatalog.entries.count)
    for entry in DatasetCatalog.entries where !["mixture", "tridiagonal"].contains(entry.name) {
      let text = says(entry.name)
      #expect(text.hasPrefix("--dataset: '\(entry.name)' is not on this machine (looked for "))
      #expect(text.contains("\(folder.path)/\(entry.name)"))
      #expect(text.contains("$PGC_DATA/\(entry.name)"))
      #expect(says("\(entry.name):rows=3").contains("has no settings, but 'rows' is set"))
    }
    #expect(says("fashion-mnist").contains("apt install dataset-fashion-mnist"))
  }

  @Test func namedImagesWithTheirTestSet() throws {
    try writeImages("mnist/train", 3)
    #expect(try open("MNIST").test == nil)
    try writeImages("mnist/t10k", 2)
    let pair = try open("mnist")
    #expect(pair.train.name == "mnist")
    #expect(try pair.train.survey().count == 3)
    #expect(try pair.test?.survey().count == 2)
  }

  @Test(arguments: ["a9a/a9a", "a9a/a9a.gz", "libsvm/a9a.gz", "a9a"])
  func namedTextInAnyOfItsFolders(place: String) throws {
    let packed = place.hasSuffix(".gz")
    func bytes(_ text: String) -> [UInt8] { packed ? gzip(Array(text.utf8)) : Array(text.utf8) }
    try folder.write(place, bytes("+1 1:1 4:1\n-1 2:1\n"))
    #expect(try open("a9a").test == nil)
    try folder.write(
      packed ? place.dropLast(3) + ".t.gz" : place + ".t", bytes("-1 1:1\n-1 3:1\n"))
    let pair = try open("a9a")
    let train = try pair.train.survey()
    #expect(train.columns == 4)
    let test = try #require(pair.test)
    try test.survey().check(asTestOf: train, name: test.name)
    let data = try test.load(rows: [0, 1], columns: train.columns, as: Float.self)
    #expect(data.features.table == [[1, 0, 0, 0], [0, 0, 1, 0]])
  }

  @Test func filesByTheirContent() throws {
    try writeImages("train", 3)
    try writeImages("t10k", 2)
    let images = try open(folder.path + "/train-images-idx3-ubyte")
    #expect(try images.train.survey().columns == 4)
    #expect(try images.test?.survey().count == 2)
    let labels = try open(folder.path + "/train-labels-idx1-ubyte.gz", test: nil)
    #expect(try labels.train.survey().count == 3)

    let text = try folder.write("points", "3 1:1\n1 1:1\n2 1:1\n")
    let other = try folder.write("other", "2 1:1\n")
    #expect(try open(text).test == nil)
    #expect(try open(text, test: other).test?.survey().labels == [1])
    #expect(try open(text, labels: .real).train.survey().labels == [3, 1, 2])
    #expect(try open(text, test: other, labels: .real).test?.survey().labels == [2])
  }

  @Test func mixture() throws {
    let pair = try open("mixture:samples=11,features=3,separation=2", seed: 4)
    let survey = try pair.train.survey()
    #expect(survey.count == 11 && survey.columns == 3)
    #expect(try pair.test?.survey().count == 3)
    let same = GaussianMixture(samples: 11, features: 3, separation: 2, seed: 4)
    #expect(try same.survey().labels == survey.labels)
    #expect(says("mixture:samples=0").contains("out of range"))
    #expect(says("mixture:features=x").contains("is not a whole number"))
    #expect(says("mixture:separation=inf").contains("is not a finite number"))
    #expect(says("mixture:sample=3").contains("did you mean 'samples'?"))
    #expect(says("mixture:samples=1000000000,features=2000000000").contains("are too many"))
    #expect(says("mixture", labels: .real) == "--dataset: the labels of 'mixture' are ±1 only")
  }

  @Test func errors() throws {
    #expect(says("mnis").contains("did you mean 'mnist'?"))
    #expect(says("mnis").hasSuffix("nor a file of that name"))
    #expect(
      says(folder.path + "/none")
        == "--dataset: \(folder.path)/none: there is no such file; check the path")
    let binary = try folder.write("binary", [0x01, 0xd8, 0x03])
    #expect(says(binary).hasPrefix("--dataset: \(binary), byte 0: this is neither "))
    #expect(says(binary).hasSuffix(" nor LIBSVM text, plain or gzip"))
    let text = try folder.write("points", "3 1:1\n")
    #expect(says(text, test: binary).contains("nor LIBSVM text"))
    #expect(says(text, test: folder.path + "/none").contains("there is no such file"))
    try writeImages("train", 3)
    #expect(says(folder.path).hasSuffix("is a folder; name a file in it"))
  }

  @Test func testSetsThatDoNotFit() {
    let train = DatasetSurvey(labels: [0, 1], labelKind: .classes(2), columns: 4)
    let wide = DatasetSurvey(labels: [0, 1], labelKind: .classes(2), columns: 5)
    let more = DatasetSurvey(labels: [0, 2], labelKind: .classes(3), columns: 4)
    let real = DatasetSurvey(labels: [0, 2], labelKind: .real, columns: 4)
    for (test, says) in [
      (wide, "t: has 5 features, but the training set has only 4"),
      (more, "t: its labels are 0 to 2, but the training set's are 0 to 1"),
      (real, "t: its labels are real numbers, but the training set's are 0 to 1"),
    ] {
      #expect(
        complaint { () throws(DataError) in try test.check(asTestOf: train, name: "t") } == says)
    }
    #expect(
      complaint { () throws(DataError) in try train.check(asTestOf: more, name: "t") } == nil)
  }
}

import Console
import Kernels
import Settings
import TestSupport
import Testing

@testable import Datasets

@Suite("Data: test sets beside training sets")
struct DataTestSetTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    ("a9a", "a9a.t"), ("a", "a.test"), ("ijcnn1.tr", "ijcnn1.t"), ("x.train", "x.test"),
    ("x.train.svm", "x.test.svm"), ("train.svm", "test.svm"), ("x_training.txt", "x_testing.txt"),
    ("Train.txt", "Test.txt"), ("x.svm", "x.t.svm"), ("x.svm", "x_test.svm"), ("x.gz", "x.t.gz"),
    ("x", "x.t.gz"), ("x.svm", "x-test.svm"),
  ])
  func textUnderItsUsualNames(train: String, test: String) throws {
    func write(_ name: String, _ text: String) throws {
      let bytes = Array(text.utf8)
      try folder.write(name, name.hasSuffix(".gz") ? gzip(bytes) : bytes)
    }
    try write(train, "1 1:1\n2 2:1\n")
    let alone = try DatasetPair(train: folder.file(train))
    #expect(alone.test == nil)
    #expect(
      alone.note?.hasPrefix("there is no test set beside the training set (looked for ") == true)
    try write(test, "2 1:1\n")
    let pair = try DatasetPair(train: folder.file(train))
    #expect(try pair.test?.survey().labels == [1])
    #expect(pair.note == nil)
    let without = try DatasetPair(train: folder.file(train), test: "none")
    #expect(without.test == nil && without.note == nil)
  }

  @Test(arguments: [
    ("emnist-letters-train", "emnist-letters-test", 3), ("train", "t10k", 3), ("train", "test", 3),
    ("Train", "Test", 3), ("train", "t10k", 4),
  ])
  func imagesUnderTheirUsualNames(train: String, test: String, dimensions: Int) throws {
    let sizes = [2] + [Int](repeating: 1, count: dimensions - 1)
    for name in [train, test] {
      try folder.write("\(name)-images-idx\(dimensions)-ubyte", idx(sizes, [7, 8]))
      try folder.write("\(name)-labels-idx1-ubyte", idx([2], [1, 2]))
    }
    for given in ["images-idx\(dimensions)", "labels-idx1"] {
      let pair = try DatasetPair(train: folder.file("\(train)-\(given)-ubyte"))
      #expect(try pair.train.survey().columns == 1)
      #expect(try pair.test?.survey().count == 2, "\(given)")
    }
  }

  @Test(arguments: [
    ("x.npy", "x.labels.npy", "x.test.npy", "x.test.labels.npy"),
    ("X_train.npy", "y_train.npy", "X_test.npy", "y_test.npy"),
    ("train_features.npy", "train_labels.npy", "test_features.npy", "test_labels.npy"),
    ("train-images.npy", "train-labels.npy", "test-images.npy", "test-labels.npy"),
    ("x.features.npy", "x.labels.npy", "x.test.features.npy", "x.test.labels.npy"),
  ])
  func arraysUnderTheirUsualNames(names: (String, String, String, String)) throws {
    for (features, labels) in [(names.0, names.1), (names.2, names.3)] {
      try folder.write(
        features, npy("<f4", "(2, 1)", little(Float(1).bitPattern) + little(Float(2).bitPattern)))
      try folder.write(labels, npy("|u1", "(2,)", [0, 1]))
    }
    #expect(try DatasetPair(train: folder.file(names.0)).test?.survey().count == 2)
  }

  @Test func aTestSetWithoutLabelsIsNotPassedOver() throws {
    for name in ["train", "t10k"] {
      try folder.write("\(name)-images-idx3-ubyte", idx([1, 1, 1], [7]))
    }
    try folder.write("train-labels-idx1-ubyte", idx([1], [1]))
    let path = folder.file("train-images-idx3-ubyte")
    let text = complaint { () throws(DataError) in _ = try DatasetPair(train: path) } ?? ""
    #expect(text.contains("t10k-labels-idx1-ubyte' is not there"), "\(text)")
    #expect(text.hasSuffix("'none' as test set leaves it out"), "\(text)")
    #expect(try DatasetPair(train: path, test: "none").test == nil)
  }

  @Test func theWiderOfTwoSparseSetsCounts() throws {
    let path = try folder.write("a1", "1 1:1 3:1\n-1 2:1\n")
    try folder.write("a1.t", "1 5:1\n")
    let pair = try DatasetPair(train: path)
    let (train, test) = (try pair.train.survey(), try #require(try pair.test?.survey()))
    try test.check(asTestOf: train, name: "a1.t")
    let wide = train.widened(to: test.columns)
    #expect(wide.columns == 5 && wide.count == 2)
    let data = try pair.train.load(rows: [0], columns: 5, as: Double.self)
    #expect(data.features.table == [[1, 0, 1, 0, 0]])
  }

  private func says(_ text: String, test: String) -> String {
    do throws(ConfigurationError) {
      _ = try DatasetCatalog.open(text, test: test, seed: 1, folders: DatasetFolders([folder.path]))
      return "none"
    } catch { return error.description }
  }

  @Test func errorsNameTheOptionOfTheTestSet() throws {
    let path = try folder.write("x", "1 1:1\n")
    let page = try folder.write("page", "<html></html>")
    for name in [path, "mixture"] {
      #expect(says(name, test: "./nix").hasPrefix("--test-dataset: ./nix: there is no such file"))
      #expect(says(name, test: page).hasPrefix("--test-dataset: \(page): this is a web page"))
    }
    #expect(try DatasetCatalog.open("mixture", test: "none", seed: 1).test == nil)
    try folder.write("t.csv", "y,a\n1,2\n")
    let recipe = try folder.write("t.yaml", "file: t.csv\nlabel: y\n")
    #expect(says(recipe, test: path).hasPrefix("--test-dataset: "))
    #expect(says(recipe, test: "none") == "none")
    let pair = try DatasetCatalog.open(recipe, seed: 1, folders: DatasetFolders([folder.path]))
    #expect(pair.note == "there is no test set, since the recipe has no 'split'")
  }
}

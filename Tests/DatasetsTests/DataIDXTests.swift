import Console
import Foundation
import Kernels
import TestSupport
import Testing

@testable import Datasets

@Suite("Data: IDX files")
struct DataIDXTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let pixels: [UInt8] = (0..<5 * 6).map { UInt8($0 * 8) }
  static let labels: [UInt8] = [3, 0, 1, 3, 2]

  private func source(_ images: [UInt8]? = nil, _ labels: [UInt8]? = nil) throws -> IDXSource {
    IDXSource(
      images: try folder.write("images", images ?? idx([5, 2, 3], Self.pixels)),
      labels: try folder.write("labels", labels ?? idx([5], Self.labels)), name: "small")
  }

  @Test(arguments: [false, true]) func surveyTellsCountsClassesAndPixels(packed: Bool) throws {
    let images = idx([5, 2, 3], Self.pixels)
    let labels = idx([5], Self.labels)
    let survey = try source(packed ? gzip(images) : images, packed ? gzip(labels) : labels).survey()
    #expect(survey.count == 5)
    #expect(survey.columns == 6)
    #expect(survey.labelKind == .classes(4))
    #expect(survey.labels == [3, 0, 1, 3, 2])
    #expect(survey.nonzeros == nil)
  }

  @Test(arguments: [[], [0, 1, 2, 3, 4], [4, 0, 2], [1, 1, 4, 1]])
  func loadsTheRowsInTheOrderGiven(rows: [Int]) throws {
    func check<Element: Scalar>(_: Element.Type) throws {
      let data = try source().load(rows: rows, columns: 6, as: Element.self)
      #expect(data.labels == rows.map { Element(Self.labels[$0]) })
      #expect(
        data.features.table
          == rows.map { row in
            Self.pixels[row * 6..<row * 6 + 6].map { Element($0) / Element(255) }
          })
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test func oneClassStillHasTwo() throws {
    let survey = try source(idx([1, 1, 1], [9]), idx([1], [0])).survey()
    #expect(survey.labelKind == .classes(2))
  }

  static let damages: [(images: [UInt8], labels: [UInt8], says: String)] = [
    (idx([4, 2, 3], Array(pixels.prefix(24))), idx([5], labels), "images: has 4 images, but"),
    (Array(idx([5, 2, 3], pixels).dropLast()), idx([5], labels), "in the middle of the images"),
    (idx([5, 2, 3], pixels + [0]), idx([5], labels), "images, byte 46: more bytes follow"),
    (idx([5, 2, 3], pixels), idx([5], labels + [0]), "labels, byte 13: more bytes follow"),
    (
      idx([5, 2, 3], pixels), idx([6], labels), "byte 13: the file ends in the middle of the labels"
    ),
    (idx([5, 0, 3], []), idx([5], labels), "impossible dimensions: 5 x 0 x 3"),
    (idx([5, 1 << 31, 1 << 31], []), idx([5], labels), "impossible dimensions"),
    (idx([0, 2, 3], []), idx([5], labels), "it has no images"),
    (idx([5, 2, 3], pixels), idx([0], []), "it has no labels"),
    (idx([5], labels), idx([5], labels), "holds labels, not images"),
    (idx([5, 2, 3], pixels), idx([5, 2, 3], pixels), "holds images, not labels"),
    (idx([5, 2, 3], pixels), Array("1 1:1\n".utf8), "labels, byte 0: this is no IDX file"),
    (idx([5, 2, 3], pixels), [0, 0, 13, 1, 0, 0, 0, 5], "labels, byte 2: IDX type 13 is not"),
    (idx([5, 2, 3], pixels), [0, 0, 8, 9], "labels, byte 3: 9 dimensions are not supported"),
    (idx([5, 2, 3], pixels), [0, 0, 8, 1, 0], "in the middle of the header of labels"),
    (idx([5, 2, 3], pixels), [0], "labels, byte 0: this is no IDX file"),
    (idx([5, 2, 3], pixels), gzip([]), "labels: the file is empty"),
  ]

  @Test(arguments: damages.indices) func damageIsTold(_ i: Int) throws {
    let damage = Self.damages[i]
    let source = try source(damage.images, damage.labels)
    let text = complaint { () throws(DataError) in _ = try source.survey() } ?? "none"
    #expect(text.contains(damage.says))
    #expect(text.hasPrefix(folder.path))
  }

  @Test func otherColumnsOrRowsAreErrors() throws {
    let source = try source()
    let columns = complaint { () throws(DataError) in
      _ = try source.load(rows: [0], columns: 7, as: Float.self)
    }
    #expect(columns?.hasSuffix("an image has 6 pixels, but the model takes 7 features") == true)
    let rows = complaint { () throws(DataError) in
      _ = try source.load(rows: [0, 5], columns: 6, as: Float.self)
    }
    #expect(rows?.hasSuffix("there is no sample 5 of 5; did the file change?") == true)
  }

  @Test(arguments: [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz", "train-images-idx3-ubyte.gz",
  ])
  func findsItsSibling(given: String) throws {
    try folder.write("train-images-idx3-ubyte", idx([5, 2, 3], Self.pixels))
    try folder.write("train-images-idx3-ubyte.gz", gzip(idx([5, 2, 3], Self.pixels)))
    try folder.write("train-labels-idx1-ubyte.gz", gzip(idx([5], Self.labels)))
    let path = "\(folder.path)/\(given)"
    let pair = try DatasetPair(train: path)
    #expect(try pair.train.survey().count == 5)
    #expect(pair.test == nil)
    #expect(pair.note?.contains("looked for t10k-") == true)
    try folder.write("t10k-images-idx3-ubyte.gz", gzip(idx([1, 2, 3], Array(Self.pixels[..<6]))))
    try folder.write("t10k-labels-idx1-ubyte", idx([1], [2]))
    #expect(try DatasetPair(train: path).test?.survey().count == 1)
    #expect(try DatasetPair(train: path, test: "none").test == nil)
  }

  @Test func siblingErrors() throws {
    let images = try folder.write("train-images-idx3-ubyte", idx([5, 2, 3], Self.pixels))
    #expect(
      complaint { () throws(DataError) in _ = try IDXSource(images) }
        == "\(images): its other file '\(folder.path)/train-labels-idx1-ubyte' is not there")
    let other = complaint { () throws(DataError) in _ = try IDXSource("digits") }
    #expect(other?.hasPrefix("digits: its name has neither 'images' nor 'labels'") == true)
  }

  @Test(
    .enabled(if: realData("fashion-mnist") != nil, "Fashion-MNIST is not on this machine"))
  func fashionMNIST() throws {
    let pair = try #require(realData("fashion-mnist"))
    let test = try #require(pair.test)
    let survey = try test.survey()
    #expect(survey.count == 10_000)
    #expect(survey.columns == 784)
    #expect(survey.labelKind == .classes(10))
    #expect((0..<10).allSatisfy { label in survey.labels.count { $0 == Double(label) } == 1000 })
    // Any subset is that part of the whole.
    let some = try test.load(rows: [7, 3], columns: 784, as: Float.self)
    let more = try test.load(rows: Array(0..<10), columns: 784, as: Float.self)
    #expect(some.features.table == [more.features.table[7], more.features.table[3]])
  }
}

import Console
import Kernels
import Settings
import TestSupport
import Testing

@testable import Datasets

@Suite("Data: features and labels in .npy files")
struct DataNPYSourceTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func floats(_ values: [Double], wide: Bool = true) -> [UInt8] {
    values.flatMap { wide ? little($0.bitPattern) : little(Float($0).bitPattern) }
  }

  private let table = [[0.5, 1, 2], [3, 4, 5], [-6, 7, 0.25], [9, 8, 7]]

  @Test(arguments: [true, false], ["x.npy", "x.features.npy", "x.features.npy.gz"])
  func rowsInAnyOrder(wide: Bool, name: String) throws {
    let bytes = npy(wide ? "<f8" : "<f4", "(4, 3)", floats(table.flatMap(\.self), wide: wide))
    let path = try folder.write(name, name.hasSuffix(".gz") ? gzip(bytes) : bytes)
    try folder.write(
      "x.labels.npy", npy("<i8", "(4,)", [3, 1, 2, 1].flatMap { little(Int64($0)) }))
    let pair = try DatasetCatalog.open(path, seed: 1)
    let survey = try pair.train.survey()
    #expect(survey.labels == [2, 0, 1, 0] && survey.labelKind == .classes(3))
    #expect(survey.columns == 3 && pair.test == nil && survey.note != nil)
    let data = try pair.train.load(rows: [3, 0, 0], columns: 3, as: Double.self)
    #expect(data.features.table == [table[3], table[0], table[0]] && data.labels == [0, 2, 2])
    let single = try pair.train.load(rows: [2], columns: 4, as: Float.self)
    #expect(single.features.table == [[-6, 7, 0.25, 0]])
  }

  @Test func testSetTakesTheMeaningOfTheTrainingLabels() throws {
    let path = try folder.write("x.npy", npy("<f8", "(2, 1)", floats([1, 2])))
    try folder.write("x.labels.npy", npy("|u1", "(2,)", [0, 4]))
    try folder.write("x.test.npy", npy("<f8", "(1, 1)", floats([3])))
    try folder.write("x.test.labels.npy", npy("|b1", "(1, 1)", [0]))
    let pair = try DatasetCatalog.open(path, seed: 1)
    #expect(try pair.train.survey().labels == [-1, 1])
    #expect(try pair.test?.survey().labels == [-1])
    #expect(try DatasetCatalog.open(path, labels: .real, seed: 1).train.survey().labels == [0, 4])
  }

  @Test(arguments: ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"])
  func labelsOfEveryType(type: String) throws {
    let values = [1, 0, 2]
    let data: [UInt8] =
      switch type {
      case "i1", "u1": values.map { UInt8($0) }
      case "i2", "u2": values.flatMap { little(UInt16($0)) }
      case "i4", "u4": values.flatMap { little(UInt32($0)) }
      case "i8", "u8": values.flatMap { little(UInt64($0)) }
      default: floats(values.map { Double($0) }, wide: type == "f8")
      }
    let mark = type.hasSuffix("1") ? "|" : "<"
    let path = try folder.write("l.npy", npy(mark + type, "(3,)", data))
    #expect(try NPYFile.readNumbers(path) == [1, 0, 2])
  }

  @Test func errors() throws {
    let good = npy("<f8", "(2, 2)", floats([1, 2, 3, 4]))
    let labels = npy("|u1", "(2,)", [0, 1])
    let cases: [([UInt8], [UInt8]?, String)] = [
      (good, nil, "x.labels.npy' are not there"),
      (good, npy("|u1", "(3,)", [0, 1, 2]), "has 2 rows, but"),
      (good, npy("<f8", "(2,)", floats([0, .nan])), "element [1]: nan is not a finite number"),
      (good, npy("<c8", "(2,)", []), "its type '<c8' is not supported"),
      (good, npy("<i4", "(1, 2)", []), "its shape (1, 2) is not supported"),
      (npy("<f8", "(4,)", floats([1, 2, 3, 4])), labels, "its shape (4,) is not supported"),
      (npy("<f8", "(2, 0)", []), labels, "its shape (2, 0) is not supported"),
      (npy("<i8", "(2, 2)", []), labels, "its type '<i8' is not supported"),
      (npy("<f8", "(2, 2)", [], fortran: true), labels, "Fortran order"),
      (Array(good.dropLast()), labels, "in the middle of row 1"),
      (good + [0], labels, "more bytes follow"),
      (npy("<f8", "(2, 2)", floats([1, 2, 3, .infinity])), labels, "element [1, 1]: inf"),
    ]
    for (features, labels, says) in cases {
      let folder = try TemporaryFolder()
      let path = try folder.write("x.npy", features)
      if let labels { try folder.write("x.labels.npy", labels) }
      let text = complaint { () throws(DataError) in _ = try NPYSource(path).survey() } ?? "none"
      #expect(text.hasPrefix(folder.path) && text.contains(says), "\(text)")
    }
  }

  @Test func tooGreatForFloat() throws {
    let path = try folder.write("x.npy", npy("<f8", "(2, 1)", floats([1, 1e300])))
    try folder.write("x.labels.npy", npy("|u1", "(2,)", [0, 1]))
    let source = try NPYSource(path)
    #expect(try source.load(rows: [1], columns: 1, as: Double.self).features.table == [[1e300]])
    let text = complaint { () throws(DataError) in
      _ = try source.load(rows: [1], columns: 1, as: Float.self)
    }
    #expect(text?.contains("element [1, 0]: 1e+300 is too great") == true)
    try folder.write("x.labels.npy", npy("<f8", "(2,)", floats([1e300, 1])))
    let label = complaint { () throws(DataError) in
      _ = try NPYSource(path, labels: .real).load(rows: [0], columns: 1, as: Float.self)
    }
    #expect(label?.contains("x.labels.npy, element [0]: 1e+300 is too great") == true)
  }
}

import Console
import Kernels
import Settings
import TestSupport
import Testing

@testable import Datasets

@Suite("Data: CIFAR-10's binary version")
struct DataCIFARTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func open(_ name: String = "cifar-10") throws(ConfigurationError) -> DatasetPair {
    try DatasetCatalog.open(name, seed: 1, folders: DatasetFolders([folder.path]))
  }

  private func writeAll(tests: Bool = true) throws {
    for batch in 1...5 {
      let bytes = cifar(labels: [UInt8(batch), 9 - UInt8(batch)])
      let isPacked = batch % 2 == 0
      try folder.write(
        "cifar-10/data_batch_\(batch).bin\(isPacked ? ".gz" : "")", isPacked ? gzip(bytes) : bytes)
    }
    if tests { try folder.write("cifar-10/test_batch.bin", cifar(labels: [7, 0, 7])) }
  }

  @Test func allFilesInOrder() throws {
    try writeAll()
    let pair = try open()
    let survey = try pair.train.survey()
    #expect(survey.labels == [1, 8, 2, 7, 3, 6, 4, 5, 5, 4])
    #expect(survey.labelKind == .classes(10) && survey.columns == 3072)
    #expect(try pair.test?.survey().labels == [7, 0, 7])
    #expect(pair.test?.name == "cifar-10 test")
  }

  @Test func anyRowsInAnyOrder() throws {
    try writeAll()
    let rows = [9, 0, 3, 3]
    let data = try open().train.load(rows: rows, columns: 3072, as: Double.self)
    #expect(data.labels == [4, 1, 7, 7])
    let expected = data.labels.map { label in
      (0..<3072).map { Double(UInt8(truncatingIfNeeded: Int(label) + $0)) / 255 }
    }
    #expect(data.features.table == expected)
    #expect(data.features.isDense)
  }

  @Test func oneFileByItsName() throws {
    try writeAll()
    let pair = try open("\(folder.path)/cifar-10/data_batch_2.bin")
    #expect(try pair.train.survey().labels == [2, 7])
    #expect(try pair.test?.survey().count == 3)
    #expect(try open("\(folder.path)/cifar-10/test_batch.bin").test == nil)
  }

  @Test func errors() throws {
    try writeAll(tests: false)
    #expect(try open().test == nil)
    let path = try folder.write("x/data_batch_1.bin", cifar(labels: [1, 10]))
    func says(_ bytes: [UInt8]) throws -> String? {
      try folder.write("x/data_batch_1.bin", bytes)
      return complaint { () throws(DataError) in _ = try CIFARSource([path]).survey() }
    }
    #expect(
      try says(cifar(labels: [1, 10]))
        == "\(path), byte 3073: the label 10 is not 0 to 9; is this a file of CIFAR-10's binary version?"
    )
    #expect(try says(Array(cifar(labels: [1, 2]).dropLast()))?.contains("byte 6145") == true)
    #expect(try says([])?.contains("empty") == true)
    #expect(try says(gzip([]))?.contains("empty") == true)
    try folder.write("x/data_batch_1.bin", cifar(labels: [1]))
    for (rows, columns, words) in [
      ([1], 3072, "no sample 1 of 1"), ([-1], 3072, "no sample -1"), ([0], 3, "3072 pixels"),
    ] {
      let text = complaint { () throws(DataError) in
        _ = try CIFARSource([path]).load(rows: rows, columns: columns, as: Float.self)
      }
      #expect(text?.contains(words) == true, "\(text ?? "none")")
    }
    #expect(throws: ConfigurationError.self) { try open("\(folder.path)/x/data_batch_9.bin") }
  }

  @Test(.enabled(if: realData("cifar-10") != nil, "CIFAR-10 is not on this machine"))
  func theRealOne() throws {
    let pair = try #require(realData("cifar-10"))
    let survey = try pair.train.survey()
    #expect((0..<10).allSatisfy { c in survey.labels.count { $0 == Double(c) } == 5_000 })
    #expect(try pair.test?.survey().count == 10_000)
  }
}

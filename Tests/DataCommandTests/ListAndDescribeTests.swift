import Datasets
import Foundation
import Settings
import TestSupport
import Testing

/// `pgc-data list` and `pgc-data describe`, as real processes.
@Suite("pgc-data list and describe") struct ListAndDescribeTests {
  let data: TemporaryFolder
  init() throws { data = try TemporaryFolder() }

  @Test func everyNameWithWhetherItIsHere() throws {
    func state(_ name: String) throws -> Substring? {
      let result = try Command.run("list", data: data)
      #expect(result.code == 0 && result.errors.isEmpty)
      let rows = result.output.split(separator: "\n").map { $0.split(separator: " ") }
      #expect(rows.map { $0.first.map(String.init) } == DatasetCatalog.entries.map(\.name))
      return rows.first { $0.first.map(String.init) == name }?[1]
    }
    #expect(try state("w8a") == "fetch")
    #expect(try state("mixture") == "here")
    try data.write("w8a/w8a", "+1 1:1\n")
    #expect(try state("w8a") == "here")
  }

  @Test func sparseTextWithItsTestSet() throws {
    let path = try data.write(
      "x.libsvm", "2 1:1 4:0.5 9:1\n1 2:-3\n2 3:1\n1 1:0\n")
    try data.write("x.libsvm.t", "1 1:1\n")
    let result = try Command.run("describe", path, "--rows", "2", data: data)
    #expect(result.errors == "")
    #expect(
      result.output == """
        \(path)
          train: 4 rows x 9 columns, sparse
            nonzeros  5, 1.2 a row, 13.9 %
            values    -3 to 1
            labels    ±1, -1: 2, 1: 2
            note      label 1 is -1, 2 is +1
            memory    104 B in float32, 144 B in float64
          test: 1 rows x 9 columns, sparse, all ones
            nonzeros  1, 1.0 a row, 11.1 %
            values    0 to 1
            labels    ±1, -1: 1
            note      label 1 is -1, 2 is +1
            memory    24 B in float32, 28 B in float64
          first rows: label, then column:value of what is not zero, columns from 0
            1  0:1 3:0.5 8:1
            -1  1:-3

        """)
  }

  @Test func denseWithRealLabels() throws {
    func file(_ name: String, _ shape: String, _ values: [Double]) throws -> String {
      let header = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }"
      var bytes = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0])
      bytes += Data(header.utf8)
      for value in values { withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) } }
      return try data.write(name, bytes)
    }
    let path = try file("x.npy", "(3, 10)", [0.5] + Array(repeating: 2, count: 29))
    _ = try file("x.labels.npy", "(3,)", [1.5, -0.5, 2])
    let result = try Command.run("describe", path, "--rows", "1", data: data)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("train: 3 rows x 10 columns, dense\n"))
    #expect(result.output.contains("nonzeros  30, 10.0 a row, 100 %\n"))
    #expect(result.output.contains("labels    real numbers, -0.5 to 2, mean 1\n"))
    #expect(result.output.contains("memory    132 B in float32, 264 B in float64\n"))
    #expect(
      result.output.hasSuffix(
        "    1.5  0:0.5 1:2 2:2 3:2 4:2 5:2 6:2 7:2 and 2 more\n"), "\(result.output)")
  }

  @Test func madeData() throws {
    let result = try Command.run("describe", "mixture:samples=50,features=3,test=8", data: data)
    #expect(result.code == 0 && result.output.contains("train: 50 rows x 3 columns, dense\n"))
    #expect(result.output.contains("test: 8 rows x 3 columns, dense\n"))
    #expect(
      try Command.run("describe", "mixture:samples=5", "--rows", "0", data: data)
        .output.contains("first rows") == false)
  }

  @Test(
    arguments: [
      (["describe", "no-such"], 2, "there is no 'no-such'"),
      (["describe", "fashion-mnst"], 2, "did you mean 'fashion-mnist'"),
      (["describe", "./none.csv"], 2, "./none.csv: there is no such file"),
      (["describe", "mixture:sample=3"], 2, "did you mean 'samples'"),
      (["describe", "w8a"], 2, "pgc-data fetch w8a"), (["describe"], 2, "dataset"),
      (["describe", "mixture", "--rows", "-1"], 2, "--rows -1"), (["describ"], 2, "describ"),
      (["describe", "BAD"], 1, "BAD, line 2, column 3: "),
      (["describe", "CUT.gz"], 2, "CUT.gz: the gzip data ends too early"),
    ] as [([String], Int32, String)])
  func mistakesAreOneLine(arguments: [String], code: Int32, words: String) throws {
    try data.write("BAD", "1 1:1\n2 nan:2\n")
    try data.write("CUT.gz", Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]))
    let files = ["BAD", "CUT.gz"]
    let real = arguments.map { files.contains($0) ? data.file($0) : $0 }
    let folder = try TemporaryFolder()
    let process = try Command.start(real, data: data, into: folder)
    process.waitUntilExit()
    let errors = String(decoding: folder.bytes("errors") ?? Data(), as: UTF8.self)
    #expect(process.terminationStatus == code, "\(errors)")
    #expect(errors.hasPrefix("pgc-data: ") && errors.contains(words), "\(errors)")
    #expect(errors.split(separator: "\n").count == 1, "\(errors)")
  }
}

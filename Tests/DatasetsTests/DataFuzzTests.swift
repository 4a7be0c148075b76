import Console
import Foundation
import Kernels
import Randomness
import TestSupport
import Testing

@testable import Datasets

/// Readers of damaged files throw `DataError` or succeed; they never trap, hang or take much memory.
@Suite("Data: damaged files")
struct DataFuzzTests {
  /// Surveys and loads, as a worker would; true where both went well.
  private func isReadable(_ source: some DatasetSource, _ path: String, _ rows: [Int]) -> Bool {
    do throws(DataError) {
      let survey = try source.survey()
      let known = rows.filter { $0 < survey.count }
      let data = try source.load(rows: known, columns: survey.columns, as: Float.self)
      let labels = known.map { Float(survey.labels[$0]) }
      #expect(data.labels == labels && data.features.columns == survey.columns)
      #expect(labels.allSatisfy(\.isFinite) && isSound(data.features))
      return true
    } catch {
      #expect(Mutation.isOneLine(error.description, naming: path), "\(error)")
      return false
    }
  }

  /// What kernels rely on: columns ascend within the matrix, and all numbers are finite.
  private func isSound(_ features: Features<Float>) -> Bool {
    switch features {
    case .dense(let matrix):
      return matrix.withRows(0..<matrix.rows) { all in
        all.indices.allSatisfy { all[$0].isFinite }
      }
    case .sparse(let matrix):
      return matrix.values.allSatisfy(\.isFinite)
        && (0..<matrix.rows).allSatisfy { row in
          let columns = matrix.indices[matrix.offsets[row]..<matrix.offsets[row + 1]]
          return zip(columns, columns.dropFirst()).allSatisfy { $0 < $1 }
            && columns.allSatisfy { (0..<Int32(matrix.columns)).contains($0) }
        }
    }
  }

  private func run(
    _ name: String, _ seeds: [[UInt8]], key: Int, in folder: TemporaryFolder? = nil,
    _ read: (String, [UInt8]) throws -> Bool
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    var stream = Randomness.Stream(seed: 77, for: .synthetic, key)
    var readable = 0
    for _ in 0..<Mutation.count {
      let bytes = Mutation.mutate(seeds, &stream)
      let path = "\(folder.path)/\(name)"
      // Some file systems wait for the disk where a file that is there is written over.
      unlink(path)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      if try read(path, bytes) { readable += 1 }
    }
    // Otherwise nothing behind the first check would be tried.
    #expect(readable > 0 && readable < Mutation.count)
  }

  static let text = Array(DataLIBSVMTests.text.utf8)

  @Test func libsvm() throws {
    let dense = Array("1 1:1 2:2\n2 1:3 2:4\n3 1:1e-3 2:123456789.123\n".utf8)
    try run("data", [Self.text, dense], key: 1) { path, _ in
      isReadable(LIBSVMSource(path), path, [2, 0, 1])
    }
  }

  @Test func gzipOfText() throws {
    let seeds = [gzip(Self.text), DataGzipTests.deflated, gzip(Self.text) + gzip(Self.text)]
    try run("data.gz", seeds, key: 2) { path, _ in isReadable(LIBSVMSource(path), path, [0]) }
    // Few changes pass the checksum; these are made before it is taken.
    try run("data.gz", [Self.text], key: 6) { path, bytes in
      unlink(path)
      try Data(gzip(bytes)).write(to: URL(fileURLWithPath: path))
      return isReadable(LIBSVMSource(path), path, [0])
    }
  }

  @Test func idxImagesAndLabels() throws {
    let images = idx([5, 2, 3], DataIDXTests.pixels)
    let labels = idx([5], DataIDXTests.labels)
    let folder = try TemporaryFolder()
    let goodImages = try folder.write("images", images)
    let goodLabels = try folder.write("labels", labels)
    try run("data", [images], key: 3) { path, _ in
      isReadable(IDXSource(images: path, labels: goodLabels), path, [4, 1])
    }
    try run("data", [labels, gzip(labels)], key: 4) { path, _ in
      isReadable(IDXSource(images: goodImages, labels: path), path, [4, 1])
    }
  }

  @Test func npyVectors() throws {
    let folder = try TemporaryFolder()
    try NPYFile.write([1.0, 2.0, 3.0].span, to: folder.path + "/x.npy")
    let seed = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/x.npy")))
    try run("data.npy", [seed], key: 5) { path, _ in
      let text = complaint { () throws(DataError) in _ = try NPYFile.read(path, as: Float.self) }
      if let text { #expect(Mutation.isOneLine(text, naming: path), "\(text)") }
      return text == nil
    }
  }

  @Test func npyFeaturesAndLabels() throws {
    let folder = try TemporaryFolder()
    let good = npy("<f4", "(3, 2)", (0..<6).flatMap { little(Float($0).bitPattern) })
    let wide = npy("<f8", "(3, 2)", (0..<6).flatMap { little(Double($0).bitPattern) })
    let labels = [
      npy("<i4", "(3,)", (0..<3).flatMap { little(Int32($0)) }), npy("|u1", "(3, 1)", [1, 0, 1]),
      npy("<f8", "(3,)", (0..<3).flatMap { little(Double($0).bitPattern) }),
    ]
    try folder.write("x.labels.npy", labels[0])
    try run("x.npy", [good, wide], key: 7, in: folder) { path, _ in
      isReadable(try NPYSource(path), path, [2, 0])
    }
    let features = try folder.write("x.npy", good)
    try run("x.labels.npy", labels, key: 8, in: folder) { path, _ in
      isReadable(try NPYSource(features), path, [2, 0])
    }
  }

  @Test func cifarRecords() throws {
    let records = cifar(labels: [3, 9, 0])
    try run("data_batch_1.bin", [records, Array(records.prefix(3073))], key: 9) { path, _ in
      isReadable(CIFARSource([path]), path, [2, 0])
    }
  }
}

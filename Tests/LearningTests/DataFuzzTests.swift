import Foundation
import Kernels
import Randomness
import Testing

@testable import Learning

/// Readers of damaged files throw `DataError` or succeed; they never trap, hang or take much memory.
@Suite("Data: damaged files")
struct DataFuzzTests {
  static let count =
    ProcessInfo.processInfo.environment["PGC_LONG_TESTS"] == "1" ? 100_000 : 5_000

  /// One to eight changes: bytes, cuts, repetitions, and words that parsers stumble over.
  static func mutated(_ seed: [UInt8], _ stream: inout Randomness.Stream) -> [UInt8] {
    let words = [
      "nan", "-inf", "1e999", "99999999999999999999", "0:", ":", "::", "\n", "#", "\r\n", " -0",
      "2147483647:1", "\u{0}", "é",
    ]
    var bytes = seed
    for _ in 0..<1 + stream.below(8) {
      let place = stream.below(bytes.count + 1)
      switch stream.below(6) {
      case 0 where place < bytes.count: bytes[place] = UInt8(stream.below(256))
      case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8(stream.below(8))
      case 2 where place < bytes.count:
        bytes.removeSubrange(place..<min(bytes.count, place + 1 + stream.below(9)))
      case 3: bytes = Array(bytes.prefix(place))
      case 4: bytes.insert(contentsOf: bytes.prefix(stream.below(20)), at: place)
      default:
        bytes.insert(contentsOf: Array(words[stream.below(words.count)].utf8), at: place)
      }
    }
    return bytes
  }

  /// Surveys and loads, as a worker would; true where both went well.
  private func isReadable(_ source: some DatasetSource, _ rows: [Int]) -> Bool {
    do throws(DataError) {
      let survey = try source.survey()
      let known = rows.filter { $0 < survey.count }
      let data = try source.load(rows: known, columns: survey.columns, as: Float.self)
      let labels = known.map { Float(survey.labels[$0]) }
      #expect(data.labels == labels && data.features.columns == survey.columns)
      return true
    } catch {
      #expect(!error.description.contains("\n"))
      return false
    }
  }

  private func run(
    _ name: String, _ seeds: [[UInt8]], key: Int, _ read: (String, [UInt8]) throws -> Bool
  ) throws {
    let folder = try TemporaryFolder()
    var stream = Randomness.Stream(seed: 77, for: .synthetic, key)
    var readable = 0
    for _ in 0..<Self.count {
      let bytes = Self.mutated(seeds[stream.below(seeds.count)], &stream)
      let path = "\(folder.path)/\(name)"
      // Some file systems wait for the disk where a file that is there is written over.
      unlink(path)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      if try read(path, bytes) { readable += 1 }
    }
    // Otherwise nothing behind the first check would be tried.
    #expect(readable > 0 && readable < Self.count)
  }

  static let text = Array(DataLIBSVMTests.text.utf8)

  @Test func libsvm() throws {
    let dense = Array("1 1:1 2:2\n2 1:3 2:4\n3 1:1e-3 2:123456789.123\n".utf8)
    try run("data", [Self.text, dense], key: 1) { path, _ in
      isReadable(LIBSVMSource(path), [2, 0, 1])
    }
  }

  @Test func gzipOfText() throws {
    let seeds = [gzip(Self.text), DataGzipTests.deflated, gzip(Self.text) + gzip(Self.text)]
    try run("data.gz", seeds, key: 2) { path, _ in isReadable(LIBSVMSource(path), [0]) }
    // Few changes pass the checksum; these are made before it is taken.
    try run("data.gz", [Self.text], key: 6) { path, bytes in
      unlink(path)
      try Data(gzip(bytes)).write(to: URL(fileURLWithPath: path))
      return isReadable(LIBSVMSource(path), [0])
    }
  }

  @Test func idxImagesAndLabels() throws {
    let images = idx([5, 2, 3], DataIDXTests.pixels)
    let labels = idx([5], DataIDXTests.labels)
    let folder = try TemporaryFolder()
    let goodImages = try folder.write("images", images)
    let goodLabels = try folder.write("labels", labels)
    try run("data", [images], key: 3) { path, _ in
      isReadable(IDXSource(images: path, labels: goodLabels), [4, 1])
    }
    try run("data", [labels, gzip(labels)], key: 4) { path, _ in
      isReadable(IDXSource(images: goodImages, labels: path), [4, 1])
    }
  }

  @Test func npy() throws {
    let folder = try TemporaryFolder()
    try NPYFile.write([1.0, 2.0, 3.0].span, to: folder.path + "/x.npy")
    let seed = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/x.npy")))
    try run("data.npy", [seed], key: 5) { path, _ in
      complaint { () throws(DataError) in _ = try NPYFile.read(path, as: Float.self) } == nil
    }
  }
}

import Console
import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("Data: gzip and plain files")
struct DataGzipTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func content(_ path: String, piece: Int = 1000) throws(DataError) -> [UInt8] {
    var reader = try ByteReader(path, capacity: 16)
    var all: [UInt8] = []
    while true {
      let range = try reader.take(upTo: piece)
      if range.isEmpty { return all }
      all += reader.buffer[range]
    }
  }

  static let bytes: [UInt8] = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }

  @Test(arguments: [1, 7, 4096, 300_000])
  func plainAndGzipAndMembersReadTheSame(piece: Int) throws {
    let bytes = Self.bytes.prefix(piece == 1 ? 3000 : 200_000)
    let half = bytes.count / 2
    let plain = try folder.write("plain", Array(bytes))
    let packed = try folder.write("packed", gzip(Array(bytes)))
    let members = try folder.write(
      "members", gzip(Array(bytes.prefix(half))) + gzip([]) + gzip(Array(bytes.dropFirst(half))))
    let padded = try folder.write("padded", gzip(Array(bytes)) + [0, 0, 0])
    for path in [plain, packed, members, padded] {
      #expect(try content(path, piece: piece) == Array(bytes))
    }
  }

  @Test func deflatedDataOfGzipItself() throws {
    let path = try folder.write("deflated", Self.deflated)
    let expected = String(repeating: "+1 1:0.5 3:2\n-1 2:1\n", count: 40)
    #expect(try content(path) == Array(expected.utf8))
  }

  @Test func linesDoNotDependOnTheBuffer() throws {
    let lines = ["", "a", String(repeating: "x", count: 5000), "", "last"]
    let path = try folder.write("lines", lines.joined(separator: "\n"))
    var reader = try LineReader(path, capacity: 16)
    var read: [String] = []
    while let range = try reader.next() { read.append(reader.text(range)) }
    #expect(read == lines)
  }

  @Test func everyTruncationIsAnError() throws {
    let whole = gzip(Array(Self.bytes.prefix(400)))
    for length in 2..<whole.count {
      let path = try folder.write("cut", Array(whole.prefix(length)))
      let text = complaint { () throws(DataError) in _ = try content(path) }
      #expect(text == "\(path): the gzip data ends too early; copy or download the file again")
    }
  }

  @Test func everyChangedByteOfTheSumsIsAnError() throws {
    let whole = gzip(Array(Self.bytes.prefix(400)))
    for place in (whole.count - 8)..<whole.count {
      var damaged = whole
      damaged[place] ^= 0x10
      let path = try folder.write("damaged", damaged)
      let text = complaint { () throws(DataError) in _ = try content(path) } ?? "none"
      #expect(text.hasPrefix("\(path): the gzip data is damaged ("))
    }
  }

  @Test func otherDataAfterGzipIsAnError() throws {
    let path = try folder.write("tail", gzip([1, 2]) + Array("tail".utf8))
    #expect(
      complaint { () throws(DataError) in _ = try content(path) }
        == "\(path): something that is not gzip follows the gzip data")
  }

  @Test func missingFolderEmptyAndPipe() throws {
    let missing = folder.path + "/none"
    #expect(
      complaint { () throws(DataError) in _ = try content(missing) }
        == "\(missing): there is no such file; check the path")
    let relative = complaint { () throws(DataError) in _ = try content("no-such-file") } ?? "none"
    #expect(relative.contains("looked in \(FileManager.default.currentDirectoryPath)"))
    let path = folder.path
    #expect(
      complaint { () throws(DataError) in _ = try content(path) }
        == "\(path): is a folder; name a file in it")
    let empty = try folder.write("empty", "")
    #expect(
      complaint { () throws(DataError) in _ = try content(empty) }
        == "\(empty): the file is empty; copy or download it again")
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let text = complaint { () throws(DataError) in _ = try content(pipe) } ?? "none"
    #expect(text.hasPrefix("\(pipe): is not a regular file"))
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func unreadable() throws {
    let path = try folder.write("secret", "1 1:1\n")
    chmod(path, 0)
    #expect(
      complaint { () throws(DataError) in _ = try content(path) }
        == "\(path): cannot be read: Permission denied")
  }

  /// Made by gzip level 9 from 40 times two lines.
  static let deflated: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xd3, 0x36, 0x54, 0x30,
    0xb4, 0x32, 0xd0, 0x33, 0x55, 0x30, 0xb6, 0x32, 0xe2, 0xd2, 0x35, 0x54, 0x30, 0xb2,
    0x32, 0xe4, 0xd2, 0x1e, 0x15, 0x1b, 0x15, 0x1b, 0x15, 0x03, 0x8b, 0x01, 0x00, 0x73,
    0xc8, 0xa4, 0x8d, 0x20, 0x03, 0x00, 0x00,
  ]
}

import Foundation
import TestSupport
import Testing

@testable import Console

@Suite("Files and locks")
struct FileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full here"))
  func aFullDiskIsAnError() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let bytes: [UInt8] = [1, 2, 3]
    let error = #expect(throws: RunError.self) {
      try bytes.span.withUnsafeBytes { try writeAll($0, to: descriptor, "model.npy") }
    }
    #expect(
      error?.description
        == "model.npy: cannot be written: No space left on device; make room on the disk")
  }

  @Test func aFileIsReplacedOrLeft() throws {
    let path = try folder.write("x", "old")
    do {
      let file = try AtomicFile(path)
      try file.write([UInt8(1)].span.bytes)
      #expect(folder.bytes("x") == Data("old".utf8))
    }
    #expect(folder.names() == ["x"])
    try AtomicFile.replace(path, with: "new")
    #expect(readFile(path) == Array("new".utf8))
    #expect(folder.names() == ["x"])
  }

  @Test func aLockIsOnesOnly() throws {
    let path = folder.file("lock")
    let first = try #require(try FileLock(ifFree: path))
    #expect(try FileLock(ifFree: path) == nil)
    var waits = 0
    let second = try FileLock(path) { () throws(RunError) in
      waits += 1
      if waits == 2 { first.remove() }
    }
    #expect(waits == 2)
    // The second holds a file that was taken away, which keeps nobody from a new one.
    #expect(try FileLock(ifFree: path) != nil)
    withExtendedLifetime(second) {}
  }

  @Test func foldersAreMadeWithThoseAboveThem() throws {
    try makeFolder(folder.file("a/b/c"))
    try makeFolder(folder.file("a/b/c"))
    #expect(names(in: folder.file("a/b")).sorted() == [".", "..", "c"])
    try folder.write("file", "")
    let error = #expect(throws: RunError.self) {
      try makeFolder(folder.file("file/a"), option: "--out")
    }
    #expect(error?.description.hasPrefix("--out \(folder.path)/file/a: ") == true)
  }
}

import Console
import Foundation
import TestSupport
import Testing

/// A folder that is held open is known again, whatever it is called.
@Suite struct OpenFolderTests {
  @Test func followsItsNames() throws {
    let place = try TemporaryFolder()
    let (old, new) = (place.file("old"), place.file("new"))
    try makeFolder(old)
    let folder = try OpenFolder(old)
    #expect(folder.path == old)
    var told: [String] = []
    func check() throws(RunError) { try folder.check { told.append($0) } }
    try check()
    try move(old, to: new)
    // Another one of the old name is another one.
    try makeFolder(old)
    #expect(folder.path.hasSuffix("/new"))
    try check()
    try check()
    #expect(told.count == 1 && told.allSatisfy { $0.hasSuffix("/new") })
    try FileManager.default.removeItem(atPath: new)
    let error = #expect(throws: RunError.self) { try check() }
    #expect(error?.description == "\(old): the folder was deleted while it was written to")
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere")) func readOnly() throws {
    let place = try TemporaryFolder()
    let folder = try OpenFolder(place.file("."))
    #expect(chmod(place.file("."), 0o555) == 0)
    defer { chmod(place.file("."), 0o755) }
    let error = #expect(throws: RunError.self) { try folder.check { _ in } }
    #expect(error?.description.hasSuffix("; make it writable") == true)
  }

  @Test func aLockKeepsToItsFile() throws {
    let place = try TemporaryFolder()
    let (old, new) = (place.file("old"), place.file("new"))
    try makeFolder(old)
    let mine = try #require(try FileLock(ifFree: old + "/.lock"))
    try move(old, to: new)
    try makeFolder(old)
    let other = try #require(try FileLock(ifFree: old + "/.lock"))
    mine.remove()
    #expect(FileManager.default.fileExists(atPath: old + "/.lock"))
    other.remove()
    #expect(!FileManager.default.fileExists(atPath: old + "/.lock"))
  }
}

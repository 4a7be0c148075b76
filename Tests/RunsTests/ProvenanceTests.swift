import Console
import TestSupport
import Testing

@testable import Runs

/// What a run was made with, and what is said where that has changed.
@Suite struct ProvenanceTests {
  private let folder: TemporaryFolder
  private var data: String { folder.file("data") }

  init() throws {
    folder = try TemporaryFolder()
    try AtomicFile.replace(folder.file("data"), with: "+1 1:1\n-1 2:1\n")
  }

  private func now(program: String = "p") throws -> Provenance {
    var configuration = RunConfiguration()
    configuration.dataset = data
    return try Provenance(of: configuration, program: program)
  }

  @Test func theSameIsSilent() throws {
    #expect(try now().check(repeating: try now(), "--replay x") == nil)
    #expect(try now().data.map(\.file) == [data])
  }

  @Test func anotherProgramIsAWarning() throws {
    let line = try now(program: "q").check(repeating: try now(), "--replay x")
    #expect(
      line == "--replay x: was made by another program (p, this is q), so results may differ")
    #expect(try now().check(repeating: nil, "--replay x")?.contains("does not say") == true)
  }

  @Test func otherDataAreAnError() throws {
    let before = try now()
    try AtomicFile.replace(data, with: "+1 1:1\n-1 2:2\n")
    let error = #expect(throws: RunError.self) {
      try now().check(repeating: before, "--replay x")
    }
    #expect(error?.exitCode == 2)
    #expect(error?.description.hasPrefix("--replay x: \(data) is not what the run read") == true)
  }

  @Test func drawnDataHaveNoFile() throws {
    var configuration = RunConfiguration()
    configuration.dataset = "mixture:samples=60,features=3"
    #expect(try Provenance(of: configuration, program: "p").data.isEmpty)
  }

  /// A digest is remembered by path, length and time of change, and not while a file is new.
  @Test func digestsAreRemembered() throws {
    let kept = try TemporaryFolder()
    let cache = DigestCache(folders: ["/proc/nowhere", kept.path])
    let first = try cache.digest(data)
    #expect(names(in: kept.path).count { $0.hasPrefix("%") || $0.contains("data") } == 0)
    #expect(try cache.digest("/etc/hostname").hasPrefix("crc32:"))
    #expect(try cache.digest("/etc/hostname") == Console.digest(ofFile: "/etc/hostname"))
    try AtomicFile.replace(data, with: "+1 1:1\n-1 2:9\n")
    #expect(try cache.digest(data) != first)
  }
}

import Console
import Foundation
import TestSupport
import Testing

@testable import pgc_data

/// Downloads, archives and checksums, from folders of this machine.
@Suite("Fetching") struct FetcherTests {
  let data: TemporaryFolder
  let mirror: TemporaryFolder
  init() throws {
    data = try TemporaryFolder()
    mirror = try TemporaryFolder()
  }

  private func sum(_ text: String) throws -> String {
    try Checksum.ofFile(try mirror.write("sum", text))
  }

  private func archive(_ name: String, _ unpacking: Downloadable.Unpacking, sum: String? = nil)
    -> Downloadable.Source
  {
    .archive(
      .init(
        address: "file://\(mirror.file(name))", sha256: sum, bytes: nil, unpacking: unpacking))
  }

  private func fetch(_ files: [Downloadable.DataFile], _ sources: Downloadable.Source...) throws
    -> (folder: String, wasThere: Bool)
  {
    try Fetcher(
      set: Downloadable(name: "x", files: files, sources: sources), root: data.path, say: { _ in }
    ).run()
  }

  private func complaint(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch { return "\(error)" }
  }

  private func pack(_ folder: String, _ name: String) throws {
    let result = try Child.run(["tar", "-czf", mirror.file(name), "-C", mirror.path, folder])
    #expect(result.code == 0)
  }

  @Test func checksumsAreOfContent() throws {
    #expect(
      try sum("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let path = try mirror.write("with 'quotes' and spaces", "abc")
    #expect(try Checksum.ofFile(path) == sum("abc"))
    #expect(try Child.run(["gzip", "-k", path]).code == 0)
    #expect(try Checksum.ofContent(path + ".gz", named: "a.gz") == sum("abc"))
    #expect(try Checksum.ofContent(path + ".gz", named: "a") != sum("abc"))
    #expect(throws: RunError.self) { try Checksum.ofFile(mirror.file("none")) }
  }

  @Test func aDownloadGoesOnWhereItEnded() throws {
    try mirror.write("f", "0123456789")
    let path = data.file("f")
    func download(_ expected: String?) throws {
      var terminal = Terminal()
      try Download(
        address: "file://\(mirror.file("f"))", path: path, bytes: 10,
        check: expected.map { ($0, { path throws(RunError) in try Checksum.ofFile(path) }) }
      ).run(&terminal)
    }
    // Unchecked, the beginning that was there stays: only the rest was read.
    try data.write("f.part", "abcd")
    try download(nil)
    #expect(data.bytes("f") == Data("abcd456789".utf8))
    // Checked, a wrong beginning is found and all is read again; so is one that is too long.
    for start in ["abcd", "0123", "0123456789", "0123456789ab", ""] {
      try data.write("f.part", start)
      try download(try sum("0123456789"))
      #expect(data.bytes("f") == Data("0123456789".utf8))
      #expect(data.names() == ["f"])
    }
    let text = complaint { try download(try sum("other")) }
    #expect(text?.contains("gives another file than expected") == true)
  }

  @Test func aFileThatIsBeingWrittenIsLeftAlone() throws {
    try mirror.write("f", "0123456789")
    let part = try data.write("f.part", "0")
    let other = open(part, O_RDWR)
    defer { close(other) }
    #expect(flock(other, LOCK_EX) == 0)
    var terminal = Terminal()
    let download = Download(
      address: "file://\(mirror.file("f"))", path: data.file("f"), bytes: nil, check: nil)
    let text = complaint { try download.run(&terminal) }
    #expect(text?.contains("another download still writes \(part)") == true, "\(text ?? "none")")
    #expect(data.bytes("f.part") == Data("0".utf8))
  }

  @Test func anArchiveBecomesFiles() throws {
    let names = ["data_batch_1.bin", "test_batch.bin"]
    for name in names { try mirror.write("cifar-10-batches-bin/\(name)", "content of \(name)") }
    try mirror.write("cifar-10-batches-bin/readme.html", "not wanted")
    try pack("cifar-10-batches-bin", "cifar-10-binary.tar.gz")
    let files = try names.map {
      Downloadable.DataFile(name: $0, content: try sum("content of \($0)"))
    }
    let source = archive("cifar-10-binary.tar.gz", .tar(folder: "cifar-10-batches-bin"))
    let first = try fetch(files, source)
    #expect(first.folder == data.file("x") && !first.wasThere)
    #expect(data.names("x") == names)
    #expect(data.bytes("x/test_batch.bin") == Data("content of test_batch.bin".utf8))
    #expect(try fetch(files, source).wasThere)

    // Another content, a missing member, a damaged archive: nothing is left but the lock.
    let fresh = try TemporaryFolder()
    for (wrong, source, words) in [
      (files[1].content, source, "its data_batch_1.bin is another than expected"),
      (
        files[0].content, archive("cifar-10-binary.tar.gz", .tar(folder: "other")),
        "cannot be unpacked"
      ),
      (files[0].content, archive("sum", .tar(folder: "other")), "cannot be unpacked"),
      (files[0].content, archive("none", .tar(folder: "other")), "none: "),
    ] {
      let set = Downloadable(
        name: "y", files: [.init(name: names[0], content: wrong)], sources: [source])
      let text = complaint { _ = try Fetcher(set: set, root: fresh.path, say: { _ in }).run() }
      #expect(text?.contains(words) == true, "\(text ?? "none")")
      #expect(text?.contains("\n") == false)
      #expect(try FileManager.default.contentsOfDirectory(atPath: fresh.file("y")) == [".lock"])
    }
  }

  @Test func aTableLosesItsHeader() throws {
    try mirror.write("d/table.csv", "a,b\n1,2\n3,4\n")
    try pack("d", "d.tar.gz")
    let file = Downloadable.DataFile(name: "table.gz", content: try sum("1,2\n3,4\n"))
    let packed = try Checksum.ofFile(mirror.file("d.tar.gz"))
    let source = archive("d.tar.gz", .tarredTable(member: "d/table.csv"), sum: packed)
    _ = try fetch([file], source)
    #expect(data.names("x") == ["table.gz"])
    #expect(try Checksum.ofContent(data.file("x/table.gz"), named: "table.gz") == file.content)
  }

  /// As where Python is missing: once it is there, nothing is downloaded again.
  @Test func aWholeArchiveThatCannotBeUnpackedIsKept() throws {
    try mirror.write("d/table.csv", "a,b\n1,2\n")
    try pack("d", "d.tar.gz")
    let file = Downloadable.DataFile(name: "table.gz", content: try sum("1,2\n"))
    let packed = try Checksum.ofFile(mirror.file("d.tar.gz"))
    let fails = archive("d.tar.gz", .tar(folder: "none"), sum: packed)
    #expect(complaint { _ = try fetch([file], fails) }?.contains("cannot be unpacked") == true)
    #expect(data.names("x") == ["d.tar.gz"])
    try FileManager.default.removeItem(atPath: mirror.file("d.tar.gz"))
    _ = try fetch([file], archive("d.tar.gz", .tarredTable(member: "d/table.csv"), sum: packed))
    #expect(data.names("x") == ["table.gz"])
    #expect(try Checksum.ofContent(data.file("x/table.gz"), named: "table.gz") == file.content)
  }

  @Test func theNextSourceIsTriedAndAllAreTold() throws {
    try mirror.write("a", "abc")
    let file = Downloadable.DataFile(name: "a", content: try sum("abc"))
    let none = Downloadable.Source.folder("file://\(mirror.file("none"))")
    _ = try fetch([file], none, .folder("file://\(mirror.path)"))
    #expect(data.bytes("x/a") == Data("abc".utf8))
    let other = Downloadable.DataFile(name: "b", content: file.content)
    let text = complaint { _ = try fetch([other], none, .folder("file://\(mirror.path)")) }
    #expect(text?.contains("none/b: ") == true && text?.contains("\(mirror.path)/b: ") == true)
    // What is there under another packing counts.
    #expect(try fetch([.init(name: "a.gz", content: file.content)], none).wasThere)
  }

  @Test func aProgramThatIsMissingIsNamed() throws {
    let text = complaint { _ = try Child.run(["no-such-program-at-all"]) }
    #expect(text == "there is no program 'no-such-program-at-all' here; install it")
    #expect(try Child.run(["sh", "-c", "command -v no-such-program-at-all"]).code != 0)
  }

  @Test func theTableOfDataSets() {
    #expect(Set(Downloadables.all.map(\.name)).count == Downloadables.all.count)
    for set in Downloadables.all {
      #expect(!set.files.isEmpty && !set.sources.isEmpty, "\(set.name)")
      #expect(Set(set.files.map(\.content)).count == set.files.count)
      for file in set.files {
        #expect(file.content.count == 64 && file.content.allSatisfy(\.isHexDigit), "\(file.name)")
      }
    }
  }
}

import Foundation
import TestSupport
import Testing

@testable import pgc_data

/// `pgc-data fetch` as a real process: refusals, wrong files, and going on after an interruption.
@Suite("pgc-data fetch") struct FetchCommandTests {
  let data: TemporaryFolder
  init() throws { data = try TemporaryFolder() }

  private func fails(_ result: Command.Result, _ code: Int32, _ words: String...) {
    #expect(result.code == code && result.output.isEmpty, "\(result.errors)")
    #expect(result.lines.count == 1 && result.errors.hasPrefix("pgc-data: "), "\(result.errors)")
    for word in words { #expect(result.errors.contains(word), "\(result.errors)") }
  }

  @Test func wrongNames() throws {
    fails(try Command.run("fetch", "nmist", data: data), 2, "did you mean 'mnist'")
    fails(try Command.run("fetch", "mixture", data: data), 2, "needs no fetching")
    fails(try Command.run("fetch", data: data), 2, "name")
  }

  @Test func aNetworkThatRefuses() throws {
    let result = try Command.run("fetch", "w8a", "--from", "http://host.invalid/x", data: data)
    fails(result, 1, "w8a: http://host.invalid/x/w8a: ", "host.invalid", "--from", data.path)
    #expect(data.names("w8a").isEmpty)
  }

  @Test func whatOnlyAPersonMayGet() throws {
    fails(
      try Command.run("fetch", "amazon", data: data), 1, "Kaggle", data.file("amazon"),
      "c50b119438fb8c8e84b2ddb9c0a28c76cb01afa3dc78b920cfea36eb506843a7")
  }

  @Test func anotherFileIsNotKept() throws {
    let mirror = try TemporaryFolder()
    try mirror.write("w8a", "+1 1:1\n")
    fails(
      try Command.run("fetch", "w8a", "--from", mirror.path, data: data), 1,
      "file://\(mirror.path)/w8a: gives another file than expected (SHA-256 ")
    #expect(data.names("w8a").isEmpty)
    // A file that is there is nobody's to write over.
    try data.write("w8a/w8a.gz", "mine")
    fails(try Command.run("fetch", "w8a", data: data), 1, "w8a.gz is another file than expected")
    #expect(data.bytes("w8a/w8a.gz") == Data("mine".utf8))
  }

  @Test func aPlaceThatCannotBeWritten() throws {
    try data.write("w8a", "a file where the folder should be")
    fails(try Command.run("fetch", "w8a", data: data), 1, data.file("w8a"), "PGC_DATA")
  }

  @Test(.enabled(if: Server.isPossible, "there is no python3 here"))
  func anInterruptedDownloadGoesOn() async throws {
    let size = 300_000
    let server = try await Server(
      serving: Data((0..<size).map { UInt8($0 % 251) }), stopAt: 100_000)
    let said = try TemporaryFolder()
    let process = try Command.start(
      ["fetch", "w8a", "--from", server.address], data: data, into: said)
    while data.bytes("w8a/w8a.part")?.isEmpty != false, process.isRunning {
      try await Task.sleep(for: .milliseconds(20))
    }
    process.terminate()
    process.waitUntilExit()
    let errors = String(decoding: said.bytes("errors") ?? Data(), as: UTF8.self)
    #expect(process.terminationReason == .exit && process.terminationStatus == 1)
    #expect(
      errors.hasPrefix("pgc-data: w8a: interrupted") && errors.contains("goes on"), "\(errors)")
    #expect(errors.split(separator: "\n").count == 1, "\(errors)")
    let kept = data.bytes("w8a/w8a.part")?.count ?? 0
    #expect(kept > 0 && kept <= 100_000)

    // It asks for the rest; the sum shows that this is not w8a, so it tries once from the start.
    try server.goOn()
    let result = try Command.run("fetch", "w8a", "--from", server.address, data: data)
    fails(result, 1, "gives another file than expected")
    #expect(try server.requests() == ["whole", "bytes=\(kept)-", "whole"])
    #expect(data.names("w8a").isEmpty)
  }

  /// A server that is out of order for a while, and one that has another file by now.
  @Test(
    .enabled(if: Server.isPossible, "there is no python3 here"),
    arguments: [(404, true), (403, true), (416, false)])
  func aRefusalCostsNothingThatWasDownloaded(status: Int, isKept: Bool) async throws {
    let server = try await Server(serving: Data("all of it".utf8), stopAt: 1000)
    try server.refuseParts(status: status)
    try data.write("w8a/w8a.part", "all")
    let result = try Command.run("fetch", "w8a", "--from", server.address, data: data)
    if isKept {
      fails(result, 1, "error: \(status)")
      #expect(data.bytes("w8a/w8a.part") == Data("all".utf8))
      #expect(try server.requests() == ["bytes=3-"])
    } else {
      fails(result, 1, "gives another file than expected")
      #expect(try server.requests() == ["bytes=3-", "whole"])
    }
  }

  @Test(.enabled(if: FetchCommandTests.mnist != nil, "there is no ../shared/data/mnist"))
  func realFilesFromAFolder() throws {
    let mirror = try #require(Self.mnist)
    let first = try Command.run("fetch", "mnist", "--from", mirror, data: data)
    #expect(first.code == 0 && first.errors.isEmpty, "\(first.errors)")
    #expect(first.output.contains("mnist: is now in \(data.file("mnist")), checksums agree"))
    #expect(data.names("mnist") == Downloadables.mnist.files.map(\.name).sorted())
    #expect(try Command.run("fetch", "mnist", data: data).output.contains("is already in"))
    #expect(
      try Command.run("describe", "mnist", data: data).output
        .contains("train: 60,000 rows x 784 columns, dense"))
  }

  static let mnist: String? = {
    let path = FileManager.default.currentDirectoryPath + "/../shared/data/mnist"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()
}

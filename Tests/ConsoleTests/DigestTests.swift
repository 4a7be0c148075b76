import Console
import TestSupport
import Testing

/// Digests of files against the check value that every description of CRC-32 gives.
@Suite struct DigestTests {
  /// - Source: the check value of CRC-32 in the catalog of parametrised CRC algorithms (Cook).
  @Test(arguments: [("123456789", "crc32:cbf43926:9"), ("", "crc32:00000000:0")])
  func checkValue(text: String, digest: String) throws {
    let folder = try TemporaryFolder()
    try AtomicFile.replace(folder.file("x"), with: text)
    #expect(try Console.digest(ofFile: folder.file("x")) == digest)
  }

  @Test func aMissingFileIsOneLine() {
    let error = #expect(throws: RunError.self) { try Console.digest(ofFile: "/no/such/file") }
    #expect(error?.description.hasPrefix("/no/such/file: cannot be read") == true)
  }
}

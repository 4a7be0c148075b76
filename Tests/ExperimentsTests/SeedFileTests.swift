import Settings
import TestSupport
import Testing

@testable import Experiments

@Suite("Files of seeds and plans") struct SeedFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func says(_ work: () throws(ConfigurationError) -> Void) -> String {
    do throws(ConfigurationError) {
      try work()
      return "none"
    } catch { return error.description }
  }

  @Test(arguments: ["1\n2\n3\n", "1\r\n2\r\n3\r\n", "1\r2\r3", "\u{feff}1 # a\n\n 2\t\n3"])
  func anyLineBreak(text: String) throws {
    let path = try folder.write("s.txt", text)
    #expect(try SeedSet(path, folder: "").seeds == [1, 2, 3])
  }

  @Test(arguments: [
    "1 2 3\n", "1,2,3\n", "1;2\n", "1\u{a0}2\n", "1_000\n", "1\u{85}2\n", "1\u{2028}2\n",
    "1\u{c}2\n", "1..3\n", "0x10\n", "\u{661}\n",
    "18446744073709551616\n", "\"1\"\n", "[1, 2]\n", "-1\n", "1.5\n",
  ])
  func otherSeparatorsAreAnErrorWithTheLine(text: String) throws {
    let path = try folder.write("s.txt", "7\n" + text)
    let line = says { () throws(ConfigurationError) in _ = try SeedSet(path, folder: "") }
    #expect(
      line.hasPrefix("\(path), line 2: '") && line.contains("is not a whole number"), "\(line)")
  }

  @Test func whatIsNoText() throws {
    for (bytes, part): ([UInt8], String) in [
      ([0xff, 0xfe, 0x31, 0, 0x0a, 0], "text in UTF-16"), ([0x31, 0, 0x32], "a NUL byte"),
      (Array("BZh9".utf8), "bzip2"), ([0x31, 0xe9], "is not UTF-8"),
    ] {
      let path = try folder.write("s.txt", bytes)
      let line = says { () throws(ConfigurationError) in _ = try SeedSet(path, folder: "") }
      #expect(line.contains(part), "\(line)")
    }
  }

  @Test(arguments: [
    ("name: \"a\\nb\"\nschemes: [uncoded]\n", "cannot be a folder's name"),
    ("name: \"a\\0b\"\nschemes: [uncoded]\n", "has a NUL or another control character in it"),
    ("schemes: [\(String(repeating: "y", count: 100_000))]\n", "is 100000 characters long"),
    ("schemes: [\"a\\nb\"]\n", "a name must be one line"),
    (
      "a: &a [1, 2]\n"
        + (1...60).map {
          "a\($0): &a\($0) [*a\($0 == 1 ? "" : "\($0 - 1)"), *a\($0 == 1 ? "" : "\($0 - 1)")]\n"
        }.joined(), "aliases"
    ),
  ])
  func plansWithWildWords(text: String, part: String) throws {
    let path = try folder.write("p.yaml", text)
    let line = says { () throws(ConfigurationError) in _ = try PlanFile.read(path) }
    #expect(
      line.contains(part) && !line.contains("\n") && line.utf8.count < 1000, "\(line.prefix(300))")
  }
}

import TestSupport
import Testing

@testable import Console

@Suite("Lines of text files")
struct LineReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func lines(_ bytes: [UInt8], capacity: Int = 1 << 18) throws -> [String] {
    var reader = try LineReader(try folder.write("text", bytes), capacity: capacity)
    var lines: [String] = []
    while let line = try reader.next() { lines.append(reader.text(line)) }
    return lines
  }

  private func says(_ bytes: [UInt8]) -> String {
    do {
      _ = try lines(bytes)
      return "none"
    } catch { return "\(error)".replacing(folder.path + "/text", with: "FILE") }
  }

  @Test(arguments: ["\n", "\r\n", "\r"], [16, 17, 1 << 18])
  func lineBreaks(end: String, capacity: Int) throws {
    let expected = ["one", "", String(repeating: "x", count: 15), "é", "last"]
    #expect(try lines(Array(expected.joined(separator: end).utf8), capacity: capacity) == expected)
    let closed = expected.map { $0 + end }.joined()
    #expect(try lines(Array(closed.utf8), capacity: capacity) == expected)
  }

  @Test func lineBreaksMayBeMixed() throws {
    #expect(try lines(Array("a\r\nb\rc\nd\r\r\ne".utf8)) == ["a", "b", "c", "d", "", "e"])
    // Separators of other kinds are no line breaks.
    #expect(try lines(Array("a\u{2028}b\u{85}c\u{b}d\n".utf8)) == ["a\u{2028}b\u{85}c\u{b}d"])
  }

  @Test func aByteOrderMarkIsPassedOver() throws {
    #expect(try lines([0xef, 0xbb, 0xbf] + Array("a\n".utf8)) == ["a"])
    #expect(try lines([0xef, 0xbb, 0xbf]) == [])
  }

  @Test func whetherTheLastLineIsWhole() throws {
    for (text, isWhole) in [("a\nb\n", true), ("a\nb", false), ("a\nb\r", true)] {
      var reader = try LineReader(try folder.write("text", text))
      while try reader.next() != nil {}
      #expect(reader.hasEnd == isWhole && reader.number == 2)
    }
  }

  private func wide(_ text: String, _ width: Int, little: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xfeff] : []) + text.unicodeScalars.map(\.value)).flatMap { value in
      let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      return little ? bytes : bytes.reversed()
    }
  }

  @Test func otherEncodingsAreNamed() {
    for little in [true, false] {
      for mark in [true, false] {
        let line = says(wide("1 1:2\n", 2, little: little, mark: mark))
        #expect(line.hasPrefix("FILE: this is text in UTF-16"), "\(line)")
        #expect(line.contains("iconv -f UTF-16"))
      }
    }
    #expect(says(wide("1 1\n", 4, little: true, mark: true)).contains("text in UTF-32"))
    #expect(says(wide("1 1\n", 4, little: true, mark: false)).contains("text in UTF-32LE"))
    #expect(says(wide("1 1\n", 4, little: false, mark: false)).contains("text in UTF-32BE"))
    let prices = "цена,площадь\n1,2\n3,4\n"
    #expect(says(wide(prices, 2, little: true, mark: false)).contains("text in UTF-16LE"))
    #expect(says(wide(prices, 2, little: false, mark: false)).contains("text in UTF-16BE"))
    #expect(says(wide("価格,面積\n1,2\n", 2, little: true, mark: false)).contains("UTF-16LE"))
    #expect(
      says(Array("a\nna".utf8) + [0xef] + Array("ve\n".utf8))
        .hasPrefix("FILE, line 2, column 3: the byte 0xEF is not UTF-8"))
    #expect(
      says(Array("abcdefghijklmno".utf8) + [0xc3]).contains("line 1, column 16: the byte 0xC3"))
  }

  @Test(arguments: [0, 1, 7, 8, 9, 30])
  func aNULIsToldByItsPlace(before: Int) {
    let line = [UInt8](repeating: 0x61, count: before) + [0] + Array("bcdefghijkl".utf8)
    #expect(
      says(Array("first line\n".utf8) + line).hasPrefix(
        "FILE, line 2, column \(before + 1): a NUL byte"))
  }

  @Test func missingFilesFoldersAndDevices() {
    func says(_ path: String) -> String {
      do throws(FileError) {
        _ = try TextFile.lines(of: path)
        return "none"
      } catch { return error.description }
    }
    #expect(says("/no/such") == "/no/such: there is no such file; check the path")
    #expect(says(folder.path).contains("is a folder"))
    #expect(says("/dev/zero").contains("is not a regular file"))
  }

  @Test func longFilesAreNotKept() throws {
    let path = try folder.write("long", String(repeating: "a\n", count: 600))
    #expect(throws: FileError(path, "is longer than 1 KiB; is this the right file?")) {
      try TextFile.lines(of: path, most: 1024)
    }
  }
}

import Settings
import TestSupport
import Testing

@testable import Clusters

@Suite("Delays: files of traces") struct DelaysTraceFilesTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func says(_ spec: String) -> String {
    do throws(ConfigurationError) {
      _ = try Delays.make(spec, workers: 2, seed: 1)
      return "none"
    } catch { return error.description }
  }

  @Test(arguments: ["1,2\n3,4\n", "1,2\r\n3,4\r\n", "1,2\r3,4", "\u{feff}1,2\n3,4"])
  func anyLineBreak(text: String) throws {
    let path = try folder.write("t.csv", text)
    let model = try Delays.make("trace:file=\(path)", workers: 2, seed: 1)
    #expect(model.seconds(worker: 1, step: 1, load: 1) == 4)
    #expect(model.seconds(worker: 0, step: 0, load: 1) == 1)
  }

  @Test(arguments: ["a,b.csv", "a:b.csv", "a+b.csv", "a@2.csv", "it's.csv"])
  func quotedPaths(name: String) throws {
    let path = try folder.write(name, "5\n")
    for quote in ["'", "\""] where !name.contains(quote) {
      let spec = "trace:file=\(quote)\(path)\(quote),scale=2+fixed:seconds=1"
      let model = try Delays.make(spec, workers: 2, seed: 1)
      #expect(model.seconds(worker: 0, step: 0, load: 1) == 11, "\(spec)")
      let curve = "trace:file=\(quote)\(path)\(quote)@1:\(quote)\(path)\(quote)@3"
      #expect(try Delays.make(curve, workers: 2, seed: 1).seconds(worker: 0, step: 0, load: 2) == 5)
    }
  }

  @Test func errorsTellOfQuotes() throws {
    #expect(says("trace:file=/x/a,b.csv").contains("quote a value that has a comma: key='a,b'"))
    #expect(says("trace:file=/x/a:b.csv").contains("quote a path that has a colon: file='a:b.csv'"))
  }

  @Test func whatIsNoText() throws {
    #expect(says("trace:file=/dev/zero").contains("/dev/zero: is not a regular file"))
    let page = try folder.write("page", "<html>")
    #expect(says("trace:file=\(page)").contains("this is a web page"))
    let wide = try folder.write("wide", [0xff, 0xfe, 0x31, 0])
    #expect(says("trace:file=\(wide)").contains("text in UTF-16"))
    let nul = try folder.write("nul", [0x31, 0x0a, 0])
    #expect(says("trace:file=\(nul)").contains("line 2, column 1: a NUL byte"))
  }
}

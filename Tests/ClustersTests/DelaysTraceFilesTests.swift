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

  @Test(
    "A matrix with names, and lists in any order, say the same",
    arguments: [
      "round 1,round 2\n1,2\n3,4\n", "\"a\",\"b\"\n\n1,2\n3,4\n",
      "worker,step,seconds\n0,0,1\n0,1,2\n1,0,3\n1,1,4\n",
      "Step, Seconds, note, Worker\n1,4,x,1\n0,3,,1\n1,2,y,0\n0,1,z,0\n",
      "worker,step,seconds\n1,1,1\n1,2,2\n7,1,3\n7,2,4\n",
    ])
  func forms(text: String) throws {
    let model = try Delays.make(
      "trace:file=\(try folder.write("t.csv", text))", workers: 2, seed: 1)
    let seconds = [0, 1].flatMap { w in
      [0, 1].map { model.seconds(worker: w, step: $0, load: 1) }
    }
    #expect(seconds == [1, 2, 3, 4])
  }

  @Test(
    "What a list lacks or has twice is told with the line",
    arguments: [
      ("worker,step,seconds\n0,0,1\n0,1,2\n1,0,3\n", "worker 1 has no step 1"),
      ("worker,step,seconds\n0,0,1\n0,0,2\n", "line 3: worker 0, step 0 stands twice"),
      ("worker,step,seconds\n0,0\n", "line 2 has 2 fields where 3 are named"),
      ("worker,step,seconds\n0,a,1\n", "line 2: the step 'a' is no whole number"),
      ("worker,step,seconds\n-1,0,1\n", "line 2: the worker '-1' is no whole number"),
      ("worker,step,seconds\n0,0,x\n", "line 2, column 3: 'x' is no number of seconds"),
      ("worker,step,seconds\n", "has names, and no seconds"),
      ("a,b\n", "has names, and no seconds"),
      ("a,1\n1,2\n", "line 1, column 1: 'a' is no number"), ("1,2\na,b\n", "line 2, column 1"),
    ])
  func brokenForms(text: String, part: String) throws {
    let line = says("trace:file=\(try folder.write("t.csv", text))")
    #expect(line.contains(part), "\(line)")
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

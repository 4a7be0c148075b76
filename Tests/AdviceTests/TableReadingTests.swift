import Advice
import Console
import Foundation
import TestSupport
import Testing

/// What may be in a file of times.
@Suite("Advice: tables") struct TableReadingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, _ form: TableForm = .auto) throws -> TimeTable {
    try TimeTable(reading: folder.write("t.csv", text), form: form)
  }

  @Test(
    "one table in many forms",
    arguments: [
      "1.5,2,3\n4,5,6.5\n",
      "s1,s2,s3\n1.5,2,3\n4,5,6.5\n",
      ",0,1,2\n0,1.5,2,3\n1,4,5,6.5\n",
      "worker,0,1,2\n0,1.5,2,3\n1,4,5,6.5\n",
      "1.5;2;3\n4;5;6.5\n", "1.5\t2\t3\r\n4\t5\t6.5\r\n", "1.5 2 3\n4 5 6.5\n",
      "worker,step,seconds\n0,0,1.5\n0,1,2\n0,2,3\n1,0,4\n1,1,5\n1,2,6.5\n",
      "step,rank,x,duration\n0,1,q,4\n2,0,q,3\n1,1,q,5\n0,0,q,1.5\n2,1,q,6.5\n1,0,q,2\n",
      "worker,step,start,end\n0,0,10,11.5\n0,1,12,14\n0,2,15,18\n1,0,0,4\n1,1,4,9\n1,2,9,15.5\n",
      "0,0,1.5\n0,1,2\n0,2,3\n1,0,4\n1,1,5\n1,2,6.5\n",
    ])
  func forms(text: String) throws {
    let table = try read(text)
    #expect(table.seconds == [[1.5, 2, 3], [4, 5, 6.5]])
    #expect(table.workers.count == 2 && table.steps.count == 3)
    #expect(table.missing == 0)
  }

  @Test("missing cells are workers that did not answer")
  func missing() throws {
    for text in [
      "1,,3\n4,NaN,6\n7,8,NA\n",
      "worker,step,seconds\n0,0,1\n0,2,3\n1,0,4\n1,1,nan\n1,2,6\n2,0,7\n2,1,8\n",
    ] {
      let table = try read(text)
      #expect(table.missing == 3)
      #expect(table.seconds[0][1].isNaN && table.seconds[2][1] == 8)
      #expect(table.filled(with: 9)[1] == [4, 9, 6])
    }
  }

  @Test("names of workers and hosts are kept")
  func names() throws {
    let wide = try read("node0:0,1,2\nnode0:1,3,4\nnode1:0,5,6\n")
    #expect(wide.workers == ["node0:0", "node0:1", "node1:0"])
    #expect(wide.hosts == ["node0", "node0", "node1"])
    let long = try read(
      "host,worker,step,start,end,compute,network\na,0,0,0,2,1,1\na,0,1,2,4,1,1\nb,1,0,0,4,2,2\nb,1,1,4,8,2,2\n"
    )
    #expect(long.hosts == ["a", "b"])
    #expect(long.computeShare == 0.5)
  }

  @Test("gzip is told by its bytes")
  func gzip() throws {
    try folder.write("t.csv", "1,2\n3,4\n")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", folder.file("t.csv")]
    try process.run()
    process.waitUntilExit()
    #expect(try TimeTable(reading: folder.file("t.csv.gz")).seconds == [[1, 2], [3, 4]])
  }

  struct Bad: CustomTestStringConvertible {
    let text: String
    let says: [String]
    var form = TableForm.auto
    var testDescription: String { says.joined(separator: "; ") }
  }

  static let bad = [
    Bad(text: "1,2\n3,x\n", says: ["line 2, column 2", "'x' is no number of seconds", "empty"]),
    Bad(text: "1,2\n\n3,-4\n", says: ["line 3, column 2", "'-4'"]),
    Bad(text: "1,2,3\n4,5\n", says: ["line 2", "2 cells where line 1 has 3"]),
    Bad(text: "1,2\n3,1e10\n", says: ["line 2, column 2", "1e9"]),
    Bad(text: "1,2\n3,\"4\n", says: ["line 2, column 2", "not closed"]),
    Bad(text: "", says: ["empty"]),
    Bad(text: "worker,step,seconds\n", says: ["names, and no seconds"]),
    Bad(text: "1,2,3\n", says: ["one worker", "at least 2 rows"]),
    Bad(text: "1\n2\n", says: ["one step"]),
    Bad(
      text: "worker,step,seconds\n0,0,1\n1,0,2\n0,0,3\n",
      says: ["line 4", "worker 0, step 0 stands twice", "line 2"]),
    Bad(text: "worker,step,seconds\n0,half,1\n", says: ["line 2, column 2", "'half'", "step"]),
    Bad(text: "worker,step,start,end\n0,0,2,1\n", says: ["line 2, column 4", "before its start"]),
    Bad(text: "worker,step,seconds\n0,0\n", says: ["line 2", "2 fields where 3"]),
    Bad(text: "1,,3\n4,,6\n", says: ["nobody answers at step 1"]),
    Bad(text: "1,2\n,\n", says: ["worker 1 never answers"]),
    Bad(text: "0,0\n0,0\n", says: ["all times are 0"]),
    Bad(text: "a,1\na,2\n", says: ["line 2, column 1", "'a' stands twice"]),
    Bad(text: "{\"a\": 1}", says: ["JSON"]),
    Bad(text: "1,2\n3,\u{0}4\n", says: ["line 2"]),
    Bad(text: "1,2\n3,4\n", says: ["line 1", "2 columns", "line of names"], form: .long),
  ]

  @Test("a bad table is told in one line, by line and column", arguments: bad)
  func refusals(bad: Bad) throws {
    let path = try folder.write("bad.csv", bad.text)
    let error = #expect(throws: RunError.self) { try TimeTable(reading: path, form: bad.form) }
    let text = error?.description ?? ""
    #expect(text.hasPrefix(path) && !text.contains("\n"), "\(text)")
    for words in bad.says { #expect(text.contains(words), "\(text)") }
    #expect(error?.exitCode == 2)
  }

  @Test("a folder without times and a file that is not there are told")
  func away() throws {
    for (path, says) in [
      (folder.path, "neither arrivals.csv"), (folder.file("none.csv"), "none.csv"),
    ] {
      let error = #expect(throws: RunError.self) { try TimeTable(reading: path) }
      #expect(error?.exitCode == 2 && (error?.description.contains(says) ?? false))
    }
  }
}

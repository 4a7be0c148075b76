import Foundation
import Testing

@testable import Report

@Suite("The page", .enabled(if: hasGnuplot))
struct PageTests {
  private let page: String
  private let count: Int

  init() throws {
    let folder = try ReportFolder()
    count = try ReportWriter(try ResultTables(folder: folder.path)).write(
      to: folder.path + "/report.html")
    page = try folder.read("report.html")
  }

  @Test("All sections are there, for every combination")
  func sections() {
    #expect(count >= 14)
    for heading in [
      "Who computed what when", "Loss and metric", "Time to target", "Speed-ups", "Seconds a step",
      "Recovery and staleness", "At equal virtual time",
      "At equal number of block-gradient evaluations", "Tuning",
    ] {
      #expect(page.components(separatedBy: "<h3>\(heading)</h3>").count - 1 == 2, "\(heading)")
    }
    for anchor in ["overview", "a-1", "a-2"] {
      #expect(
        page.contains("id=\"\(anchor)\"") && page.contains("href=\"#\(anchor)\""), "\(anchor)")
    }
    #expect(page.components(separatedBy: "<figure").count - 1 == count)
    #expect(page.components(separatedBy: "role=\"img\"").count - 1 == count)
  }

  @Test("It needs nothing else: no script, nothing fetched")
  func isSelfContained() {
    #expect(!page.contains("<script"))
    #expect(!page.contains("http:") && !page.contains("https:"))
    #expect(!page.contains("src="))
    #expect(page.matches(of: #/(?:xlink:)?href=["'](?!#|data:)/#).isEmpty)
    #expect(!page.contains("@import"))
  }

  @Test("Names in it are unique")
  func uniqueNames() {
    let names = page.matches(of: #/\sid=["']([^"']+)["']/#).map { String($0.output.1) }
    #expect(Set(names).count == names.count)
  }

  @Test("A scheme whose runs all failed is listed with its error")
  func failures() {
    #expect(page.contains("all: 1 2"))
    #expect(page.contains("no such code for s = 1"))
  }

  @Test("Tuned and common step sizes, late work, and commands are said")
  func settings() {
    #expect(page.contains("tuned</span>") && page.contains("common</span>"))
    #expect(page.contains("<td>finish</td>") && page.contains("<td>cancel</td>"))
    #expect(page.contains("pgc-train --scheme pgc --delay &#39;a&lt;b&#39;"))
    #expect(page.contains("pgc-experiment run experiments/tiny.yaml"))
    #expect(page.contains("a &lt;tiny&gt; plan, for tests"))
  }
}

import Foundation
import Testing

@testable import Report

@Suite("The page", .enabled(if: hasGnuplot))
struct PageTests {
  private let page: String
  private let count: Int

  /// One report for all tests.
  private static let written = Result {
    let folder = try ReportFolder()
    let count = try ReportWriter(try ResultTables(folder: folder.path)).write(
      to: folder.path + "/report.html")
    return (page: try folder.read("report.html"), count: count)
  }

  init() throws { (page, count) = try Self.written.get() }

  @Test("All sections are there, for every combination")
  func sections() {
    #expect(count >= 14)
    for heading in [
      "Who computed what when", "Loss and metric", "Time to target", "Speed-ups",
      "Steps: seconds, recovery and staleness", "At equal cost",
    ] {
      #expect(page.components(separatedBy: "<h3>\(heading)</h3>").count - 1 == 2, "\(heading)")
    }
    for anchor in ["a-1", "a-2"] {
      #expect(
        page.contains("id=\"\(anchor)\"") && page.contains("href=\"#\(anchor)\""), "\(anchor)")
    }
    // Each timeline is a figure of the page's own, with a panel a scheme, beside those that are drawn.
    #expect(page.components(separatedBy: "<figure id=").count - 1 == count - 2)
    #expect(page.components(separatedBy: "class=\"explorer\"").count - 1 == 2 + 1)
    #expect(page.components(separatedBy: "<figure class=\"panel\"").count - 1 == 2 * 2 + 4)
  }

  @Test("Captions stand outside of what scrolls")
  func captions() {
    #expect(!page.contains("<caption"))
    let tables =
      page.components(separatedBy: "<div class=\"table\"><p class=\"caption\">").count - 1
    // The other one that scrolls is the grid of links.
    #expect(tables > 5 && page.components(separatedBy: "class=\"scroll\"").count - 1 == tables + 1)
  }

  @Test("It needs nothing else: its script is in it, and nothing is fetched")
  func isSelfContained() {
    #expect(page.matches(of: #/<script(?! type="application/json")/#).count == 1)
    #expect(!page.contains("http:") && !page.contains("https:"))
    #expect(!page.contains("src=") && !page.contains("import(") && !page.contains("fetch("))
    #expect(page.matches(of: #/(?:xlink:)?href=["'](?!#|data:)/#).isEmpty)
    #expect(!page.contains("@import"))
  }

  @Test("What a drawing refers to is there")
  func references() {
    let names = Set(page.matches(of: #/\sid=["']([^"']+)["']/#).map { String($0.output.1) })
    let referred = page.matches(of: #/(?:href=["']#|url\(#)([^"')]+)/#).map { String($0.output.1) }
    #expect(referred.count > 20)
    for name in Set(referred) { #expect(names.contains(name), "\(name)") }
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

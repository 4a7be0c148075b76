import Foundation
import Testing

@testable import Report

@Suite("Figures")
struct FigureTests {
  private let folder: ReportFolder
  private let tables: ResultTables
  private let combination: Combination
  private let section: ReportSection

  init() throws {
    folder = try ReportFolder()
    tables = try ResultTables(folder: folder.path)
    combination = try #require(tables.combinations.first)
    section = ReportSection(combination, of: tables, palette: SchemePalette(tables.schemes))
  }

  /// The figures whose names begin so.
  private func figures(_ name: String) -> [Figure] {
    section.figures.filter { $0.name.hasPrefix(name + "-") }
  }

  @Test("Every kind of figure is there once, curves once a variant")
  func kinds() {
    #expect(figures("timeline").count == 1)
    #expect(figures("curves").count == 2)
    #expect(figures("targets").count == 1)
    #expect(figures("speed-ups").count == 1)
    #expect(figures("step-times").count == 1)
    #expect(figures("recovery-staleness").count == 1)
    #expect(Set(section.figures.map(\.name)).count == section.figures.count)
  }

  @Test("A figure has a series for every line with results")
  func series() throws {
    // A legend, and a line and a band of both schemes on three axes.
    let curves = try #require(figures("curves").first).script
    #expect(curves.components(separatedBy: "with filledcurves").count - 1 == 2 * 3)
    #expect(curves.components(separatedBy: "with linespoints").count - 1 == 2 * 3 + 2)
    // Tuned and common bars with intervals.
    let targets = try #require(figures("targets").first).script
    #expect(targets.components(separatedBy: "with boxxyerror").count - 1 == 4)
    #expect(targets.components(separatedBy: "with xerrorbars").count - 1 == 4)
    #expect(targets.components(separatedBy: "'2/2'").count - 1 == 4)
    let speedUps = try #require(figures("speed-ups").first).script
    #expect(speedUps.components(separatedBy: "with xerrorbars").count - 1 == 2)
    let steps = try #require(figures("step-times").first).script
    #expect(steps.components(separatedBy: "with boxxyerror").count - 1 == 2)
    let histograms = try #require(figures("recovery-staleness").first).script
    #expect(histograms.components(separatedBy: "with boxxyerror").count - 1 == 4)
  }

  @Test("The timeline draws each outcome in its own way, and where steps close")
  func timeline() throws {
    let script = try #require(figures("timeline").first).script
    #expect(Set(TimelineFigure.outcomes.map(\.style)).count == TimelineFigure.outcomes.count)
    for name in ["fresh", "awaited", "late", "cancelled"] {
      let outcome = try #require(TimelineFigure.outcomes.first { $0.name == name })
      // In the legend and in both panels.
      #expect(script.components(separatedBy: outcome.style).count - 1 == 3, "\(name)")
    }
    #expect(script.components(separatedBy: "set arrow from").count - 1 == 4)
    #expect(!script.contains("under way"))
  }

  @Test("gnuplot draws every figure as SVG and PNG without a complaint", .enabled(if: hasGnuplot))
  func drawing() throws {
    try Gnuplot().draw(section.figures, into: folder.path)
    for figure in section.figures {
      let svg = try folder.read("\(figure.name).svg")
      #expect(svg.contains("</svg>"), "\(figure.name)")
      let png = FileManager.default.contents(atPath: "\(folder.path)/\(figure.name).png") ?? Data()
      #expect(png.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]), "\(figure.name)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/\(figure.name).gp"))
    }
  }

  @Test("A drawing that fails is told in one line with its script kept", .enabled(if: hasGnuplot))
  func failing() throws {
    let broken = Figure(
      name: "broken", title: "", size: (100, 100), caption: "", script: "plot nothing")
    let error = #expect(throws: (any Error).self) {
      try Gnuplot().draw([broken], into: folder.path)
    }
    let text = "\(try #require(error))"
    #expect(text.hasPrefix("gnuplot failed on figure broken: "))
    #expect(text.contains("broken.gp is kept"))
    #expect(!text.contains("\n"))
  }

  @Test("A machine without gnuplot is told what to install")
  func noGnuplot() {
    let error = #expect(throws: (any Error).self) {
      try Gnuplot(program: "no-such-gnuplot").draw(section.figures, into: folder.path)
    }
    #expect(
      error.map { "\($0)" }
        == "no-such-gnuplot is not installed; figures need it: apt install gnuplot-nox")
  }
}

/// Whether drawings can be made here.
let hasGnuplot = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains
{
  FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot")
}

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

  @Test("Every kind of figure is there once, curves and equal costs once a variant")
  func kinds() {
    #expect(section.timeline != nil)
    #expect(figures("curves").count == 2)
    #expect(figures("targets").count == 1)
    #expect(figures("speed-ups").count == 1)
    #expect(figures("steps").count == 1)
    #expect(figures("equal").count == 2)
    #expect(Set(section.figures.map(\.name)).count == section.figures.count)
    for figure in section.figures {
      #expect(Set(figure.plots.map(\.name)).count == figure.plots.count, "\(figure.name)")
    }
  }

  @Test("A figure has a series for every line with results")
  func series() throws {
    // A line and a band of both schemes on three axes.
    let curves = try #require(figures("curves").first)
    #expect(curves.legend.count == 2 && curves.plots.count == 3)
    for plot in curves.plots {
      #expect(plot.series.count { $0.contains("with filledcurves") } == 2)
      #expect(plot.series.count { $0.contains("with linespoints") } == 2)
    }
    // Tuned and common values with intervals; all seeds got there, so nothing stands beside.
    let targets = try #require(figures("targets").first)
    #expect(targets.plots.flatMap(\.series).count { $0.contains("with xerrorbars") } == 4)
    #expect(targets.plots.allSatisfy { $0.labels.isEmpty })
    let speedUps = try #require(figures("speed-ups").first)
    #expect(speedUps.plots.flatMap(\.series).count { $0.contains("with xerrorbars") } == 2)
    // At a quarter, a half and all of two costs.
    let equal = try #require(figures("equal").first)
    #expect(equal.plots.map(\.series.count) == [6, 6])
    let steps = try #require(figures("steps").first)
    #expect(steps.plots.map(\.name) == ["seconds", "recovery", "staleness"])
    #expect(steps.plots.flatMap(\.series).count { $0.contains("with boxxyerror") } == 6)
  }

  @Test("Runs that did not get there are counted beside the others")
  func missed() throws {
    try folder.write(
      "summary",
      (folder.tables["summary"] ?? "").replacing(
        "time_to,train_loss=0.4,2,2,", with: "time_to,train_loss=0.4,2,1,"))
    let tables = try ResultTables(folder: folder.path)
    let figure = try #require(
      TargetFigure(tables: tables, palette: SchemePalette(tables.schemes)).figure(combination))
    #expect(figure.plots[0].labels.map(\.text) == Array(repeating: "1/2", count: 4))
  }

  @Test("Quartiles make lines medians; tables without them have means with intervals")
  func quartiles() throws {
    #expect(try #require(figures("curves").first).caption.text.contains("Lines are means"))
    let lines = (folder.tables["curves"] ?? "").split(separator: "\n")
    let more = lines.enumerated().map { number, line in
      number == 0
        ? line + ",median,p25,p75"
        : line + ",\(number.isMultiple(of: 2) ? 0.4 : 0.5),0.44,0.46"
    }
    try folder.write("curves", more.joined(separator: "\n") + "\n")
    let tables = try ResultTables(folder: folder.path)
    let figure = try #require(
      CurveFigure(tables: tables, palette: SchemePalette(tables.schemes)).figure(
        combination, variant: "tuned"))
    #expect(figure.caption.text.contains("Lines are medians"))
    #expect(figure.plots[0].script.contains(" 0.5 0.44 0.46"))
  }

  @Test("Where the best loss is known, what is left above it stands on a logarithmic axis")
  func gap() throws {
    try folder.write(
      "curves", (folder.tables["curves"] ?? "").replacing("train_loss", with: "objective"))
    try folder.write(
      "equal", (folder.tables["equal"] ?? "").replacing("train_loss", with: "objective"))
    try folder.write(
      "best_losses", "dataset,model,l2,start,best\nother,logistic,0,1,0.1\nmine,logistic,0,1,0.25\n"
    )
    try folder.write(
      "commands",
      (folder.tables["commands"] ?? "").replacing(
        "--delay", with: "--dataset mine --model logistic --delay"))
    let tables = try ResultTables(folder: folder.path)
    let figure = try #require(
      CurveFigure(tables: tables, palette: SchemePalette(tables.schemes)).figure(
        combination, variant: "tuned"))
    let axis = figure.plots[0].y
    #expect(axis.isLogarithmic && axis.label == "loss above the best known")
    // The means are 0.7, 0.5 and 0.3.
    #expect(abs(axis.low * 1.3 - 0.05) < 1e-9 && abs(axis.high / 1.3 - 0.45) < 1e-9)
    // Two problems in one combination have no best loss in common.
    try folder.write(
      "best_losses", "dataset,model,l2,start,best\nmine,logistic,0,1,0.1\nmine,logistic,1,1,0.25\n")
    let both = try ResultTables(folder: folder.path)
    #expect(ShownQuantity.all(in: both, combination).allSatisfy { $0.offset == 0 })
  }

  @Test("The timeline draws each outcome in its own way, and where steps close")
  func timeline() throws {
    let figure = try #require(section.timeline)
    #expect(Set(TimelineFigure.outcomes.map(\.style)).count == TimelineFigure.outcomes.count)
    #expect(
      TimelineFigure.outcomes.map(\.name).sorted() == TimelineDrawing.outcomes.map(\.name).sorted())
    #expect(figure.legend.count == 4 && figure.plots.count == 2)
    for plot in figure.plots {
      #expect(plot.series.count == 4)
      #expect(plot.script.components(separatedBy: "set arrow from").count - 1 == 2)
    }
    #expect(!figure.legend.contains { $0.title.contains("under way") })
  }

  @Test(
    "gnuplot draws every figure in every format without a complaint, its plots too",
    .enabled(if: hasGnuplot))
  func drawing() throws {
    let sheet = try PaperLook("paper:width=84mm").sheet
    // The others of a kind are drawn by the same lines.
    let all =
      section.figures.filter { !$0.name.contains("-common-") }
      + [section.timeline].compactMap { $0 }
    try Gnuplot().draw(
      all.map { Gnuplot.Job(figure: $0, sheet: sheet, hasParts: true) }, into: folder.path)
    for figure in all + all.flatMap(\.parts) {
      let svg = try folder.read("\(figure.name).svg")
      #expect(svg.contains("</svg>") && svg.contains("width=\"84.00mm\""), "\(figure.name)")
      for (format, head) in [
        ("png", [0x89, 0x50, 0x4E, 0x47]), ("pdf", [0x25, 0x50, 0x44, 0x46]),
      ] {
        let file = FileManager.default.contents(atPath: "\(folder.path)/\(figure.name).\(format)")
        #expect(Array(file ?? Data()).prefix(4).map(Int.init) == head, "\(figure.name).\(format)")
      }
      #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/\(figure.name).gp"))
    }
  }

  @Test("A drawing that fails is told in one line with its script kept", .enabled(if: hasGnuplot))
  func failing() throws {
    let plot = Plot(
      name: "one", x: .fromZero(1, ""), y: .fromZero(1, ""), series: ["nothing"])
    let broken = Figure(name: "broken", title: "", caption: "", plots: [plot])
    let error = #expect(throws: (any Error).self) {
      try Gnuplot().draw([Gnuplot.Job(figure: broken, sheet: .screen)], into: folder.path)
    }
    let text = "\(try #require(error))"
    #expect(text.hasPrefix("gnuplot failed on figure broken: "))
    #expect(text.contains("broken.gp is kept"))
    #expect(!text.contains("\n"))
  }

  @Test("A machine without gnuplot is told what to install")
  func noGnuplot() {
    let error = #expect(throws: (any Error).self) {
      try Gnuplot(program: "no-such-gnuplot").draw(
        section.figures.map { Gnuplot.Job(figure: $0, sheet: .screen) }, into: folder.path)
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

@Suite("Large figures")
struct LargeFigureTests {
  @Test("A thousand workers make a timeline that can be drawn", .enabled(if: hasGnuplot))
  func manyWorkers() throws {
    let folder = try ReportFolder()
    let lines = (folder.tables["timeline"] ?? "").split(separator: "\n")
    let more = lines.dropFirst().flatMap { line in
      (0..<600).map { turn in
        var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        fields[5] = "\(2 * turn + (Int(fields[5]) ?? 0))"
        return fields.joined(separator: ",")
      }
    }
    try folder.write("timeline", ([String(lines[0])] + more).joined(separator: "\n") + "\n")
    let tables = try ResultTables(folder: folder.path)
    let section = ReportSection(
      try #require(tables.combinations.first), of: tables, palette: SchemePalette(tables.schemes))
    let figure = try #require(section.timeline)
    let layout = Layout(figure, on: .screen)
    #expect(layout.height < 1200)
    try Gnuplot().draw(
      [Gnuplot.Job(figure: figure, sheet: .screen, formats: [.png])], into: folder.path)
    #expect(section.explorer.text.contains("tasks of 1200 workers"))
  }
}

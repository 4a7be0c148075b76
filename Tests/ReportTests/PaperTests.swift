import Foundation
import Settings
import Testing

@testable import Report

@Suite("For papers")
struct PaperTests {
  @Test(
    "Width, font and size are read",
    arguments: [
      ("paper", 84.0, "sans", 8.0), ("paper:width=84mm,font=Times,size=9", 84, "Times", 9),
      ("paper:width=17.4cm", 174, "sans", 8), ("paper:width=3in", 76.2, "sans", 8),
      ("PAPER:font=DejaVu Serif", 84, "DejaVu Serif", 8),
    ])
  func looks(text: String, width: Double, font: String, size: Double) throws {
    let look = try PaperLook(text)
    #expect(abs(look.width - width) < 1e-9 && look.font == font && look.size == size)
    #expect(abs(look.sheet.width - width / 25.4 * 72) < 1e-9)
  }

  @Test(
    "What is wrong is told in one line with what is legal",
    arguments: [
      ("papr", "paper"), ("paper:widht=84mm", "width"), ("paper:width=84", "30mm to 1000mm"),
      ("paper:width=2mm", "30mm"), ("paper:width=nanmm", "30mm"), ("paper:size=200", "4.0 to 24.0"),
      ("paper:font=a'b", "letters"), ("paper:width", "key=value"), ("", "no name"),
    ])
  func wrong(text: String, remedy: String) {
    let error = #expect(throws: ConfigurationError.self) { try PaperLook(text) }
    let line = error.map { "\($0)" } ?? ""
    #expect(line.contains("--figures") && line.contains(remedy) && !line.contains("\n"), "\(line)")
  }

  private static let sheets: [Sheet] = [
    .screen, .page, Sheet(width: 238, size: 8), Sheet(width: 238, size: 11),
    Sheet(width: 496, size: 9), Sheet(width: 100, size: 8),
  ]

  @Test(
    "Nothing stands beyond a sheet, no number is cut, and no axis begins left of zero",
    arguments: sheets)
  func layout(sheet: Sheet) throws {
    let folder = try ReportFolder()
    let tables = try ResultTables(folder: folder.path)
    let section = ReportSection(
      try #require(tables.combinations.first), of: tables,
      palette: SchemePalette(tables.schemes))
    for figure in section.figures + [section.timeline].compactMap({ $0 }) {
      let layout = Layout(figure, on: sheet)
      #expect(layout.frames.count == figure.plots.count)
      var row = 0.0
      for (plot, frame) in zip(figure.plots, layout.frames) {
        let s = sheet.size
        #expect(frame.top >= row - 1e-9 || frame.left > 0)
        #expect(frame.bottom + 1.5 * s <= layout.height)
        let y = plot.y.ticks(length: (frame.bottom - frame.top) / s, isUpright: true)
        let widest = y.map { PlotAxis.width($0.text) }.max() ?? 0
        #expect(frame.left - widest * s >= 0, "\(figure.name) \(plot.name)")
        let x = plot.x.ticks(length: (frame.right - frame.left) / s, isUpright: false)
        guard sheet.width / s > 20 else { continue }
        #expect(frame.right <= sheet.width, "\(figure.name) \(plot.name)")
        for tick in x {
          let (low, high, here) =
            plot.x.isLogarithmic
            ? (log(plot.x.low), log(plot.x.high), log(tick.place))
            : (plot.x.low, plot.x.high, tick.place)
          let place = frame.left + (here - low) / (high - low) * (frame.right - frame.left)
          #expect(place + PlotAxis.width(tick.text) / 2 * s <= sheet.width + 1e-6, "\(plot.name)")
        }
        #expect(plot.x.isLogarithmic ? plot.x.low > 0 : plot.x.low >= 0, "\(plot.name)")
        row = frame.top
      }
    }
  }

  @Test("LaTeX's own characters stand for themselves, and none is left that it has no glyph of")
  func escaping() {
    #expect(
      LaTeX.escaped("50 % of a_b & {c} ≤ β\\")
        == "50 \\% of a\\_b \\& \\{c\\} $\\le$ $\\beta$\\textbackslash{}")
    #expect(LaTeX.escaped("漢") == "\\texttt{U+6F22}")
    #expect(Markdown.escaped("a|b *c*") == "a\\|b \\*c\\*")
  }

  @Test("Tables have their best in bold, with intervals")
  func tables() throws {
    let folder = try ReportFolder()
    try folder.write(
      "summary",
      (folder.tables["summary"] ?? "").split(separator: "\n").map { line in
        line.contains(",pgc,tuned,final")
          ? line.replacing("0.25,0.2,0.3", with: "0.15,0.1,0.2") : line
      }.joined(separator: "\n") + "\n")
    let tables = try ResultTables(folder: folder.path)
    let palette = SchemePalette(tables.schemes)
    let paper = PaperTables(
      tables: tables, palette: palette,
      sections: tables.combinations.map { ReportSection($0, of: tables, palette: palette) })
    #expect(paper.latex.contains("\\textbf{0.150}\\\\[-2pt]{\\tiny[0.100, 0.200]}"))
    #expect(!paper.latex.contains("\\textbf{0.250}"))
    #expect(paper.markdown.contains("**0.150** \\[0.100, 0.200\\]"))
    #expect(paper.latex.components(separatedBy: "\\begin{table}").count - 1 > 4)
  }

  @Test(
    "Figures and tables compile in a document, with words as words",
    .enabled(if: hasGnuplot && hasLaTeX, "needs gnuplot and pdflatex"))
  func document() throws {
    let folder = try ReportFolder()
    let look = try PaperLook("paper:width=84mm,font=Liberation Serif,size=8")
    let tables = try ResultTables(folder: folder.path)
    let palette = SchemePalette(tables.schemes)
    let sections = tables.combinations.map { ReportSection($0, of: tables, palette: palette) }
    let paper = folder.path + "/paper"
    try FileManager.default.createDirectory(atPath: paper, withIntermediateDirectories: true)
    try PaperTables(tables: tables, palette: palette, sections: sections).write(into: paper)
    try Gnuplot().draw(
      sections[0].figures.map {
        Gnuplot.Job(figure: $0, sheet: look.sheet, formats: [.pdf], hasParts: true)
      }, into: paper)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/paper")
    let figures = files.filter { $0.hasSuffix(".pdf") }.sorted()
    #expect(figures.count > 15)
    let document =
      "\\documentclass{article}\\usepackage{graphicx}\\begin{document}\n\\input{tables.tex}\n"
      + figures.map { "\\includegraphics{\($0)}\n\n" }.joined() + "\\end{document}\n"
    try document.write(
      toFile: folder.path + "/paper/all.tex", atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "timeout", "60", "pdflatex", "-interaction=batchmode", "-halt-on-error", "all.tex",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path + "/paper")
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = (try? folder.read("paper/all.log")) ?? ""
    #expect(process.terminationStatus == 0, "\(log.suffix(800))")
    #expect(log.contains("Output written on all.pdf"))
  }
}

/// Whether documents can be made here.
let hasLaTeX = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
  FileManager.default.isExecutableFile(atPath: "\($0)/pdflatex")
}

import Console
import Foundation

/// Writes a report of results: one page that needs nothing else, and its figures beside it.
public struct ReportWriter {
  private let tables: ResultTables
  private let gnuplot: Gnuplot

  /// A report of tables.
  /// - Parameter gnuplot: The program; looked for in PATH.
  public init(_ tables: ResultTables, gnuplot: String = "gnuplot") {
    self.tables = tables
    self.gnuplot = Gnuplot(program: gnuplot)
  }

  /// Writes the page, and `figures/NAME.svg`, `.png` and `.pdf` beside it.
  ///
  /// For a paper it also writes the folder `paper`: the figures and each of their plots in the paper's width
  /// and font, `tables.tex` and `tables.md`.
  /// - Returns: How many figures there are.
  /// - Throws: where gnuplot is not there or fails, or where files cannot be written.
  public func write(to file: String, paper: PaperLook? = nil) throws -> Int {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    try makeFolder(folder + "/figures", option: "--to")
    let palette = try LookBook.palette(of: tables.schemes)
    let sections = tables.combinations.map { ReportSection($0, of: tables, palette: palette) }
    let figures = sections.flatMap { [$0.timeline].compactMap { $0 } + $0.figures }
    try gnuplot.draw(
      figures.map { Gnuplot.Job(figure: $0, sheet: .screen) }, into: folder + "/figures")
    if let paper {
      try makeFolder(folder + "/paper", option: "--to")
      try gnuplot.draw(
        figures.map { Gnuplot.Job(figure: $0, sheet: paper.sheet, hasParts: true) },
        into: folder + "/paper")
      try PaperTables(tables: tables, palette: palette, sections: sections)
        .write(into: folder + "/paper")
    }
    let (plots, marks) = try drawings(sections.flatMap(\.figures))
    let page = ReportPage(
      tables: tables, palette: palette, drawings: plots, marks: marks, sections: sections,
      schematic: try Schematic())
    try AtomicFile.replace(file, with: page.html.text)
    return figures.count
  }

  /// The plots of a page, drawn aside, and the marks that they share.
  private func drawings(_ figures: [Figure]) throws -> (plots: [String: [HTML]], marks: HTML) {
    let folder = NSTemporaryDirectory() + "pgc-page-\(UUID().uuidString)"
    try makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try gnuplot.draw(
      figures.map {
        Gnuplot.Job(figure: $0, sheet: .page, formats: [.svg], hasParts: true, hasWhole: false)
      },
      into: folder)
    var drawings: [String: [HTML]] = [:]
    var inline = InlineDrawings()
    for figure in figures {
      for part in figure.parts.isEmpty ? [figure] : figure.parts {
        drawings[figure.name, default: []].append(
          try inline.read(part, in: folder))
      }
    }
    return (drawings, HTML(raw: inline.marks))
  }
}

public import Console
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

  /// Writes the page, and `figures/NAME.svg` and `figures/NAME.png` beside it.
  /// - Returns: How many figures there are.
  /// - Throws: where gnuplot is not there or fails, or where files cannot be written.
  public func write(to file: String) throws(RunError) -> Int {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path + "/figures"
    try makeFolder(folder, option: "--to")
    let palette = SchemePalette(tables.schemes)
    let sections = tables.combinations.map { ReportSection($0, of: tables, palette: palette) }
    let figures = sections.flatMap(\.figures)
    try gnuplot.draw(figures, into: folder)
    var drawings: [String: HTML] = [:]
    for (number, figure) in figures.enumerated() {
      drawings[figure.name] = try InlineDrawing.read(figure, number: number, in: folder)
    }
    let page = ReportPage(tables: tables, palette: palette, drawings: drawings, sections: sections)
    try AtomicFile.replace(file, with: page.html.text)
    return figures.count
  }
}

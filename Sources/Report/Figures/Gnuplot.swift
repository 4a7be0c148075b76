import Console
import Foundation
import Glibc

/// Draws figures with gnuplot.
struct Gnuplot {
  /// A drawing to be made: a figure's name, what it shows, and in which files.
  struct Job: Sendable {
    let figure: Figure
    let sheet: Sheet
    /// Each is a file `NAME.FORMAT`.
    var formats: [Format] = [.svg, .png, .pdf]
    /// Whether each plot is drawn alone too, as `NAME-PLOT`.
    var hasParts = false
    /// Whether all of it is drawn where its plots are.
    var hasWhole = true

    /// What is drawn, each into files of its own.
    fileprivate var all: [Figure] {
      let parts = hasParts ? figure.parts : []
      return hasWhole || parts.isEmpty ? [figure] + parts : parts
    }
  }

  /// What a drawing is written as.
  enum Format: String, CaseIterable, Sendable {
    case svg
    case png
    case pdf
  }

  /// The program; looked for in PATH.
  var program = "gnuplot"
  /// Seconds that a figure may take.
  var limit = 300.0
  /// Processes at a time.
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  /// Writes the files of every job into a folder that exists.
  /// - Throws: where gnuplot is not there or fails, with the last line that it says.
  func draw(_ all: [Job], into folder: String) throws(RunError) {
    var progress = Terminal()
    defer { progress.clear() }
    var next = 0
    var active: [Drawing] = []
    while next < all.count || !active.isEmpty {
      while next < all.count, active.count < jobs {
        active.append(try start(all[next], in: folder))
        next += 1
      }
      progress.show("figures: \(next - active.count) of \(all.count)")
      let drawing = active.removeFirst()
      guard let end = drawing.process.wait(seconds: limit) else {
        throw RunError(
          "gnuplot took longer than \(limit) s on figure \(drawing.name) and was ended "
            + "(\(drawing.script) is kept)")
      }
      guard end == .exited(0) else {
        throw RunError(
          "gnuplot failed on figure \(drawing.name): \(drawing.errors.reason(of: end)) "
            + "(\(drawing.script) is kept)")
      }
      for file in drawing.files where access("\(folder)/\(file)", R_OK) != 0 {
        throw RunError(
          "gnuplot drew nothing of figure \(drawing.name), and did not say why "
            + "(\(drawing.script) is kept)")
      }
      unlink(drawing.script)
      for label in drawing.labels { try label.write(in: folder) }
    }
  }

  private struct Drawing {
    let name: String
    let files: [String]
    let labels: [SVGLabel]
    let script: String
    let errors: KeptOutput
    let process: ChildProcess
  }

  private func start(_ job: Job, in folder: String) throws(RunError) -> Drawing {
    let name = job.figure.name
    let script = "\(folder)/\(name).gp"
    var files: [String] = []
    var labels: [SVGLabel] = []
    var text = ""
    for figure in job.all {
      let layout = Layout(figure, on: job.sheet)
      for format in job.formats {
        let file = "\(figure.name).\(format.rawValue)"
        files.append(file)
        if format == .svg {
          labels.append(
            SVGLabel(file: file, title: figure.title, sheet: job.sheet, height: layout.height))
        }
        text += """
          reset session
          \(Self.terminal(format, job.sheet, height: layout.height))
          set output '\(file)'
          \(Self.script(layout, format))
          unset output

          """
      }
    }
    try AtomicFile.replace(script, with: text)
    let errors = try KeptOutput()
    do throws(RunError) {
      let process = try ChildProcess(
        gnuplot: program, "\(name).gp", in: folder, errors: errors,
        missing: "\(program) is not installed; figures need it: apt install gnuplot-nox")
      return Drawing(
        name: name, files: files, labels: labels, script: script, errors: errors, process: process)
    } catch {
      unlink(script)
      throw error
    }
  }

  /// Dots of a PNG in a point of a sheet: 600 in an inch of paper, two on a screen.
  private static func dots(_ sheet: Sheet) -> Double { sheet.millimeters == nil ? 2 : 600.0 / 72 }

  private static func terminal(_ format: Format, _ sheet: Sheet, height: Double) -> String {
    let font = "font '\(sheet.font),\(sheet.size)'"
    let scale = sheet.scale
    switch format {
    case .svg:
      return "set terminal svg size \(sheet.width),\(height) dynamic \(font) linewidth \(scale) "
        + "dashlength \(scale) rounded noenhanced"
    case .png:
      // Cairo draws no picture that is higher than 32,767 dots.
      let k = min(dots(sheet), 30_000 / height)
      return "set terminal pngcairo size \(Int((k * sheet.width).rounded())),"
        + "\(Int((k * height).rounded())) \(font) fontscale \(k * 0.75) linewidth \(k * scale) "
        + "pointscale \(k * scale) dashlength \(k * scale) rounded noenhanced background rgb 'white'"
    case .pdf:
      return "set terminal pdfcairo size \(sheet.width / 72)in,\(height / 72)in \(font) "
        + "linewidth \(1.6 * scale) pointscale \(scale) dashlength \(scale) rounded noenhanced"
    }
  }

  /// The terminal of SVG has no scale for marks, so they are told their size.
  private static func script(_ layout: Layout, _ format: Format) -> String {
    guard format == .svg, layout.sheet.scale != 1 else { return layout.script }
    return layout.script.replacing(#/ ps ([0-9.]+)/#) { match in
      " ps \((Double(match.output.1) ?? 1) * layout.sheet.scale)"
    }
  }
}

/// What an SVG of gnuplot's does not say of itself: its title, and its size on paper.
private struct SVGLabel {
  let file: String
  let title: String
  let sheet: Sheet
  let height: Double

  func write(in folder: String) throws(RunError) {
    let path = "\(folder)/\(file)"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw RunError("\(path): cannot be read")
    }
    var text = String(decoding: bytes, as: UTF8.self)
    text = text.replacing("<title>Gnuplot</title>", with: "<title>\(HTML.escaped(title))</title>")
    if let width = sheet.millimeters {
      let size = [width, width * height / sheet.width].map { String(format: "%.2fmm", $0) }
      text = text.replacing(
        "<svg \n", with: "<svg width=\"\(size[0])\" height=\"\(size[1])\"\n", maxReplacements: 1)
    }
    try AtomicFile.replace(path, with: text)
  }
}

extension Figure {
  /// Each plot as a figure of its own, where there are several.
  var parts: [Figure] {
    guard plots.count > 1 else { return [] }
    return plots.map { plot in
      Figure(
        name: "\(name)-\(plot.name)", title: plot.title.isEmpty ? title : "\(plot.title): \(title)",
        caption: caption, variants: variants, legend: legend, plots: [plot], columns: 1)
    }
  }
}

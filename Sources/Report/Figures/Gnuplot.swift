import Console
import Foundation
import Glibc

/// Draws figures with gnuplot: an SVG and a PNG of each.
struct Gnuplot {
  /// The program; looked for in PATH.
  var program = "gnuplot"
  /// Seconds that a figure may take.
  var limit = 300.0
  /// Processes at a time.
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  /// Writes `NAME.svg` and `NAME.png` of every figure into a folder that exists.
  /// - Throws: where gnuplot is not there or fails, with the last line that it says.
  func draw(_ figures: [Figure], into folder: String) throws(RunError) {
    var progress = Terminal()
    defer { progress.clear() }
    var next = 0
    var active: [Drawing] = []
    while next < figures.count || !active.isEmpty {
      while next < figures.count, active.count < jobs {
        active.append(try start(figures[next], in: folder))
        next += 1
      }
      progress.show("figures: \(next - active.count) of \(figures.count)")
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
      guard access("\(folder)/\(drawing.name).svg", R_OK) == 0 else {
        throw RunError(
          "gnuplot drew nothing of figure \(drawing.name), and did not say why "
            + "(\(drawing.script) is kept)")
      }
      unlink(drawing.script)
    }
  }

  private struct Drawing {
    let name: String
    let script: String
    let errors: KeptOutput
    let process: ChildProcess
  }

  private func start(_ figure: Figure, in folder: String) throws(RunError) -> Drawing {
    let script = "\(folder)/\(figure.name).gp"
    let (width, height) = figure.size
    let text = """
      set terminal svg size \(width),\(height) dynamic font 'sans,13' rounded noenhanced
      set output '\(figure.name).svg'
      \(figure.script)
      reset session
      set terminal pngcairo size \(2 * width),\(2 * height) font 'sans,13' fontscale 1.55 linewidth 2 \
      pointscale 2 dashlength 2 rounded noenhanced background rgb 'white'
      set output '\(figure.name).png'
      \(figure.script)
      unset output

      """
    try AtomicFile.replace(script, with: text)
    let errors = try KeptOutput()
    do throws(RunError) {
      let process = try ChildProcess(
        gnuplot: program, "\(figure.name).gp", in: folder, errors: errors,
        missing: "\(program) is not installed; figures need it: apt install gnuplot-nox")
      return Drawing(name: figure.name, script: script, errors: errors, process: process)
    } catch {
      unlink(script)
      throw error
    }
  }
}

import Foundation
import Runs

/// Draws figures with gnuplot: an SVG and a PNG of each.
struct Gnuplot {
  /// The program; looked for in PATH.
  var program = "gnuplot"
  /// Processes at a time.
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  /// Writes `NAME.svg` and `NAME.png` of every figure into a folder that exists.
  /// - Throws: where gnuplot is not there or fails, with the last line that it says.
  func draw(_ figures: [Figure], into folder: String) throws(RunError) {
    var progress = Terminal()
    defer { progress.clear() }
    var next = 0
    var active: [(process: Process, script: String, figure: Figure)] = []
    while next < figures.count || !active.isEmpty {
      while next < figures.count, active.count < jobs {
        active.append(try start(figures[next], in: folder))
        next += 1
      }
      progress.show("figures: \(next - active.count) of \(figures.count)")
      let (process, script, figure) = active.removeFirst()
      process.waitUntilExit()
      let errors = script + ".errors"
      let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      try? FileManager.default.removeItem(atPath: errors)
      switch process.terminationStatus {
      case 0: try? FileManager.default.removeItem(atPath: script)
      case 127:
        try? FileManager.default.removeItem(atPath: script)
        throw RunError(
          "\(program) is not installed; figures need it: apt install gnuplot-nox", exitCode: 1)
      default:
        let line = said.split(separator: "\n").last { !$0.allSatisfy { " ^".contains($0) } } ?? ""
        throw RunError(
          "gnuplot failed on figure \(figure.name): \(line.trimmingCharacters(in: .whitespaces)) "
            + "(\(script) is kept)")
      }
    }
  }

  private func start(_ figure: Figure, in folder: String) throws(RunError) -> (
    process: Process, script: String, figure: Figure
  ) {
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
    try OutputFile.replace(script, with: text)
    let errors = script + ".errors"
    try OutputFile.replace(errors, with: "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, "\(figure.name).gp"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors) ?? .nullDevice
    do { try process.run() } catch { throw RunError("\(program) cannot be started") }
    return (process, script, figure)
  }
}

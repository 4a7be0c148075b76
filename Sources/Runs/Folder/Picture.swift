import Console
import Glibc

/// Draws a run with gnuplot: loss against time, and staleness and recovery against steps.
enum Picture {
  /// Writes `picture.gp` and makes `picture.png` of it.
  /// - Parameters:
  ///   - program: That draws.
  ///   - limit: Seconds that it may take.
  /// - Throws: where gnuplot is not there, fails, draws nothing or takes too long; the script stays.
  static func draw(
    _ folder: RunFolder, title: String, clock: RunClock, columns: [String],
    program: String = "gnuplot", limit: Double = 120
  ) throws(RunError) {
    try AtomicFile.replace(
      folder.file("picture.gp"), with: script(title: title, clock: clock, columns: columns))
    let errors = try KeptOutput()
    let process = try ChildProcess(
      gnuplot: program, "picture.gp", in: folder.path, errors: errors,
      missing: "gnuplot is not installed (apt install gnuplot-nox); picture.gp is kept")
    guard let end = process.wait(seconds: limit) else {
      throw RunError("gnuplot took longer than \(limit) s and was ended; picture.gp is kept")
    }
    guard end == .exited(0) else {
      throw RunError("gnuplot failed on picture.gp: \(errors.reason(of: end))")
    }
    guard access(folder.file("picture.png"), R_OK) == 0 else {
      throw RunError("gnuplot drew nothing, and did not say why; picture.gp is kept")
    }
  }

  private static func script(title: String, clock: RunClock, columns: [String]) -> String {
    var curves = [
      "'steps.csv' using 'time':'loss' with lines lc rgb '#0072B2' lw 2 title 'training loss, from messages'"
    ]
    if columns.contains("test_loss") {
      curves.append(
        "'evaluations.csv' using 'time':'test_loss' with points pt 7 ps 0.6 lc rgb '#D55E00' title 'test loss'"
      )
    }
    let score = columns.first { $0 == "test_accuracy" || $0 == "test_auc" }
    if let score {
      let name = score.replacing("_", with: " ")
      curves.append(
        "'evaluations.csv' using 'time':'\(score)' axes x1y2 with lines dt 2 lw 2 lc rgb '#009E73' title '\(name)'"
      )
    }
    let second =
      score == nil
      ? "" : "set border 11; set y2tics; set y2range [0:1]; set y2label 'score'\n"
    return """
      # Drawn by gnuplot from this folder's files: gnuplot picture.gp
      set terminal pngcairo size 1000,1050 font 'sans,12' background rgb 'white'
      set output 'picture.png'
      set datafile separator ','
      set multiplot layout 3,1 title '\(title)' font ',14'
      set grid back lc rgb '#cccccc' lw 0.5
      set key outside top center horizontal
      set tics nomirror
      set border 3
      set lmargin 10
      set rmargin 10
      set xlabel '\(clock.rawValue) time in seconds'
      set ylabel 'loss'
      \(second)plot \(curves.joined(separator: ", \\\n  "))
      unset y2tics; unset y2label; set border 3
      set xlabel 'step'
      set ylabel 'steps old'
      set yrange [0:*]
      plot 'steps.csv' using 'step':'staleness_max' with steps lc rgb '#E69F00' lw 1 title 'staleness, largest', \\
        'steps.csv' using 'step':'staleness_mean' with lines lc rgb '#0072B2' lw 2 title 'staleness, mean over samples'
      set ylabel 'messages'
      plot 'steps.csv' using 'step':'arrivals' with steps lc rgb '#999999' lw 1 title 'messages that came', \\
        'steps.csv' using 'step':'fresh' with steps lc rgb '#0072B2' lw 2 title 'of these fresh'
      unset multiplot

      """
  }
}

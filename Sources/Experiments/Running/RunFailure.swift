import Console
import Foundation

/// Why a run is not done, in one line, from what its command left.
enum RunFailure {
  /// - Parameter folder: The run's, with the command's output.
  static func reason(_ end: ChildProcess.End, folder: String) -> String {
    let errors = lines(of: folder + "/errors.txt")
    switch end {
    case .exited(0):
      let last = (errors.isEmpty ? lines(of: folder + "/output.txt") : errors).suffix(3)
      let said = last.isEmpty ? "it said nothing" : "it said: " + last.joined(separator: "; ")
      return
        "its command ended with code 0, and no run.json says that the run is done; a command must "
        + "wait for the run's end, as 'srun' and 'sbatch --wait' do; \(said.prefix(500))"
    case .exited(let code): return errors.first ?? "ended with exit code \(code)"
    case .killed(let signal): return "killed by signal \(signal)"
    case .lost: return "lost: its end was not seen"
    }
  }

  private static func lines(of path: String) -> [String] {
    // Whatever a foreign command writes: all of it, and no error.
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.allSatisfy(\.isWhitespace) }
  }
}

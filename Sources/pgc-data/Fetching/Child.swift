import Console
import Glibc

/// Runs other programs, which do what they do better: downloading, unpacking, checksums.
enum Child {
  struct Result {
    let code: Int32
    let output: String
    /// The last line that it wrote to standard error, without the program's name.
    let complaint: String
  }

  /// The signals that end a fetch.
  private static let signals: sigset_t = {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
    return set
  }()

  /// How the line begins that tells of a signal.
  static let interruption = "interrupted"

  /// Does `work` while signals wait for `pause`, so that one never leaves a child behind.
  static func withSignalsHeld<R, E: Error>(_ work: () throws(E) -> R) throws(E) -> R {
    var set = signals
    pthread_sigmask(SIG_BLOCK, &set, nil)
    defer { pthread_sigmask(SIG_UNBLOCK, &set, nil) }
    return try work()
  }

  /// Sleeps; true where a signal came.
  static func pause(milliseconds: Int) -> Bool {
    var set = signals
    var time = timespec(tv_sec: 0, tv_nsec: milliseconds * 1_000_000)
    return sigtimedwait(&set, nil, &time) > 0
  }

  /// Runs a program of the user's path and waits for its end.
  /// - Parameters:
  ///   - environment: Variables to set beside those of this process.
  ///   - progress: Called several times a second.
  /// - Throws: where it cannot be started, or a signal ends the fetch; the child is ended then too.
  static func run(
    _ command: [String], environment: [String: String] = [:], progress: () -> Void = {}
  ) throws(RunError) -> Result {
    let output = try KeptOutput()
    let errors = try KeptOutput()
    let process = try ChildProcess(
      command, environment: environment, output: .kept(output), errors: .kept(errors),
      ownGroup: true, missing: "there is no program '\(command[0])' here; install it")
    var nap = 2
    while true {
      // A program that ends by a signal has done nothing that counts.
      if let end = process.end() {
        let code: Int32 = if case .exited(let code) = end { code } else { -1 }
        return Result(code: code, output: output.text, complaint: complaint(errors.lastLine))
      }
      if pause(milliseconds: nap) {
        process.kill()
        _ = process.wait()
        throw RunError("\(interruption); the next fetch goes on with what was downloaded")
      }
      nap = min(100, 2 * nap)
      progress()
    }
  }

  private static func complaint(_ line: Substring) -> String {
    // curl: (6) Could not resolve host: …
    String(line.trimmingPrefix(/^[a-z0-9.-]+: (\([0-9]+\) )?/))
  }
}

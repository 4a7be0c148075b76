import Foundation
import Glibc
import Runs

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
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = try temporary()
    let errors = try temporary()
    process.standardOutput = output
    process.standardError = errors
    do { try process.run() } catch {
      throw RunError("cannot start \(command[0]): \(error)")
    }
    var nap = 2
    while process.isRunning {
      if pause(milliseconds: nap) {
        end(process)
        throw RunError("\(interruption); the next fetch goes on with what was downloaded")
      }
      nap = min(100, 2 * nap)
      progress()
    }
    // Of a shell, this code speaks of a program that it was to find.
    if process.terminationStatus == 127, command[0] != "sh" {
      throw RunError("there is no program '\(command[0])' here; install it")
    }
    return Result(
      code: process.terminationStatus, output: text(output), complaint: complaint(text(errors)))
  }

  private static func end(_ process: Process) {
    let child = process.processIdentifier
    // With a group of its own, what it started goes too.
    kill(getpgid(child) == child ? -child : child, SIGKILL)
    process.waitUntilExit()
  }

  /// A file without a name: nobody has to read while the child writes.
  private static func temporary() throws(RunError) -> FileHandle {
    guard let file = tmpfile() else {
      throw RunError("cannot make a temporary file: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    return FileHandle(fileDescriptor: dup(fileno(file)), closeOnDealloc: true)
  }

  private static func text(_ file: FileHandle) -> String {
    guard (try? file.seek(toOffset: 0)) != nil,
      let bytes = try? file.read(upToCount: 1 << 20)
    else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func complaint(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) } ?? ""
    // curl: (6) Could not resolve host: …
    return String(line.trimmingPrefix(/^[a-z0-9.-]+: (\([0-9]+\) )?/))
  }
}

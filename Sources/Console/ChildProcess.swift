import Glibc
import Settings

/// A command that runs beside this process, without input.
///
/// Foundation's `Process` closes what a child would inherit; a lock has to stay open in it.
public struct ChildProcess: Sendable {
  /// Where what it writes goes.
  public enum Output: Sendable {
    /// Nowhere.
    case none
    /// Into a file, which is made or emptied.
    case file(String)
    /// Into a file without a name, which is read when the child has ended.
    case kept(KeptOutput)
    /// To the standard error of this process.
    case standardError
  }

  /// How it ended.
  public enum End: Equatable, Sendable {
    case exited(Int32)
    case killed(Int32)
    /// Somebody else waited for it.
    case lost
  }

  private let id: pid_t
  private let hasGroup: Bool

  /// Starts a command; the first word is looked for in PATH.
  /// - Parameters:
  ///   - environment: Variables to set beside those of this process.
  ///   - descriptors: Those that stay open in the child, under their numbers, such as a lock's.
  ///   - ownGroup: Whether it gets a process group, so that `kill` ends what it starts too.
  ///   - missing: The line of the error where there is no such program.
  /// - Throws: where it cannot be started.
  public init(
    _ command: [String], environment: [String: String] = [:], output: Output = .none,
    errors: Output = .none, inheriting descriptors: [Int32] = [],
    ownGroup: Bool = false, missing: String? = nil
  ) throws(RunError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (number, output) in [(Int32(1), output), (2, errors)] {
      let flags = O_WRONLY | O_CREAT | O_TRUNC
      switch output {
      case .none: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0)
      case .file(let path): posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o666)
      case .kept(let kept): posix_spawn_file_actions_adddup2(&actions, kept.descriptor, number)
      case .standardError: posix_spawn_file_actions_adddup2(&actions, 2, number)
      }
    }
    for descriptor in descriptors {
      // Onto itself: that takes close-on-exec off, in the child alone.
      posix_spawn_file_actions_adddup2(&actions, descriptor, descriptor)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Whatever the thread that starts it has blocked, a child can be asked to end.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    let group = ownGroup ? POSIX_SPAWN_SETPGROUP : 0
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | group))

    let words = CStrings(command)
    let variables = environment.isEmpty ? nil : CStrings(Self.variables(adding: environment))
    var id = pid_t()
    let code = posix_spawnp(
      &id, command[0], &actions, &attributes, words.pointers, variables?.pointers ?? environ)
    guard code == 0 else {
      if code == ENOENT, let missing { throw RunError(missing) }
      throw RunError(system: "\(command[0]): cannot be started", code)
    }
    self.id = id
    hasGroup = ownGroup
  }

  /// Starts gnuplot on a script in a folder, which is where the script's names are looked for.
  /// - Parameters:
  ///   - missing: The line of the error where there is no such program.
  /// - Throws: where it cannot be started.
  public init(
    gnuplot program: String, _ script: String, in folder: String, errors: KeptOutput,
    missing: String
  ) throws(RunError) {
    let quoted = folder.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''")
    try self.init(
      [program, "-e", "cd '\(quoted)'", script], errors: .kept(errors), ownGroup: true,
      missing: missing)
  }

  /// How it ended, or nil while it runs.
  public func end() -> End? { wait(WNOHANG) }

  /// Waits for its end.
  public func wait() -> End {
    while true { if let end = wait(0) { return end } }
  }

  /// Waits for its end, and ends it itself where that takes too long.
  /// - Returns: How it ended; nil where it had to be ended.
  public func wait(seconds limit: Double) -> End? {
    let began = ContinuousClock.now
    while true {
      if let end = wait(WNOHANG) { return end }
      guard began.duration(to: .now) < .seconds(limit) else { break }
      usleep(5000)
    }
    kill()
    _ = wait()
    return nil
  }

  /// What a signal for it is sent to: its group where it has one.
  var signalTarget: pid_t { hasGroup ? -id : id }

  /// Sends it a signal.
  public func send(_ signal: Int32) { _ = Glibc.kill(id, signal) }

  /// Ends it, and in a group of its own what it started.
  public func kill() { _ = Glibc.kill(signalTarget, SIGKILL) }

  private func wait(_ options: Int32) -> End? {
    var status: Int32 = 0
    let id = waitpid(id, &status, options)
    if id == 0 || (id < 0 && errno == EINTR) { return nil }
    guard id > 0 else { return .lost }
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal)
  }

  /// `name=value` for all variables of this process, with others set.
  private static func variables(adding added: [String: String]) -> [String] {
    var lines = added.map { "\($0)=\($1)" }
    var place = environ
    while let line = place.pointee.map({ String(cString: $0) }) {
      if added[String(line.prefix { $0 != "=" })] == nil { lines.append(line) }
      place += 1
    }
    return lines
  }
}

/// What a child writes, in a file without a name: nobody has to read while it runs.
public final class KeptOutput: Sendable {
  let descriptor: Int32

  /// An empty file.
  public init() throws(RunError) {
    guard let file = tmpfile() else { throw RunError(system: "cannot make a temporary file") }
    descriptor = fcntl(fileno(file), F_DUPFD_CLOEXEC, 3)
    fclose(file)
    guard descriptor >= 0 else { throw RunError(system: "cannot make a temporary file") }
  }

  deinit { close(descriptor) }

  /// What was written, up to a mebibyte.
  public var text: String {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return String(decoding: bytes[..<max(count, 0)], as: UTF8.self)
  }

  /// The last line that is not blank.
  public var lastLine: Substring {
    text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) } ?? ""
  }

  /// Why a process failed: the last line that says something, or else how it ended.
  public func reason(of end: ChildProcess.End) -> String {
    // Marks below a line show a place in it.
    let line = text.split(whereSeparator: \.isNewline).last { line in
      !line.allSatisfy { $0.isWhitespace || $0 == "^" }
    }
    if let line { return oneLine(String(line.prefix(500))).trimming }
    switch end {
    case .exited(let code): return "it ended with code \(code) and said nothing"
    case .killed(let signal): return "it was ended by signal \(signal)"
    case .lost: return "it ended, and nobody knows how"
    }
  }
}

extension String {
  fileprivate var trimming: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

/// Words as C has them, freed with the value.
private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ words: [String]) {
    count = words.count
    pointers = .allocate(capacity: count + 1)
    for (i, word) in words.enumerated() { (pointers + i).initialize(to: strdup(word)) }
    (pointers + count).initialize(to: nil)
  }

  deinit {
    for i in 0..<count { free(pointers[i]) }
    pointers.deallocate()
  }
}

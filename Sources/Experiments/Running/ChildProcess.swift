import Glibc
import Runs

/// A command that runs beside this process: no input, output into files, and one lock inherited.
///
/// Foundation's `Process` closes what a child would inherit; the lock has to stay open in it.
struct ChildProcess {
  let id: pid_t

  /// Starts a command; the first word is looked for in PATH.
  init(_ command: [String], output: String, errors: String, inheriting descriptor: Int32)
    throws(RunError)
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o644)
    // Onto itself: that takes close-on-exec off, in the child alone.
    posix_spawn_file_actions_adddup2(&actions, descriptor, descriptor)
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var id = pid_t()
    let code = posix_spawnp(&id, command[0], &actions, nil, words, environ)
    guard code == 0 else {
      throw RunError("\(command[0]): cannot be started: \(String(cString: strerror(code)))")
    }
    self.id = id
  }

  /// How it ended, or nil while it runs.
  func end() -> End? {
    var status: Int32 = 0
    let id = waitpid(id, &status, WNOHANG)
    if id == 0 || (id < 0 && errno == EINTR) { return nil }
    guard id > 0 else { return .lost }
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal)
  }

  enum End: Equatable {
    case exited(Int32)
    case killed(Int32)
    /// Somebody else waited for it.
    case lost
  }
}

import Glibc

/// Lines and progress for the user.
public enum StandardError {
  /// Writes as much as standard error takes; what is lost there is no error of the run.
  public static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes one line, with the command's name before it.
  public static func line(_ text: String, from command: String) {
    write("\(command): \(text)\n")
  }
}

import Console
import Glibc

/// Where a page is served: its port, and the token that its address must have.
struct LiveAddress: Equatable, Sendable {
  var port: UInt16
  var token: String

  var text: String { "http://127.0.0.1:\(port)/\(token)/" }

  /// A token of 128 random bits.
  static func newToken() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  init(port: UInt16, token: String = newToken()) {
    self.port = port
    self.token = token
  }

  /// Reads what `write` left; nil where that is nothing of its kind.
  init?(kept path: String) {
    guard let bytes = readFile(path) else { return nil }
    let words = String(decoding: bytes.prefix(100), as: UTF8.self).split(
      whereSeparator: \.isWhitespace)
    guard words.count == 2, let port = UInt16(words[0]), port > 0, words[1].utf8.count == 32,
      words[1].allSatisfy({ $0.isHexDigit })
    else { return nil }
    self.init(port: port, token: String(words[1]))
  }

  /// Keeps it where only the user can read it, so that who goes on with a run serves it again.
  /// - Throws: where it cannot be written.
  func write(to path: String) throws(RunError) {
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw RunError(system: "\(path): cannot be written") }
    defer { close(descriptor) }
    let text = "\(port) \(token)\n"
    guard Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count else {
      throw RunError(system: "\(path): cannot be written")
    }
  }
}

import Glibc

/// Letters over a TCP connection: each a length of four bytes, then so many bytes.
struct Mail {
  /// What looking for a letter comes to.
  enum Found: Equatable {
    case letter([UInt8])
    case nothing
    case closed
  }

  /// Longer ones are not read: the connection counts as closed.
  static let longest = RankReport.longest + 16

  let descriptor: Int32
  private var bytes: [UInt8] = []

  /// Letters on a connection that is closed by whoever made it.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next letter, if it is there in whole.
  mutating func look() -> Found {
    var piece = [UInt8](repeating: 0, count: 4096)
    var isClosed = false
    while bytes.count < Self.longest + 4 {
      let count = recv(descriptor, &piece, piece.count, Int32(MSG_DONTWAIT))
      if count < 0, errno == EINTR { continue }
      isClosed = count == 0 || count < 0 && errno != EAGAIN && errno != EWOULDBLOCK
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    guard bytes.count >= 4 else { return isClosed ? .closed : .nothing }
    let length = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    guard length <= Self.longest else { return .closed }
    guard bytes.count >= 4 + length else { return isClosed ? .closed : .nothing }
    let letter = Array(bytes[4..<4 + length])
    bytes.removeFirst(4 + length)
    return .letter(letter)
  }

  /// Waits for a letter.
  /// - Returns: nil where none comes within `seconds`, or never will.
  mutating func wait(seconds: Double) -> [UInt8]? {
    let limit = MPIEnvironment.wallClock + seconds
    while MPIEnvironment.wallClock < limit {
      switch look() {
      case .letter(let letter): return letter
      case .closed: return nil
      case .nothing: usleep(5_000)
      }
    }
    return nil
  }

  /// Sends a letter; false where the other side is gone, or does not read for seconds.
  func send(_ letter: [UInt8]) -> Bool {
    let whole = (0..<4).map { UInt8(truncatingIfNeeded: letter.count >> (8 * $0)) } + letter
    var sent = 0
    while sent < whole.count {
      let count = whole[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}

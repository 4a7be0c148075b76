import Console
import Glibc

/// The control connection to a program: frames go out, frames come back, and nothing waits forever.
final class Conversation {
  /// The end of the program, to inherit.
  let theirs: Int32
  private let ours: Int32
  private let patience: Double
  private var received: [UInt8] = []
  private var piece = [UInt8](repeating: 0, count: 1 << 16)

  /// Why no answer comes.
  enum Silence: Error {
    /// The connection is closed: the program has ended, or closed it.
    case ended
    /// Nothing came for so many seconds.
    case patience(Double)
    /// What came is no frame.
    case rubbish(String)
  }

  /// A connection.
  /// - Parameter patience: Seconds for which a program may leave a question unanswered.
  /// - Throws: where the system has no descriptors left.
  init(patience: Double) throws(RunError) {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else { throw RunError(system: "cannot make a pair of sockets") }
    (ours, theirs) = (ends[0], ends[1])
    self.patience = patience
  }

  deinit {
    close(ours)
    if isShared { close(theirs) }
  }

  private var isShared = true

  /// Closes this process's copy of the program's end, once the program has it: only then does the
  /// program's end show.
  func keepOurs() {
    close(theirs)
    isShared = false
  }

  /// Says that nothing will be asked any more: the program reads an end of file.
  func bye() { shutdown(ours, Int32(SHUT_RDWR)) }

  /// Sends a frame.
  func send(_ frame: Frame) throws(Silence) {
    let bytes = frame.bytes
    var sent = 0
    var waited = 0.0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          ours, $0.baseAddress.map { $0 + sent }, $0.count - sent,
          Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        try wait(for: Int16(POLLOUT), milliseconds: 100, &waited)
      } else if errno != EINTR {
        throw .ended
      }
    }
  }

  /// Waits for a frame.
  /// - Parameter wait: Called every two milliseconds.
  func receive(meanwhile: () -> Void) throws(Silence) -> Frame {
    var waited = 0.0
    while true {
      if let frame = try taken() { return frame }
      if try wait(for: Int16(POLLIN), milliseconds: 2, &waited) { try read() }
      meanwhile()
    }
  }

  /// Whether the socket is ready; counts the seconds that it was not.
  @discardableResult
  private func wait(for event: Int16, milliseconds: Int32, _ waited: inout Double) throws(Silence)
    -> Bool
  {
    var question = pollfd(fd: ours, events: event, revents: 0)
    let began = ContinuousClock.now
    guard poll(&question, 1, milliseconds) <= 0 else { return true }
    // A process that was stopped itself must not take its own silence for that of the program.
    let took = began.duration(to: .now) / .seconds(1)
    waited += min(took, 1)
    guard waited < patience else { throw .patience(patience) }
    return false
  }

  private func read() throws(Silence) {
    let count = piece.withUnsafeMutableBytes {
      recv(ours, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
    }
    if count > 0 {
      received += piece[..<count]
    } else if count == 0 || ![EAGAIN, EWOULDBLOCK, EINTR].contains(errno) {
      throw .ended
    }
  }

  /// The first frame of what has come, once it is whole.
  private func taken() throws(Silence) -> Frame? {
    guard received.count >= Frame.headerLength else { return nil }
    let number: UInt32 = received.number(at: 0)
    let length = Int(received.number(at: 4, as: UInt32.self))
    guard let kind = Frame.Kind(rawValue: number), length <= Frame.longest else {
      throw .rubbish("a frame of kind \(number) with \(length) bytes")
    }
    let end = Frame.headerLength + length
    guard received.count >= end else { return nil }
    let frame = Frame(kind, Array(received[Frame.headerLength..<end]))
    received.removeFirst(end)
    return frame
  }
}

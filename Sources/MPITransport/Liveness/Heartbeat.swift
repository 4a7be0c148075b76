import Glibc
import Synchronization

/// A worker's heart: a thread that sends a byte to the parameter server twice a second, and ends the
/// process where the server is gone.
///
/// Under the flags that let a job outlive a rank, nothing else would end a worker whose server died.
public final class Heartbeat: Sendable {
  /// Between two beats.
  static let seconds = 0.5

  private let descriptor: Int32
  private let isOver = Atomic<Bool>(false)

  /// Begins to beat on a connection.
  init(on descriptor: Int32) {
    self.descriptor = descriptor
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Heartbeat>.fromOpaque(context).takeRetainedValue().beat()
        return nil
      }, context)
    pthread_detach(thread)
  }

  /// The run is over: the server may go.
  public func end() { isOver.store(true, ordering: .releasing) }

  /// Ends with words for the parameter server to tell, since others may have the same to say.
  /// - Returns: Whether they were heard, within five seconds.
  public func end(saying words: String) -> Bool {
    end()
    let bytes = words.utf8.filter { $0 != Self.pulse && $0 != Self.end }.prefix(Self.longest)
    guard sendAll(bytes + [Self.end]) else { return false }
    var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    var answer: UInt8 = 0
    return poll(&question, 1, 5_000) == 1 && recv(descriptor, &answer, 1, 0) == 1
  }

  /// What a beat is, what ends the last words, and bytes of the longest.
  static let pulse: UInt8 = 1
  static let end: UInt8 = 0
  static let longest = 1 << 16

  private func sendAll(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private func beat() {
    var byte = Self.pulse
    while !isOver.load(ordering: .acquiring) {
      let sent = send(descriptor, &byte, 1, Int32(MSG_NOSIGNAL))
      if sent < 0, errno != EINTR, !isOver.load(ordering: .acquiring) {
        let line = "pgc-train: the parameter server is gone: this worker ends\n"
        _ = line.withCString { write(2, $0, strlen($0)) }
        _exit(1)
      }
      var nap = timespec(tv_sec: 0, tv_nsec: Int(Self.seconds * 1e9))
      nanosleep(&nap, nil)
    }
  }
}

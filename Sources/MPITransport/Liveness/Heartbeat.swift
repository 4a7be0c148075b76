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

  private func beat() {
    var byte: UInt8 = 1
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

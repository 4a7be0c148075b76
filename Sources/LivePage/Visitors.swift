import Console
import Glibc
import Synchronization

/// Who looks at a page, and whether they have seen its last state.
final class Visitors: Sendable {
  private struct Seen {
    var port: UInt16 = 0
    var last: ContinuousClock.Instant?
    var isOver = false
    var sawEnd = false
  }
  private let seen = Mutex(Seen())

  /// The server has its port.
  func serve(_ port: UInt16) {
    seen.withLock { $0.port = port }
    closeOnExec(port)
  }

  /// Somebody has been given the state.
  func came() {
    let port = seen.withLock { seen in
      seen.last = .now
      if seen.isOver { seen.sawEnd = true }
      return seen.port
    }
    closeOnExec(port)
  }

  /// Waits until somebody who looked lately has seen the last state, which is there now.
  func waitForLast() {
    let began = ContinuousClock.now
    let isWatched = seen.withLock { seen in
      seen.isOver = true
      return seen.last.map { $0.duration(to: began) < .seconds(3) } ?? false
    }
    guard isWatched else { return }
    while began.duration(to: .now) < .milliseconds(1500) {
      if seen.withLock({ $0.sawEnd }) {
        // The answer is still on its way.
        usleep(100_000)
        return
      }
      usleep(20_000)
    }
  }

  /// Keeps programs that this process starts from holding its port when it is gone.
  private func closeOnExec(_ port: UInt16) {
    for descriptor in names(in: "/proc/self/fd").compactMap({ Int32($0) }) {
      var address = sockaddr_in()
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let code = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getsockname(descriptor, $0, &length)
        }
      }
      guard code == 0, address.sin_family == sa_family_t(AF_INET),
        address.sin_port == port.bigEndian
      else { continue }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
  }
}

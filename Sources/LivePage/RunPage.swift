public import Console
import Glibc
public import Runs
import Synchronization

/// A page that shows a run while it runs: `--live` of `pgc-train`.
public final class RunPage: Audience {
  private struct State: Sendable {
    var server: LiveServer?
    var board: LiveBoard?
    var file: String?
  }
  private let port: UInt16?
  private let state = Mutex(State())

  /// A page that is not served yet.
  /// - Parameter port: nil for any that is free.
  public init(port: UInt16?) { self.port = port }

  public func prepare(resuming resumed: String?) throws(RunError) {
    let kept = resumed.flatMap { LiveAddress(kept: $0 + "/" + RunFolder.addressName) }
    let server = try LiveServer.again(port: port, kept: kept) { [self] in
      state.withLock { $0.board }?.json ?? #"{"kind":"none"}"#
    }
    state.withLock { $0.server = server }
  }

  public func begin(_ board: LiveBoard, in folder: RunFolder) throws(RunError) {
    let path = folder.file(RunFolder.addressName)
    guard let server = state.withLock({ $0.server }) else { return }
    try server.address.write(to: path)
    state.withLock {
      $0.board = board
      $0.file = path
    }
    StandardError.line("live page: \(server.address.text)", from: "pgc-train")
  }

  public func end(waits: Bool, isDone: Bool) {
    let (server, file) = state.withLock { ($0.server, $0.file) }
    if waits { server?.end() }
    if isDone, let file { unlink(file) }
  }
}

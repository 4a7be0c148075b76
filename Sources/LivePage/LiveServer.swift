import Console
import Dispatch
import FlyingFox
import FlyingSocks
import Foundation
import Glibc
import Synchronization

/// A server of one page on this machine, on threads of its own that keep no process alive.
final class LiveServer: Sendable {
  let address: LiveAddress
  private let visitors: Visitors

  /// Begins to serve.
  /// - Parameters:
  ///   - wanted: Port and token; port 0 for any that is free.
  ///   - state: What the page shows, in JSON.
  /// - Throws: where the port cannot be had.
  init(_ wanted: LiveAddress, state: @escaping @Sendable () -> String) throws(RunError) {
    let visitors = Visitors()
    let handler = LiveHandler(token: wanted.token, state: state) { visitors.came() }
    let loopback: sockaddr_in
    do { loopback = try .inet(ip4: "127.0.0.1", port: wanted.port) } catch {
      throw RunError("--live: 127.0.0.1 is no address here: \(error)")
    }
    let server = HTTPServer(address: loopback, logger: .disabled, handler: handler)
    let outcome = Self.wait(for: server)
    guard case .success(let port) = outcome else {
      throw Self.failure(wanted.port, outcome)
    }
    address = LiveAddress(port: port, token: wanted.token)
    self.visitors = visitors
    visitors.serve(port)
  }

  /// Begins to serve where an earlier process did, so that a page that was left open finds it again.
  /// - Parameters:
  ///   - port: The one that is asked for; nil for that of the earlier process, or any if it is taken.
  ///   - kept: Where the earlier process served.
  /// - Throws: where the port cannot be had.
  static func again(
    port: UInt16?, kept: LiveAddress?, state: @escaping @Sendable () -> String
  ) throws(RunError) -> LiveServer {
    if port == nil, let kept, let same = try? LiveServer(kept, state: state) { return same }
    let token = kept?.token ?? LiveAddress.newToken()
    return try LiveServer(LiveAddress(port: port ?? 0, token: token), state: state)
  }

  /// Lets whoever looks see the end: a second and a half at most, and not at all where nobody looks.
  func end() { visitors.waitForLast() }

  private static func wait(for server: HTTPServer) -> Result<UInt16, any Error> {
    let begun = DispatchSemaphore(value: 0)
    let outcome = Mutex<Result<UInt16, any Error>?>(nil)
    let tell: @Sendable (Result<UInt16, any Error>) -> Void = { result in
      let isFirst = outcome.withLock { outcome in
        defer { outcome = outcome ?? result }
        return outcome == nil
      }
      if isFirst { begun.signal() }
    }
    Task.detached {
      do { try await server.run() } catch { tell(.failure(error)) }
    }
    Task.detached {
      do {
        try await server.waitUntilListening()
        guard case .ip4(_, let port)? = await server.listeningAddress else { return }
        tell(.success(port))
      } catch { tell(.failure(error)) }
    }
    begun.wait()
    return outcome.withLock { $0 } ?? .failure(SocketError.disconnected)
  }

  private static func failure(_ port: UInt16, _ outcome: Result<UInt16, any Error>) -> RunError {
    let what = port == 0 ? "--live" : "--live \(port)"
    let remedy = "name another port, or leave it out for any that is free"
    guard case .failure(let error) = outcome else { return RunError(what) }
    guard case .failed(_, let code, _)? = error as? SocketError else {
      return RunError("\(what): the port cannot be had: \(error.localizedDescription); \(remedy)")
    }
    let reason =
      switch code {
      case EADDRINUSE: "another program has the port"
      case EACCES: "a port below 1024 is for root alone"
      default: "the port cannot be had: \(errorText(code))"
      }
    return RunError("\(what): \(reason); \(remedy)")
  }
}

import FlyingFox
import Foundation
import Synchronization

/// Answers a browser on this machine that knows the token, and nobody else.
struct LiveHandler: HTTPHandler {
  let token: String
  /// What the page shows, in JSON.
  let state: @Sendable () -> String
  /// Called once somebody has asked for the state.
  let asked: @Sendable () -> Void

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    // A page of another host whose name was turned to this machine says that name here.
    guard Self.isHere(request.headers[.host]) else {
      return Self.refusal(.forbidden, "This page is for browsers on its own machine.\n")
    }
    // The path as it was sent: relative addresses need its last slash.
    let parts = request.target.path().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 1, parts[0].isEmpty, Self.isSame(String(parts[1]), token) else {
      return Self.refusal(.notFound, "There is nothing here; take the whole address.\n")
    }
    guard request.method == .GET else {
      return Self.refusal(.methodNotAllowed, "This page can be looked at alone.\n")
    }
    switch parts.dropFirst(2) {
    case [""]: return Self.page()
    case []:
      return HTTPResponse(
        statusCode: .movedPermanently, headers: [.location: "/\(token)/"], body: Data())
    case ["state"]:
      let text = state()
      asked()
      return Self.answer("application/json", text)
    default: return Self.refusal(.notFound, "There is nothing here; take the whole address.\n")
    }
  }

  /// Whether a request was sent to a name of this machine, on whatever port a tunnel has.
  static func isHere(_ host: String?) -> Bool {
    guard let host = host?.lowercased() else { return false }
    return ["127.0.0.1", "localhost", "[::1]"].contains { name in
      guard host.hasPrefix(name) else { return false }
      let rest = host.dropFirst(name.count)
      return rest.isEmpty
        || rest.first == ":" && rest.count > 1
          && rest.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }
  }

  /// Takes as long whatever the first difference is.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    return a.count == b.count && zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func page() -> HTTPResponse {
    let nonce = LiveAddress.newToken()
    return answer(
      "text/html; charset=utf-8", Page.text(nonce: nonce),
      [
        HTTPHeader("Content-Security-Policy"):
          "default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; "
          + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'"
      ])
  }

  private static func refusal(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    answer("text/plain; charset=utf-8", text, status: status)
  }

  private static func answer(
    _ type: String, _ text: String, _ more: [HTTPHeader: String] = [:],
    status: HTTPStatusCode = .ok
  ) -> HTTPResponse {
    let headers = [
      .contentType: type, HTTPHeader("Cache-Control"): "no-store",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
      // The address has the token in it.
      HTTPHeader("Referrer-Policy"): "no-referrer",
      HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
    ].merging(more) { $1 }
    return HTTPResponse(statusCode: status, headers: HTTPHeaders(headers), body: Data(text.utf8))
  }
}

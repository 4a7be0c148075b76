import Console
import Foundation
import Glibc
import Testing

@testable import LivePage

/// A server, and who asks it.
private struct Served {
  let server: LiveServer
  var token: String { server.address.token }

  init() async throws {
    server = try await onThread { try LiveServer(LiveAddress(port: 0)) { #"{"kind":"none"}"# } }
  }

  /// The answer to a request as it is sent.
  func answer(_ request: String) async throws -> String {
    let port = server.address.port
    return try await onThread { try Self.answer(request, port: port) }
  }

  private static func answer(_ request: String, port: UInt16) throws -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(code == 0)
    let text = (request + "\nConnection: close\n\n").replacing("\n", with: "\r\n")
    _ = send(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL))
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var all: [UInt8] = []
    while case let count = recv(descriptor, &bytes, bytes.count, 0), count > 0 {
      all += bytes[..<count]
    }
    return String(decoding: all, as: UTF8.self)
  }

  func status(_ request: String) async throws -> String {
    String(try await answer(request).split(separator: " ").dropFirst().first ?? "")
  }
}

/// The page is for who is on this machine and knows its address, and nobody else.
///
/// Where answers are waited for, a process of its own: a server answers on the threads that all tests of a
/// process share, and some of them wait for minutes.
@Suite("The server") struct ServerTests {
  @Test func hasThePageAndTheState() async {
    await #expect(processExitsWith: .success) {
      let here = try await Served()
      let page = try await here.answer("GET /\(here.token)/ HTTP/1.1\nHost: 127.0.0.1:1")
      #expect(page.hasPrefix("HTTP/1.1 200 ") && page.contains("</html>"))
      #expect(
        page.contains("Cache-Control: no-store") && page.contains("Referrer-Policy: no-referrer"))
      // Nothing of another machine, and no script but its own.
      let nonce = try #require(page.firstMatch(of: /script-src 'nonce-([0-9a-f]{32})'/)?.1)
      #expect(page.contains("<script nonce=\"\(nonce)\">") && page.contains("default-src 'none'"))
      #expect(!page.contains("src=\"") && !page.contains("@import"))
      let state = try await here.answer("GET /\(here.token)/state HTTP/1.1\nHost: localhost")
      #expect(state.hasSuffix(#"{"kind":"none"}"#) && state.contains("application/json"))
      #expect(try await here.status("GET /\(here.token) HTTP/1.1\nHost: localhost") == "301")
    }
  }

  @Test("Names of this machine are taken, on the port of any tunnel")
  func hosts() async {
    await #expect(processExitsWith: .success) {
      let here = try await Served()
      for (host, isHere) in [
        ("127.0.0.1", true), ("localhost:9000", true), ("LOCALHOST", true), ("[::1]:80", true),
        ("evil.example", false), ("localhost.evil.example", false),
        ("127.0.0.1.evil.example", false), ("evil.example:80", false), ("localhost:", false),
        ("127.0.0.1:80@evil", false), ("192.168.0.1", false), ("", false),
      ] {
        let status = try await here.status("GET /\(here.token)/ HTTP/1.1\nHost: \(host)")
        #expect(status == (isHere ? "200" : "403"), "\(host)")
      }
      #expect(try await here.status("GET /\(here.token)/ HTTP/1.1\nAccept: */*") == "403")
    }
  }

  @Test func nothingWithoutTheToken() async {
    await #expect(processExitsWith: .success) {
      let here = try await Served()
      let other = LiveAddress.newToken()
      #expect(other != here.token)
      for path in [
        "/", "/\(other)/", "/\(other)/state", "/state", "/favicon.ico",
        "/\(here.token.dropLast())/",
        "/\(here.token)0/", "//\(here.token)/", "/x/../\(here.token)/",
        "/\(here.token.uppercased())x/",
      ] {
        #expect(try await here.status("GET \(path) HTTP/1.1\nHost: localhost") == "404", "\(path)")
      }
      for path in ["/\(here.token)/other", "/\(here.token)/state/", "/\(here.token)/../state"] {
        #expect(try await here.status("GET \(path) HTTP/1.1\nHost: localhost") == "404", "\(path)")
      }
      for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        #expect(
          try await here.status("\(method) /\(here.token)/ HTTP/1.1\nHost: localhost") == "405",
          "\(method)")
      }
    }
  }

  @Test func listensOnLoopbackAlone() async throws {
    let server = try await Served().server
    let port = String(server.address.port, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: 4 - port.count) + port
    func listening(_ file: String) -> [Substring] {
      let rows = (readFile(file).map { String(decoding: $0, as: UTF8.self) } ?? "")
        .split(separator: "\n").map { $0.split(separator: " ") }
      return rows.filter { $0.count > 3 && $0[3] == "0A" && $0[1].hasSuffix(":" + padded) }.map {
        $0[1]
      }
    }
    #expect(listening("/proc/net/tcp") == ["0100007F:\(padded)"])
    #expect(listening("/proc/net/tcp6").isEmpty)
  }

  @Test func aPortThatIsTakenIsToldInALine() async throws {
    let server = try await Served().server
    let port = server.address.port
    let error = await #expect(throws: RunError.self) {
      try await onThread { _ = try LiveServer(LiveAddress(port: port)) { "" } }
    }
    #expect(
      error?.description.hasPrefix("--live \(server.address.port): another program has the port; ")
        == true)
    #expect(error?.exitCode == 1)
  }

  @Test("Who goes on serves the same page, and what is no address is none")
  func kept() async throws {
    let server = try await Served().server
    let token = server.address.token
    let path = NSTemporaryDirectory() + "live-" + LiveAddress.newToken()
    defer { unlink(path) }
    try server.address.write(to: path)
    #expect(LiveAddress(kept: path) == server.address)
    var facts = stat()
    #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    for text in ["", "80", "80 \(token)0", "0 \(token)", "80 \(token) x", "80 ../../../\(token)"] {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(LiveAddress(kept: path) == nil, "\(text)")
    }
    // The port of before is taken, so another one has the same token.
    let address = server.address
    let again = try await onThread { try LiveServer.again(port: nil, kept: address) { "" } }
    #expect(again.address.token == token && again.address.port != server.address.port)
  }
}

/// Does what waits on a thread of its own: the server answers on threads that tests share.
private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws
  -> Value
{
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}

import Foundation
import TestSupport

/// A small HTTP server on this machine that knows ranges, and stalls where it is told to.
final class Server: Sendable {
  static let isPossible =
    ["/usr/bin/python3", "/usr/local/bin/python3"].contains {
      FileManager.default.fileExists(atPath: $0)
    }
    || (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.fileExists(atPath: "\($0)/python3")
    }

  let address: String
  private let folder: TemporaryFolder
  private let child: Int32

  private static let script = """
    import http.server, os, sys, time

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            data = open("data", "rb").read()
            asked = self.headers.get("Range")
            open("requests", "a").write((asked or "whole") + "\\n")
            start = int(asked[6:].split("-")[0]) if asked else 0
            if asked and os.path.exists("refusal"):
                self.send_response(int(open("refusal").read()))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(206 if asked else 200)
            self.send_header("Content-Length", str(len(data) - start))
            if asked:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            self.end_headers()
            stop = int(open("stop").read())
            self.wfile.write(data[start:stop])
            self.wfile.flush()
            if stop < len(data):
                time.sleep(60)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    open("port.new", "w").write(str(server.server_address[1]))
    os.rename("port.new", "port")
    server.serve_forever()
    """

  /// Serves `data` under every name, the first `stopAt` bytes only until `goOn`.
  init(serving data: Data, stopAt: Int) async throws {
    folder = try TemporaryFolder()
    try folder.write("data", data)
    try folder.write("stop", "\(stopAt)")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    child = process.processIdentifier
    while folder.bytes("port") == nil, process.isRunning {
      try await Task.sleep(for: .milliseconds(20))
    }
    address = "http://127.0.0.1:\(String(decoding: folder.bytes("port") ?? Data(), as: UTF8.self))"
  }

  deinit { kill(child, SIGKILL) }

  /// From now on gives all bytes.
  func goOn() throws { try folder.write("stop", "\(folder.bytes("data")?.count ?? 0)") }

  /// From now on answers with this status to who asks for a part.
  func refuseParts(status: Int) throws { try folder.write("refusal", "\(status)") }

  /// What was asked for: "whole", or the range.
  func requests() throws -> [String] {
    String(decoding: folder.bytes("requests") ?? Data(), as: UTF8.self).split(separator: "\n")
      .map(String.init)
  }
}

public import Console
import Glibc

/// A page that shows the runs of a plan while they run: `--live` of `pgc-experiment run`.
public struct PlanPage: Sendable {
  private let server: LiveServer
  private let file: String

  /// Begins to serve, where an interrupted plan was served before if that can be, and says where.
  /// - Parameters:
  ///   - port: nil for any that is free.
  ///   - plan: The plan's name.
  ///   - store: The folder of runs, which is made.
  ///   - state: What the page shows, in JSON.
  /// - Throws: where the port cannot be had.
  public init(
    port: UInt16?, of plan: String, in store: String, state: @escaping @Sendable () -> String
  ) throws(RunError) {
    try makeFolder(store, option: "--store")
    file = "\(store)/.\(plan).live"
    server = try LiveServer.again(port: port, kept: LiveAddress(kept: file), state: state)
    try server.address.write(to: file)
    StandardError.line("live page: \(server.address.text)", from: "pgc-experiment")
  }

  /// Lets whoever looks see the end.
  public func end() {
    server.end()
    unlink(file)
  }
}

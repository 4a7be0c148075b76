/// A run that was asked to end, by a signal.
public struct Interruption: Error, Equatable, Sendable, CustomStringConvertible {
  /// SIGTERM, SIGINT, SIGHUP or SIGUSR1, by number.
  public let signal: Int32
  public let description: String

  /// An end on request.
  public init(signal: Int32) {
    self.signal = signal
    let names: [Int32: String] = [1: "SIGHUP", 2: "SIGINT", 10: "SIGUSR1", 15: "SIGTERM"]
    description = "interrupted by \(names[signal] ?? "signal \(signal)")"
  }
}

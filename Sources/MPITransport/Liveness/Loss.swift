/// A worker that was lost, for the record.
public struct Loss: Equatable, Sendable {
  /// How it was noticed.
  public enum Sign: String, Sendable {
    /// Its connection beside MPI was closed: the process has ended.
    case ended = "its process has ended"
    /// Nothing was heard of it for longer than the patience: it is frozen, or its host is cut off.
    case silent = "nothing is heard of it"
  }

  /// Which one.
  public let worker: Int
  /// When, in seconds since the run began.
  public let time: Double
  /// How it was noticed.
  public let sign: Sign
  /// When it was there again; nil where it never was.
  public var back: Double?
}

extension Loss: CustomStringConvertible {
  /// A line for the user.
  public var description: String {
    func text(_ seconds: Double) -> String { "\((seconds * 100).rounded() / 100) s" }
    guard let back else { return "worker \(worker) is lost after \(text(time)): \(sign.rawValue)" }
    return "worker \(worker) is there again after \(text(back))"
  }
}

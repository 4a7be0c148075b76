public import Coding
public import Settings

/// Uncoded synchronous gradient descent: block i on worker i, and the parameter server waits for all.
///
/// Every exact scheme must give its iterates to rounding.
public struct Uncoded: Scheme {
  public static let description = SchemeDescription(
    Entry("uncoded", "synchronous gradient descent: waits for every worker"),
    promise: .exact, constraint: "any n", load: "1", waitsFor: "n", memory: "n",
    usesStragglers: false,
    use: "workers are equally fast, or as a reference",
    warning:
      "a worker that is gone stops it; published programs let stragglers catch up, or "
      + "receive over models in use, while nobody measures",
    citation: "textbook synchronous SGD; the reference of every comparison")

  public let workers: Int
  private let rows: [[Term]]

  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    workers = request.workers
    rows = (0..<workers).map { [Term($0)] }
  }

  public func terms(worker: Int, step: Int) -> [Term] { rows[worker] }

  public func makeGather(shares: [Double]) -> any Gather {
    IgnoreStragglers.Collecting(workers, rescaled: false, shares: shares)
  }

  public var waitsFor: String { "all \(workers) workers" }
}

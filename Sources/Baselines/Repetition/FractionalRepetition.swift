public import Coding
public import Settings

/// Fractional repetition code (FRC): groups of c = s + 1 workers that evaluate the same c blocks.
///
/// B is block diagonal with ones; one message of each group makes the exact gradient. Any n − s
/// workers contain one of every group, and usually far fewer do: the step closes as soon as every
/// group has answered, so most runs survive many more than s stragglers.
///
/// Example, n = 4, s = 1: workers {0, 3} suffice, {0, 1} do not.
public struct FractionalRepetition: Scheme {
  public static let description = SchemeDescription(
    Entry("frc", "fractional repetition code: exact, one answer of every group of s + 1 workers"),
    promise: .exact, constraint: "s + 1 divides n", load: "s + 1",
    waitsFor: "one of each of n / (s + 1) groups",
    memory: "n",
    use: "every step must be exact, and computing is cheap beside delays",
    warning: "the published programs compute the training loss without the last worker's "
      + "block, and drop rows that do not fill one",
    citation: "Tandon, Lei, Dimakis, Karampatziakis, \"Gradient Coding\", ICML 2017, section 4.1")

  public let workers: Int
  private let copies: Int
  private let rows: [[Term]]

  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let c = try request.copiesInGroups()
    workers = n
    copies = c
    rows = (0..<n / c).map { group in (0..<c).map { Term(group * c + $0) } }
  }

  public func terms(worker: Int, step: Int) -> [Term] { rows[worker / copies] }

  public func makeGather(shares: [Double]) -> any Gather {
    OnePerGroup(groups: workers / copies, size: copies)
  }

  public var waitsFor: String { "one of each of \(workers / copies) groups of \(copies) workers" }
}

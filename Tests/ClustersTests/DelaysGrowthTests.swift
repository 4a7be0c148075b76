import Settings
import Testing

@testable import Clusters

/// What documentation says of the load is what the models do.
@Suite("Delays: the load") struct DelaysGrowthTests {
  /// A spec of each model.
  private static let examples = [
    "none", "fixed:seconds=1", "exponential:mean=1", "shifted-exponential",
    "pareto:scale=1,shape=2",
    "weibull:scale=1,shape=2", "log-normal:median=1,sigma=1", "two-point:slow=2,probability=0.5",
    "gilbert-elliott:enter=0.5,leave=0.5,seconds=1", "slow:workers=0+1+2,seconds=1",
    "speeds:sigma=1", "per-worker:seconds=1+2+3", "staircase:seconds=root",
    "trace:file=\(#filePath).csv",
    "legacy-erasurehead",
  ]

  private func grows(_ spec: String) throws -> Bool {
    let model = try Delays.make(spec, workers: 3, seed: 1)
    let places = (0..<3).flatMap { worker in (0..<20).map { (worker, $0) } }
    return places.contains {
      model.seconds(worker: $0, step: $1, load: 2) > model.seconds(worker: $0, step: $1, load: 1)
    }
  }

  @Test func everyModel() throws {
    #expect(Self.examples.map { $0.prefix { $0 != ":" } } == Delays.entries.map { $0.name[...] })
    for (spec, growth) in zip(Self.examples, Delays.growths) where !spec.hasPrefix("trace") {
      #expect(try grows(spec) == growth.hasPrefix("yes"), "\(spec): \(growth)")
      guard spec.contains(":"), let other = growth.split(separator: "`").dropFirst().first,
        other.hasPrefix("per=")
      else { continue }
      #expect(try grows("\(spec),\(other)") != growth.hasPrefix("yes"), "\(spec),\(other)")
    }
  }
}

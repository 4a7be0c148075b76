import Coding
import TestSupport
import Testing

/// Where gradient descent ends if the same workers, with data of their own, are always late.
@Suite struct StaleConvergence {
  private let source = Quadratic.random(blocks: 12, dimension: 5, unequal: true)
  /// Workers 3 and 8 take eight times as long.
  private let slow: Set<Int> = [3, 8]

  private func end(
    _ scheme: any Scheme, lateWork: LateWork? = nil, start: [Double]? = nil, steps: Int = 600
  ) throws -> [Double] {
    let slow = slow
    var rehearsal = Rehearsal(
      scheme, source,
      delays: ScriptedDelays { worker, step in
        (slow.contains(worker) ? 8 : 1) * (1 + Double((7 * worker + 3 * step) % 5) / 100)
      }, lateWork: lateWork, steps: steps, stepSize: 0.15)
    rehearsal.start = start
    return try rehearsal.run().final
  }

  private func distance(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test(arguments: ["fresh", "arrivals", "deadline:seconds=1.2"])
  func theBufferReachesTheOptimum(stop: String) throws {
    let scheme = try makeScheme("pgc", workers: 12, stragglers: 2, stop: stop)
    #expect(distance(try end(scheme), source.optimum()) < 1e-8)
  }

  /// With `backlog` a slow worker falls behind for ever, an eighth of the way at every time: what is
  /// left shrinks with every eightfold of the steps, not with every step.
  @Test func aBacklogGetsThereSlowly() throws {
    let scheme = try makeScheme("pgc", workers: 12, stragglers: 2)
    let errors = try [75, 600].map {
      distance(try end(scheme, lateWork: .backlog, steps: $0), source.optimum())
    }
    #expect(errors[1] < errors[0] / 2)
    #expect(errors[1] > 1e-8)
  }

  @Test func whoIgnoresThemEndsAtTheOptimumOfTheOthers() throws {
    let x = try end(makeScheme("is-sgd", workers: 12, stragglers: 2))
    #expect(distance(x, source.optimum()) > 1e-2)
    #expect(distance(x, source.optimum(of: (0..<12).filter { !slow.contains($0) })) < 1e-8)
  }

  /// Dropped work is never sent: the blocks stay as they were at the first model.
  @Test(arguments: [0.0, 3.0])
  func cancelledWorkFreezesItsBlocks(first: Double) throws {
    let start = Array(repeating: first, count: 5)
    let scheme = try makeScheme("pgc", workers: 12, stragglers: 2)
    let x = try end(scheme, lateWork: .cancel, start: start)
    let limit = source.limit(freezing: slow, at: start)
    #expect(distance(limit, source.optimum()) > 1e-2)
    #expect(distance(x, limit) < 1e-8)
  }

  /// Their first messages are older than the bound; they go on, and no step waits for ever.
  @Test(arguments: ["fresh", "arrivals", "deadline:seconds=0.5"])
  func aBoundWithoutAFullStartDoesNotStall(stop: String) throws {
    let scheme = try makeScheme(
      "pgc", workers: 12, stragglers: 10, [("start", "seen")], stop: stop, maxStaleness: 3)
    #expect(distance(try end(scheme), source.optimum()) < 1e-8)
  }

  @Test func aBoundThawsThem() throws {
    let scheme = try makeScheme("pgc", workers: 12, stragglers: 2, maxStaleness: 5)
    #expect(distance(try end(scheme, lateWork: .cancel), source.optimum()) < 1e-8)
  }
}

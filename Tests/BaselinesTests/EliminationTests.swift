import Coding
import Kernels
import Staleness
import TestSupport
import Testing
import Training

/// Groups of s + 1 workers, the parameter server's own gradients, and liars who are out for good.
@Suite struct EliminationTests {
  private func make(
    _ source: Quadratic, group: Int, _ attack: Attack?
  ) -> EliminatingEstimator<Double> {
    EliminatingEstimator(group: group, attack: attack) { block, version, model, g in
      _ = source.evaluate(block: block, draw: version, at: model, into: &g) { true }
    }
  }

  private func train(
    _ s: Int, _ source: Quadratic, _ attack: Attack?
  ) throws -> (models: [[Double]], eliminated: [Double]) {
    let scheme = try makeScheme("frc-byzantine", workers: source.blocks, stragglers: s)
    var estimator: any Estimator<Double> & ~Copyable = make(source, group: s + 1, attack)
    let recording = try Lies.train(scheme, source, by: &estimator)
    return (recording.models, try estimator.state().numbers("eliminated"))
  }

  /// Up to s liars in each group: the honest bits, and who lied is known.
  @Test(arguments: Lies.kinds, [1, 2, 3])
  func everySet(kind: String, liars s: Int) throws {
    let n = 2 * (s + 1)
    let source = Quadratic.random(blocks: n, dimension: 3, unequal: true)
    let honest = try train(s, source, nil)
    #expect(honest.eliminated.isEmpty)
    for count in 1...s {
      for set in StragglerPatterns.all(count, of: s + 1) {
        let liars = set + set.map { n - 1 - $0 }
        let found = try train(s, source, Lies.attack(kind, by: liars, of: n))
        #expect(found.models == honest.models, "\(liars)")
        #expect(found.eliminated == liars.sorted().map(Double.init))
      }
    }
  }

  /// A whole group that lies: it counts where its workers agree, and is told where they do not.
  @Test(arguments: Lies.kinds)
  func oneMore(kind: String) throws {
    let source = Quadratic.random(blocks: 4, dimension: 3, unequal: true)
    let honest = try train(1, source, nil).models
    let found = try train(1, source, Lies.attack(kind, by: [0, 1], of: 4)).models
    #expect(found != honest)
  }

  /// Without the tournament one liar is enough.
  @Test func theMeanBearsNobody() throws {
    let source = Quadratic.random(blocks: 4, dimension: 3, unequal: true)
    let scheme = try makeScheme("frc-byzantine", workers: 4, stragglers: 1)
    func models(_ liars: [Int]) throws -> [[Double]] {
      var mean: any Estimator<Double> & ~Copyable = RobustEstimator<Double>(
        .sum, attack: try Lies.attack("sign-flip", by: liars, of: 4), parts: 2)
      return try Lies.train(scheme, source, by: &mean).models
    }
    #expect(try models([3]) != models([]))
  }

  /// A checkpoint knows who is out: nobody is evaluated for him again.
  @Test func eliminatedForGood() throws {
    let source = Quadratic.random(blocks: 4, dimension: 3, unequal: true)
    let scheme = try makeScheme("frc-byzantine", workers: 4, stragglers: 1)
    let attack = try Lies.attack("scaled", by: [1], of: 4)
    var asked = 0
    func make() -> EliminatingEstimator<Double> {
      EliminatingEstimator(group: 2, attack: attack) { block, version, model, g in
        asked += 1
        _ = source.evaluate(block: block, draw: version, at: model, into: &g) { true }
      }
    }
    var first: any Estimator<Double> & ~Copyable = make()
    _ = try Lies.train(scheme, source, by: &first, steps: 4)
    #expect(asked == 1)
    var second: any Estimator<Double> & ~Copyable = make()
    try second.restore(first.state()) { _ in nil }
    _ = try Lies.train(scheme, source, by: &second, steps: 4)
    #expect(asked == 1)
  }
}

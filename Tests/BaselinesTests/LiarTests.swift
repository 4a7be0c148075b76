import Clusters
import Coding
import Settings
import Staleness
import TestSupport
import Testing
import Training

/// Workers that send anything: what codes and aggregates make of it.
@Suite struct LiarTests {
  private static let attacks = [
    "sign-flip:factor=3", "scaled:factor=100", "constant:value=-100", "colluding:factor=2",
  ]

  private func models(
    _ scheme: any Scheme, _ source: Quadratic, _ aggregate: String, _ attack: String = "none",
    steps: Int = 5, stepSize: Double = 0.2
  ) throws -> [[Double]] {
    let rehearsal = Rehearsal(
      scheme, source, delays: ScriptedDelays(late: [[]]), steps: steps, stepSize: stepSize)
    let recording = Recording()
    var cluster = VirtualCluster(scheme, source: source, timing: rehearsal.timing)
    var estimator: any Estimator<Double> & ~Copyable = RobustEstimator<Double>(
      try Aggregate(aggregate, workers: scheme.workers),
      attack: try Attack(attack, workers: scheme.workers))
    try rehearsal.run(on: &cluster, by: &estimator, seenBy: recording)
    return recording.models
  }

  private func draco(_ liars: Int) throws -> any Scheme {
    try makeScheme("draco", workers: 2 * (2 * liars + 1), stragglers: liars)
  }

  /// s liars in each group, whoever they are: the honest bits.
  @Test(arguments: attacks, [1, 2])
  func aMajorityIsHonest(attack: String, liars s: Int) throws {
    let scheme = try draco(s)
    let group = 2 * s + 1
    let source = Quadratic.random(blocks: scheme.blocks, dimension: 3, unequal: true)
    let vote = "majority:group=\(group)"
    let honest = try models(scheme, source, vote)
    for sets in StragglerPatterns.all(s, of: group) {
      let workers = sets + sets.map { group + (group - 1 - $0) }
      let list = workers.map(String.init).joined(separator: "+")
      #expect(try models(scheme, source, vote, attack + ",workers=" + list) == honest)
    }
  }

  /// One more that agree, and the vote is theirs.
  @Test(arguments: attacks, [1, 2])
  func oneMoreSpoilsIt(attack: String, liars s: Int) throws {
    let scheme = try draco(s)
    let source = Quadratic.random(blocks: scheme.blocks, dimension: 3, unequal: true)
    let vote = "majority:group=\(2 * s + 1)"
    let list = (0...s).map(String.init).joined(separator: "+")
    #expect(
      try models(scheme, source, vote, attack + ",workers=" + list)
        != models(scheme, source, vote))
  }

  /// Without a vote one liar is enough; a sum with nobody lying is the usual one.
  @Test func theMeanBearsNobody() throws {
    let scheme = try draco(1)
    let source = Quadratic.random(blocks: scheme.blocks, dimension: 3, unequal: true)
    let honest = try models(scheme, source, "sum")
    #expect(try models(scheme, source, "sum", "sign-flip:workers=4") != honest)
    let usual = try Rehearsal(
      scheme, source, delays: ScriptedDelays(late: [[]]), steps: 5, stepSize: 0.2
    ).run().models
    for (a, b) in zip(honest.joined(), usual.joined()) { #expect(abs(a - b) < 1e-12) }
  }

  /// Nobody agrees with anybody: an error, and no model.
  @Test func noMajority() throws {
    let scheme = try makeScheme("uncoded", workers: 3)
    #expect(throws: DecodingError.self) {
      try models(scheme, Quadratic(centers: [1, 2, 3]), "majority:group=3")
    }
  }

  /// One step from 0 with η = 1 on (x − b)²/2: x = the aggregate of b, 1, 2, 3, 6 and a liar's.
  @Test(
    arguments: [
      ("median", "none", 3.0), ("median", "constant:value=-1000,workers=0", 6),
      ("median", "sign-flip:factor=1,workers=4", 2), ("sum", "none", 3.8),
      ("krum:liars=1", "none", 2), ("krum:liars=1", "constant:value=1000,workers=4", 2),
    ])
  func aggregates(aggregate: String, attack: String, wanted: Double) throws {
    let source = Quadratic(centers: [1, 2, 3, 6, 7])
    let scheme = try makeScheme("uncoded", workers: 5)
    let found = try models(scheme, source, aggregate, attack, steps: 1, stepSize: 1)
    #expect(abs(found[0][0] - wanted) < 1e-12, "\(found)")
  }

  @Test func whatDoesNotGo() {
    for text in ["krum:liars=3", "majority:group=3", "mode"] {
      #expect(throws: ConfigurationError.self) { try Aggregate(text, workers: 5) }
    }
    for text in ["sign-flip:workers=5", "bribe", "constant:value=much"] {
      #expect(throws: ConfigurationError.self) { _ = try Attack(text, workers: 5) }
    }
  }
}

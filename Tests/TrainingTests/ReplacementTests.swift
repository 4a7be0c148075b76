import Clusters
import Coding
import Kernels
import Staleness
import TestSupport
import Testing
import Training

/// An estimator that looks at what messages replaced sees every replacement once, on every cluster.
@Suite struct ReplacementTests {
  /// The sum of all held messages, by what changes: y ← y + new − old.
  private final class Following: Estimator {
    typealias Element = Double
    let source: any GradientSource<Double>
    private var sum: Vector<Double>
    private(set) var replacements: [[Int]] = []

    init(_ source: any GradientSource<Double>) {
      self.source = source
      sum = Vector(repeating: 0, count: source.gradientLength)
    }

    var needsReplaced: Bool { true }

    func estimate<H: HeldMessages<Double> & ~Copyable>(
      _ weights: [Weight], of held: inout H, at model: Span<Double>, step: Int,
      into y: inout MutableSpan<Double>
    ) throws {
      try held.replacements { r in
        try expect(r.message, isOf: r.model, block: r.place)
        add(1, r.message)
        if let (message, model) = r.replaced {
          try expect(message, isOf: model, block: r.place)
          add(-1, message)
          #expect(model.version < r.model.version)
        }
        #expect(r.model.version <= step)
        replacements.append([r.place, r.model.version, r.replaced?.model.version ?? -1])
      }
      sum.withSpan { Double.copy($0, &y) }
    }

    private func add(_ factor: Double, _ message: Slot<Double>) {
      message.vector.withSpan { m in sum.withMutableSpan { Double.axpy(factor, m, &$0) } }
    }

    /// A message is its block's gradient at the model that is shown beside it, bit for bit.
    private func expect(_ message: Slot<Double>, isOf model: ModelSnapshot<Double>, block: Int)
      throws
    {
      var gradient = Vector<Double>(repeating: 0, count: source.gradientLength)
      try gradient.withMutableSpan { g in
        try model.withModel { x in
          _ = try source.evaluate(block: block, draw: model.version, at: x, into: &g) { true }
        }
      }
      let shown = message.vector.withSpan { Double.elements($0) }
      #expect(shown == gradient.withSpan { Double.elements($0) })
    }
  }

  private func rehearsal(_ lateWork: LateWork) throws -> Rehearsal {
    var rehearsal = Rehearsal(
      try makeScheme("pgc", workers: 5, stragglers: 3),
      .random(blocks: 5, dimension: 3, unequal: true),
      delays: ScriptedDelays { worker, step in
        Double(1 + (worker * 7 + step * step * 5) % 13) / 8 + Double(worker) / 1000
      }, lateWork: lateWork, steps: 50, stepSize: 0.1)
    rehearsal.gradients = RandomGradients(rehearsal.objective)
    return rehearsal
  }

  private func run<C: Cluster & ~Copyable>(_ rehearsal: Rehearsal, on cluster: inout C) throws
    -> (Following, Recording) where C.Element == Double
  {
    let following = Following(rehearsal.source)
    var estimator: any Estimator<Double> & ~Copyable = following
    let recording = Recording()
    try rehearsal.run(on: &cluster, by: &estimator, seenBy: recording)
    return (following, recording)
  }

  @Test(arguments: LateWork.allCases)
  func followsTheHeldSum(lateWork: LateWork) throws {
    let rehearsal = try rehearsal(lateWork)
    let plain = try rehearsal.run()
    var virtual = VirtualCluster(
      rehearsal.scheme, source: rehearsal.source, timing: rehearsal.timing)
    let (following, recording) = try run(rehearsal, on: &virtual)
    #expect(recording.journal == plain.journal)
    for (a, b) in zip(recording.models.joined(), plain.models.joined()) {
      #expect(abs(a - b) < 1e-12)
    }
    // In the order of arrival, what was held beside what is.
    var held = Array(repeating: -1, count: 5)
    let wanted = plain.arrivals.map { message in
      defer { held[message.worker] = message.version }
      return [message.worker, message.version, held[message.worker]]
    }
    #expect(following.replacements == wanted)

    var roles = RoleCluster(rehearsal.scheme, source: rehearsal.source, timing: rehearsal.timing)
    let byRoles = try run(rehearsal, on: &roles)
    #expect(byRoles.0.replacements == wanted)
    #expect(byRoles.1.models == recording.models)
    var replay = ReplayCluster(plain.journal, rehearsal.scheme, source: rehearsal.source)
    let replayed = try run(rehearsal, on: &replay)
    #expect(replayed.0.replacements == wanted)
    #expect(replayed.1.models == recording.models)
  }

  /// Two replacements of a place in one step, if late messages and fresh ones of a worker come in it.
  @Test func aPlaceIsReplacedTwiceInAStep() throws {
    let rehearsal = try rehearsal(.finish)
    let arrivals = try rehearsal.run().arrivals
    let pairs = Set(arrivals.map { [$0.step, $0.worker] })
    #expect(pairs.count < arrivals.count)
  }
}

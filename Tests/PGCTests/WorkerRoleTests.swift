import Clusters
import Coding
import Kernels
import TestSupport
import Testing

/// A rank's worker makes the messages that the virtual cluster promises, part by part, bit for bit.
@Suite struct WorkerRoleTests {
  @Test(
    arguments: ["pgc-hybrid", "pgc-fr", "pgc-cr", "pgc-cr-naive", "reed-solomon", "partial-frc"])
  func sameBitsAsTheVirtualCluster(name: String) throws {
    let scheme = try makeScheme(name, workers: 6, stragglers: 2)
    let source = Quadratic.random(blocks: scheme.blocks, dimension: 3, unequal: true)
    let timing = TaskTiming(
      delays: ScriptedDelays(late: []), secondsOfBlock: Array(repeating: 0, count: scheme.blocks))
    var cluster = VirtualCluster(scheme, source: source, timing: timing)
    var role = WorkerRole(worker: 1, of: scheme, source: source)
    var message = Vector<Double>(repeating: 0, count: 4)
    var spare = Vector<Double>(repeating: 0, count: 4)
    let slot = Slot<Double>(4, repeating: 0)
    for step in 0..<12 {
      let x = (0..<3).map { Double($0 + step * step) / 7 }
      cluster.publish(x.span, version: step)
      cluster.start(worker: 1, version: step)
      #expect(role.parts(step: step) == scheme.sentParts(worker: 1, step: step))
      for part in role.parts(step: step) {
        #expect(role.fill(&message, part: part, step: step, at: x.span) { true })
        let arrival = try #require(cluster.next(before: .infinity, into: &spare))
        #expect(arrival.part == part)
        cluster.settle([Weight(worker: 1, version: step, part: part, 1)]) { _ in slot }
        let promised = slot.vector.withSpan { Double.elements($0) }
        #expect(message.withSpan { Double.elements($0) } == promised, "step \(step), part \(part)")
      }
      #expect(cluster.next(before: .infinity, into: &spare) == nil)
    }
  }
}

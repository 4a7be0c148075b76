import Clusters
import Coding
import Kernels
import Settings
import TestSupport
import Testing

/// Times of messages on a virtual network, by hand.
@Suite struct LinkTests {
  /// Three workers that evaluate for 1, 1.2 and 5 s; a model has 20 bytes, a message 40.
  private func cluster(_ network: String, seconds: [Double] = [1, 1.2, 5]) throws
    -> VirtualCluster<Quadratic>
  {
    var cluster = VirtualCluster(
      try makeScheme("uncoded", workers: 3), source: Quadratic(centers: [1, 2, 3]),
      timing: TaskTiming(
        delays: ScriptedDelays(seconds: seconds), secondsOfBlock: [0, 0, 0]),
      link: VirtualLink(try LinkModel(network), modelBytes: 20, messageBytes: 40))
    let model = Vector<Double>(repeating: 0, count: 1)
    cluster.publish(model.span, version: 0)
    return cluster
  }

  private func expect(_ found: [Arrival], _ workers: [Int], at times: [Double]) {
    #expect(found.map(\.worker) == workers)
    for (a, time) in zip(found, times) { #expect(abs(a.time - time) < 1e-12, "\(found)") }
  }

  private func arrivals(_ cluster: inout VirtualCluster<Quadratic>) -> [Arrival] {
    var message = Vector<Double>(repeating: 0, count: 2)
    var found: [Arrival] = []
    while let arrival = cluster.next(before: .infinity, into: &message) { found.append(arrival) }
    return found
  }

  @Test(
    arguments: [
      ("none", [1, 1.2, 5]),
      // Twice 0.1.
      ("link:latency=0.1", [1.2, 1.4, 5.2]),
      // A model takes 0.2, a message 0.4.
      ("link:bandwidth=100", [1.6, 1.8, 5.6]),
      ("link:latency=0.1,bandwidth=100", [1.8, 2, 5.8]),
      // A message takes the ingress for 1 s: worker 1's waits from 1.2 until worker 0's is in at 2.
      ("link:ingress=40", [2, 3, 6]),
      // Models are there at 0.3; messages reach the ingress at 1.4, 1.6 and 5.4.
      ("link:latency=0.1,bandwidth=100,ingress=40", [2.4, 3.4, 6.4]),
      // The ingress, 0.1 s a message, is faster than the links: 0.3 + 1 + 0.5.
      ("link:latency=0.1,bandwidth=100,ingress=400", [1.8, 2, 5.8]),
    ] as [(String, [Double])])
  func threeWorkers(network: String, times: [Double]) throws {
    var cluster = try cluster(network)
    for worker in 0..<3 { cluster.start(worker: worker, version: 0) }
    expect(arrivals(&cluster), [0, 1, 2], at: times)
  }

  /// In the order in which they were sent, whatever the numbers of the workers.
  @Test func theIngressTakesThemInTurn() throws {
    var cluster = try cluster("link:ingress=40", seconds: [1.4, 1.2, 1])
    for worker in 0..<3 { cluster.start(worker: worker, version: 0) }
    expect(arrivals(&cluster), [2, 1, 0], at: [2, 3, 4])
  }

  /// Dropped messages leave no trace.
  ///
  /// Worker 0's is in at 2. The others', sent at 1.2 and 1.4, would be in at 3 and 4, but at 2 the
  /// step closes and all start anew: worker 0's next is sent at 3 and in at 4, and so on.
  @Test func whatIsDroppedFreesTheIngress() throws {
    var cluster = try cluster("link:ingress=40", seconds: [1, 1.2, 1.4])
    for worker in 0..<3 { cluster.start(worker: worker, version: 0) }
    var message = Vector<Double>(repeating: 0, count: 2)
    let first = cluster.next(before: .infinity, into: &message)
    expect([first].compactMap { $0 }, [0], at: [2])
    let model = Vector<Double>(repeating: 0, count: 1)
    cluster.publish(model.span, version: 1)
    for worker in 0..<3 { cluster.start(worker: worker, version: 1) }
    let later = arrivals(&cluster)
    expect(later, [0, 1, 2], at: [4, 5, 6])
    #expect(later.map(\.version) == [1, 1, 1])
  }

  /// The clock stops at a deadline, also while messages are under way.
  @Test func aDeadlineComesBetween() throws {
    var cluster = try cluster("link:latency=0.1")
    for worker in 0..<3 { cluster.start(worker: worker, version: 0) }
    var message = Vector<Double>(repeating: 0, count: 2)
    // Worker 0 has sent at 1.1; its message comes at 1.2.
    #expect(cluster.next(before: 1.15, into: &message) == nil)
    #expect(cluster.now == 1.15)
    expect(arrivals(&cluster), [0, 1, 2], at: [1.2, 1.4, 5.2])
  }

  @Test(
    arguments: [
      ("none", "none"), ("link", "none"),
      ("link:latency=0.5", "link:latency=0.5,bandwidth=unlimited,ingress=unlimited"),
      ("link:ingress=8", "link:latency=0.0,bandwidth=unlimited,ingress=8.0"),
    ])
  func readsAndPrints(text: String, printed: String) throws {
    let network = try LinkModel(text)
    #expect(network.description == printed)
    #expect(try LinkModel(network.description) == network)
  }

  @Test(
    arguments: ["wire", "none:latency=1", "link:latency=-1", "link:bandwidth=0", "link:speed=1"])
  func mistakes(text: String) {
    #expect(throws: ConfigurationError.self) { try LinkModel(text) }
  }
}

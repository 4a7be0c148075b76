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
    -> VirtualCluster<Double>
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

  private func expect(_ found: [Event], _ workers: [Int], at times: [Double]) {
    #expect(found.compactMap { $0.task?.worker } == workers)
    for (a, time) in zip(found, times) { #expect(abs(a.time - time) < 1e-12, "\(found)") }
  }

  private func start(_ version: Int, on cluster: inout VirtualCluster<Double>) throws {
    for worker in 0..<3 {
      try cluster.start(
        Assignment(worker: worker, version: version, turn: version, terms: [Term(worker)]),
        interrupts: version > 0)
    }
  }

  /// All messages that come by themselves.
  private func arrivals(_ cluster: inout VirtualCluster<Double>) throws -> [Event] {
    var found: [Event] = []
    while true {
      let event = try cluster.next(before: .infinity)
      if case .idle = event { return found }
      found.append(event)
    }
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
      // A model takes the egress for 0.5 s: they are there at 0.5, 1 and 1.5.
      ("link:egress=40", [1.5, 2.2, 6.5]),
      ("link:latency=0.1,egress=40", [1.7, 2.4, 6.7]),
      // The egress, 0.05 s a model, is faster than the links' 0.2 s.
      ("link:bandwidth=100,egress=400", [1.6, 1.8, 5.6]),
    ] as [(String, [Double])])
  func threeWorkers(network: String, times: [Double]) throws {
    var cluster = try cluster(network)
    try start(0, on: &cluster)
    expect(try arrivals(&cluster), [0, 1, 2], at: times)
  }

  /// In the order in which they were sent, whatever the numbers of the workers.
  @Test func theIngressTakesThemInTurn() throws {
    var cluster = try cluster("link:ingress=40", seconds: [1.4, 1.2, 1])
    try start(0, on: &cluster)
    expect(try arrivals(&cluster), [2, 1, 0], at: [2, 3, 4])
  }

  /// Dropped messages leave no trace.
  ///
  /// Worker 0's is in at 2. The others', sent at 1.2 and 1.4, would be in at 3 and 4, but at 2 the
  /// step closes and all start anew: worker 0's next is sent at 3 and in at 4, and so on.
  @Test func whatIsDroppedFreesTheIngress() throws {
    var cluster = try cluster("link:ingress=40", seconds: [1, 1.2, 1.4])
    try start(0, on: &cluster)
    expect([try cluster.next(before: .infinity)], [0], at: [2])
    let model = Vector<Double>(repeating: 0, count: 1)
    cluster.publish(model.span, version: 1)
    try start(1, on: &cluster)
    let later = try arrivals(&cluster)
    expect(later, [0, 1, 2], at: [4, 5, 6])
    #expect(later.map { $0.task?.version } == [1, 1, 1])
  }

  /// The clock stops at a deadline, also while messages are under way.
  @Test func aDeadlineComesBetween() throws {
    var cluster = try cluster("link:latency=0.1")
    try start(0, on: &cluster)
    // Worker 0 has sent at 1.1; its message comes at 1.2.
    #expect(try cluster.next(before: 1.15) == .deadline(time: 1.15))
    #expect(cluster.now == 1.15)
    expect(try arrivals(&cluster), [0, 1, 2], at: [1.2, 1.4, 5.2])
  }

  @Test(
    arguments: [
      ("none", "none"), ("link", "none"),
      ("link:latency=0.5", "link:latency=0.5,bandwidth=unlimited,ingress=unlimited"),
      ("link:ingress=8", "link:latency=0.0,bandwidth=unlimited,ingress=8.0"),
      (
        "link:egress=8", "link:latency=0.0,bandwidth=unlimited,ingress=unlimited,egress=8.0"
      ),
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

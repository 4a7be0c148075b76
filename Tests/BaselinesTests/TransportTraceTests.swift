import Clusters
import Coding
import Staleness
import TestSupport
import Testing
import Training

/// Asynchronous methods whose server does arithmetic: a scheme of one result or a table, and a transport.
@Suite struct TransportTraceTests {
  private func run(
    _ scheme: any Scheme, _ transport: String, stepSize: Double = 0.1, heldSteps: Int = 0,
    steps: Int = 8
  ) throws -> Traces.Run {
    var rehearsal = Rehearsal(
      scheme, Traces.p3,
      delays: ScriptedDelays { [heldSteps] worker, step in
        step < heldSteps ? 0 : Traces.secondsOfP3[worker]
      }, steps: steps + heldSteps, stepSize: stepSize)
    rehearsal.heldSteps = heldSteps
    let recording = Recording()
    var cluster = VirtualCluster(scheme, source: Traces.p3, timing: rehearsal.timing)
    var estimator = try Transports.make(transport, shares: Traces.p3.shares, as: Double.self)
    try rehearsal.run(on: &cluster, by: &estimator, seenBy: recording)
    return Traces.Run(recording, after: heldSteps)
  }

  @Test(
    arguments: [
      (
        "delay-compensation:lambda=0.04",
        [0.1, 0.4936, 0.582325, 1.627632, 1.66867, 1.927286, 1.859956, 1.773961]
      ),
      (
        "delay-compensation:lambda=0.2,memory=0.95",
        [0.1, 0.46524, 0.548806, 1.486371, 1.530541, 1.787032, 1.733606, 1.660245]
      ),
    ])
  func delayCompensation(transport: String, models: [Double]) throws {
    try run(makeScheme("asgd", workers: 3), transport)
      .expect(times: Traces.arrivalsOfP3, models: models)
  }

  @Test func orderedMomentum() throws {
    try run(
      makeScheme("asgd", workers: 3), "ordered-momentum:momentum=0.5,bunch=3", steps: 9
    ).expect(
      times: Traces.arrivalsOfP3 + [5.1],
      models: [0.1, 0.5, 0.5, 3.54, 3.59, 3.89, 4.426, 4.426, 4.048])
  }

  @Test func withoutMomentumItIsAsynchronousSGD() throws {
    let scheme = try makeScheme("asgd", workers: 3)
    try run(scheme, "ordered-momentum:momentum=0").expect(
      models: [0.1, 0.5, 0.59, 2.39, 2.431, 2.731, 2.5879, 2.42911])
  }

  @Test(
    arguments: [
      (0.1, [0.033333, 0.166667, 0.176667, 0.776667, 0.819667, 0.864111, 1.057011, 1.128214]),
      (0.4, [0.133333, 0.666667, 0.693333, 3.093333, 3.205333, 3.249778, 3.752178, 3.861547]),
    ])
  func averagedIteratesFromTheFirstModel(stepSize: Double, models: [Double]) throws {
    try run(
      makeScheme("ia2sgd", workers: 3, [("start", "any")]), "iterates:step=\(stepSize)",
      stepSize: stepSize
    ).expect(times: Traces.arrivalsOfP3, models: models)
  }

  /// AREA: the memory is one step of every worker from the first model.
  @Test func averagedIteratesFromAStepOfAll() throws {
    try run(makeScheme("ia2sgd", workers: 3), "iterates:step=0.1", heldSteps: 1).expect(
      times: Traces.arrivalsOfP3,
      models: [
        0.766667, 0.766667, 0.996667, 0.996667, 1.065667, 1.270111, 1.290811, 1.358354,
      ])
  }
}

import Clusters
import Coding
import TestSupport
import Testing
import Training

@testable import Baselines

/// Methods with rounds, tables and buffers, arrival by arrival.
@Suite struct RoundTraceTests {
  @Test(arguments: [("3", 2.9), ("6", 5.8)])
  func malenia(batch: String, seconds: Double) throws {
    try Traces.run(makeScheme("malenia", workers: 3, [("batch", batch)]), steps: 4)
      .expect(
        times: (1...4).map { seconds * Double($0) }, models: [0.766667, 1.38, 1.870667, 2.2632])
  }

  @Test func strictMaleniaTakesMore() throws {
    let three = try makeScheme("malenia", workers: 3, [("batch", "3"), ("strict", "yes")])
    // B = (2, 1, 1) has the harmonic mean 1.2, which is more than one; (1, 1, 1) would not do.
    #expect(try Traces.run(three, seconds: [1, 1, 1], steps: 1).times[0] > 1)
    #expect(try Traces.run(three, steps: 1).times[0] == 2.9)
  }

  @Test(
    arguments: [
      (
        "last-given",
        [0.766667, 1.533333, 2.3, 2.785556, 3.271111, 3.756667, 3.885296]
      ),
      (
        "newest",
        [0.766667, 1.533333, 2.3, 2.772778, 3.241296, 3.709815, 3.836031]
      ),
    ])
  func ringleader(model: String, models: [Double]) throws {
    try Traces.run(makeScheme("ringleader", workers: 3, [("model", model)]), steps: 7)
      .expect(times: [2.9, 3, 3.4, 5.8, 6, 6.8, 8.7], models: models)
  }

  @Test func ringleaderOfFour() throws {
    try Traces.run(
      makeScheme("ringleader", workers: 4), Traces.p4, seconds: Traces.secondsOfP4, steps: 9
    ).expect(
      times: [5.3, 5.8, 6, 6.8, 10.6, 11, 11.6, 11.9, 15.9],
      models: [0.3, 0.6, 0.9, 1.2, 1.425, 1.65, 1.875, 2.1, 2.22375])
  }

  /// The table is filled at the first model, whose steps are counted from there.
  @Test func aced() throws {
    let probe = GatherProbe(try makeScheme("aced", workers: 3, [("age", "2")]))
    probe.open(0)
    probe.add(all: [0, 1, 2])
    _ = try probe.close()
    let arrivals = [(0, 0), (1, 0), (0, 1), (2, 0), (0, 3), (1, 2), (0, 5), (0, 7)]
    var models = [0.0]
    for (step, (worker, version)) in arrivals.enumerated() {
      probe.open(step)
      #expect(probe.add(worker, version: version) == .closes)
      let estimate = try probe.close().reduce(0.0) { sum, weight in
        let slope = Traces.p3.hessians[weight.place][0]
        let distance = models[weight.version] - Traces.p3.centers[weight.place][0]
        return sum + weight.value * slope * distance / 3
      }
      models.append(models[step] - 0.1 * estimate)
    }
    let wanted = [
      0.766667, 1.533333, 2.274444, 2.297778, 2.170333, 2.042889, 1.925856, 1.83327,
    ]
    #expect(zip(models.dropFirst(), wanted).allSatisfy { abs($0 - $1) < 6e-7 }, "\(models)")
  }

  @Test(
    arguments: [
      ("fedbuff", [], [0.25, 0.921751, 1.072012, 1.071178, 1.576585, 1.639747]),
      ("fedbuff", [("discount", "no")], [0.25, 1.2, 1.4125, 1.381875, 2.160625, 2.203344]),
      ("ca2fl", [], [0.25, 1.316667, 2.045833, 2.697708, 3.002431, 3.335066]),
    ] as [(String, [(String, String)], [Double])])
  func buffered(name: String, settings: [(String, String)], models: [Double]) throws {
    try Traces.run(makeScheme(name, workers: 3, settings + [("buffer", "2")]), steps: 6)
      .expect(times: [1.7, 2.9, 3.4, 5, 5.8, 6.8], models: models)
  }

  /// The first three of {0, 2, 3}, {1, 2, 3}, {0, 1, 3}, {0, 1, 2}, with β = 0, ½ and 1.
  @Test(
    arguments: [
      ("fedstale", [("beta", "0")], [1.666667, 2.666667, 2.833333, 2.416667]),
      ("fedstale", [("beta", "0.5")], [1.583333, 2.458333, 2.696181, 2.579861]),
      ("fedvarp", [], [1.5, 2.25, 2.5625, 2.75]),
    ] as [(String, [(String, String)], [Double])])
  func staleCorrections(name: String, settings: [(String, String)], models: [Double]) throws {
    let late = [1, 0, 2, 3]
    try Traces.filled(
      makeScheme(name, workers: 4, stragglers: 1, settings), Traces.p4, steps: 4, stepSize: 0.5
    ) { worker, step in late[step - 1] == worker ? 10 : 1 }.expect(models: models)
  }

  /// `pgc` whose late results are dropped.
  @Test func mifa() throws {
    let late = [1, 0, 2, 3]
    try Traces.filled(
      makeScheme("mifa", workers: 4, stragglers: 1), Traces.p4, steps: 4, stepSize: 0.5
    ) { worker, step in late[step - 1] == worker ? 10 : 1 }.expect(
      models: [1.5, 2.4375, 2.8359375, 2.9677734375])
  }

  /// Two local steps of 0.1, all workers at first, then {0, 2}, {1} and {0, 1}.
  @Test func mifaWithLocalSteps() throws {
    let present = [[0, 1, 2], [0, 2], [1], [0, 1]]
    let scheme = try makeScheme("pgc", workers: 3, stop: "deadline:seconds=1")
    let rehearsal = Rehearsal(
      scheme, Traces.p3,
      delays: ScriptedDelays { worker, step in
        present[min(step, 3)].contains(worker) ? 0.5 : 10
      }, lateWork: .cancel, steps: 4, stepSize: 0.1)
    let source = LocalSteps(
      Traces.p3, steps: 2, stepSize: 0.1, shares: Traces.p3.shares)
    let recording = Recording()
    var cluster = VirtualCluster(scheme, source: source, timing: rehearsal.timing)
    try rehearsal.run(on: &cluster, seenBy: recording)
    Traces.Run(recording).expect(models: [1.323333, 2.337889, 3.071898, 3.607083])
  }

  @Test(arguments: [(6, [3, 2, 1], 3.4), (10, [5, 3, 2], 5.8), (3, [1, 1, 1], 2.9)])
  func batchesBySpeed(batch: Int, results: [Int], seconds: Double) throws {
    #expect(SpeedBatch.allocation(of: batch, times: Traces.secondsOfP3) == results)
    let scheme = try makeScheme(
      "speed-batch", workers: 3, [("times", "1+1.7+2.9"), ("batch", "\(batch)")])
    let found = try Traces.run(scheme, steps: 2)
    #expect(abs(found.times[0] - seconds) < 1e-9 && abs(found.times[1] - 2 * seconds) < 1e-9)
    #expect(abs(found.models[1] - 1.38) < 1e-9)
  }
}

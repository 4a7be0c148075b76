import Clusters
import Coding
import Settings
import TestSupport
import Testing
import Training

/// PGC-FR and PGC-CR as published: traces, variance, and how they relate to full gradients.
@Suite struct PublishedTests {
  private let four = Quadratic(centers: [1, 2, 3, 6])

  private func trace(_ scheme: any Scheme, late: [[Int]], steps: Int = 4) throws -> [Double] {
    try Rehearsal(
      scheme, four, delays: CatchingUp(late: late), lateWork: .finish, steps: steps
    ).run().models.map { $0[0] }
  }

  private func expect(_ a: [Double], _ b: [Double], within limit: Double) {
    #expect(a.count == b.count)
    for (x, y) in zip(a, b) { #expect(abs(x - y) <= limit, "\(a) against \(b)") }
  }

  @Test(arguments: ["coverage", "published"], ["0", "1"])
  func fractionalOfFour(wait: String, phase: String) throws {
    let scheme = try makeScheme(
      "pgc-fr", workers: 4, stragglers: 1, [("wait", wait), ("phase", phase)])
    for late in [[], [[1], [0], [2], [3]], [[0], [0], [0], [0]]] {
      expect(try trace(scheme, late: late), [1.5, 2.625, 3.09375, 3.1640625], within: 1e-15)
    }
  }

  @Test func cyclicOfFour() throws {
    let all = try makeScheme("pgc-cr", workers: 4, stragglers: 0, [("copies", "2")])
    expect(try trace(all, late: []), [1.5, 2.625, 3.09375, 3.1640625], within: 1e-15)
    let one = try makeScheme("pgc-cr", workers: 4, stragglers: 1)
    expect(
      try trace(one, late: [[1], [0], [2], [3]]), [1.583333, 2.9375, 3.057292, 2.975260],
      within: 5e-7)
  }

  @Test func varianceAtTheOptimum() throws {
    // Mean over the four straggler sets of ĝ² at x* = 3, where g_i = (3 − b_i) / 4.
    let g = [2.0, 1, 0, -3].map { $0 / 4 }
    for (name, expected) in [("pgc-cr", 0.138889), ("is-sgd", 0.388889)] {
      let scheme = try makeScheme(name, workers: 4, stragglers: 1)
      var mean = 0.0
      for late in 0..<4 {
        var state = scheme.makeGather(shares: Array(repeating: 0.25, count: 4))
        state.open(step: 0, at: 0)
        for worker in 0..<4 where worker != late {
          _ = state.add(Arrival(worker: worker, version: 0, time: 0))
        }
        var weights: [Weight] = []
        try state.close(into: &weights)
        var estimate = 0.0
        for weight in weights {
          for term in scheme.terms(worker: weight.place, step: 0) {
            estimate += weight.value * term.coefficient * g[term.block]
          }
        }
        mean += estimate * estimate / 4
      }
      #expect(abs(mean - expected) < 5e-7, "\(name)")
    }
  }

  @Test(arguments: [1, 2, 3, 4])
  func cyclicWithoutStragglersAveragesFullGradients(copies c: Int) throws {
    let source = Quadratic.random(blocks: 12, dimension: 3, unequal: true)
    let scheme = try makeScheme("pgc-cr", workers: 12, stragglers: 0, [("copies", "\(c)")])
    let run = try Rehearsal(
      scheme, source, delays: ScriptedDelays(late: []), steps: 30, stepSize: 0.2
    ).run()
    var models = [[0.0, 0, 0]]
    for step in 0..<30 {
      // Before the first step every remembered gradient is that of the first model.
      let used = (0..<c).map { models[max(0, step - $0)] }
      models.append(
        (0..<3).map { d in
          let slope = used.reduce(0.0) { sum, x in
            (0..<12).reduce(sum) {
              $0 + source.shares[$1] * source.hessians[$1][d] * (x[d] - source.centers[$1][d])
            }
          }
          return models[step][d] - 0.2 * slope / Double(c)
        })
      for d in 0..<3 { #expect(abs(models[step + 1][d] - run.models[step][d]) < 1e-12) }
    }
  }

  @Test(arguments: [LateWork.finish, .cancel, .backlog])
  func fractionalStaleness(lateWork: LateWork) throws {
    let scheme = try makeScheme("pgc-fr", workers: 12, stragglers: 2)
    let source = Quadratic.random(blocks: 12, dimension: 2)
    // Worker 4 is slow: 1.6 steps a task. It is used only when it is first, which it never is.
    let slow = ScriptedDelays { worker, step in worker == 4 ? 1.6 : 1 + Double(worker) / 1000 }
    let run = try Rehearsal(
      scheme, source, delays: slow, lateWork: lateWork, steps: 40, stepSize: 0.3
    ).run()
    #expect(run.records.map(\.coverage.maxStaleness).max() == 2)
    #expect(run.records.allSatisfy { $0.coverage.recovery == 1 && $0.coverage.residual < 1e-12 })

    // Alone in its group, late work decides: a backlog misses no turn, the others may.
    let alone = ScriptedDelays { worker, step in
      worker / 3 != 1 ? 1 : worker == 4 ? (step % 4 == 1 ? 3.5 : 0.5) : .infinity
    }
    let ages = try Rehearsal(
      scheme, source, delays: alone, lateWork: lateWork, steps: 40, stepSize: 0.1
    ).run().records.map(\.coverage.maxStaleness).max()
    // Coverage needs the survivor's answer in every step, so none of its turns is missed either way.
    #expect(ages == 2)
  }

  @Test func fractionalMissesTurnsWhereLateWorkIsNotQueued() throws {
    // Groups of two; in group 0, worker 1 answers first but for every tenth step, when worker 0, late
    // for nine steps, is the first with what it remembers.
    let scheme = try makeScheme("pgc-fr", workers: 4, stragglers: 1)
    let source = Quadratic.random(blocks: 4, dimension: 2)
    let delays = ScriptedDelays { worker, step in
      switch worker {
      case 0: step % 10 == 0 ? 0.9 : 8.85
      case 1: step > 0 && step % 10 == 0 ? 5 : 1
      default: 1
      }
    }
    func oldest(_ lateWork: LateWork) throws -> Int? {
      try Rehearsal(scheme, source, delays: delays, lateWork: lateWork, steps: 60, stepSize: 0.1)
        .run().records.map(\.coverage.maxStaleness).max()
    }
    #expect(try oldest(.finish) ?? 0 > 1)
    #expect(try oldest(.cancel) ?? 0 > 1)
    #expect(try oldest(.backlog) == 1)
  }

  @Test func saysWhichCopiesExist() {
    let error = #expect(throws: ConfigurationError.self) {
      try makeScheme("pgc-fr", workers: 12, stragglers: 4)
    }
    #expect(error?.description.contains("s may be 0, 1, 2, 3, 5, 11") == true)
    for (name, settings) in [
      ("pgc-fr", [("copies", "5")]), ("pgc-cr", [("copies", "13")]), ("pgc-fr", [("phase", "3")]),
      ("pgc-hybrid", [("copies", "5")]), ("pgc-hybrid", [("copies", "0")]),
    ] {
      #expect(throws: ConfigurationError.self) {
        try makeScheme(name, workers: 12, stragglers: 2, settings)
      }
    }
  }
}

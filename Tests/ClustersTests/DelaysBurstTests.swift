import Clusters
import Testing

/// The two-state chain against its stationary share, its mean burst, and a chain that is stepped.
@Suite struct DelaysBurstTests {
  @Test(arguments: [(0.05, 0.2), (0.3, 0.5), (0.8, 0.6), (0.01, 1.0), (1.0, 0.25)])
  func shareAndBurst(enter: Double, leave: Double) throws {
    let text = "gilbert-elliott:enter=\(enter),leave=\(leave),seconds=1"
    let model = try Delays.make(text, workers: 50, seed: 11)
    let steps = 4000
    var slow = 0
    var bursts = 0
    for worker in 0..<50 {
      var before = false
      for step in 0..<steps {
        let now = model.seconds(worker: worker, step: step, load: 1) > 0
        if now { slow += 1 }
        if before, !now { bursts += 1 }
        before = now
      }
    }
    let count = Double(50 * steps)
    let share = enter / (enter + leave)
    // A mean of a chain with eigenvalue r = 1 - enter - leave has (1 + r)/(1 - r) times the variance.
    let sum = enter + leave
    let error = (share * (1 - share) * (2 - sum) / sum / count).squareRoot()
    #expect(abs(Double(slow) / count - share) <= 4 * error)

    // Endings are a binomial number of the slow steps; all but each worker's last can end.
    let leaving = Double(bursts) / Double(slow)
    let spread = (leave * (1 - leave) / Double(slow)).squareRoot()
    #expect(abs(leaving - leave) <= 4 * spread + leave / Double(steps))
  }

  @Test func equilibriumFromTheFirstStep() throws {
    let model = try Delays.make(
      "gilbert-elliott:enter=0.02,leave=0.08,seconds=1", workers: 20_000, seed: 2)
    for step in [0, 1, 5] {
      let slow = (0..<20_000).count { model.seconds(worker: $0, step: step, load: 1) > 0 }
      #expect(abs(Double(slow) / 20_000 - 0.2) <= 4 * (0.16 / 20_000).squareRoot())
    }
  }

  @Test func alternation() throws {
    let model = try Delays.make("gilbert-elliott:enter=1,leave=1,factor=4", workers: 8, seed: 2)
    for worker in 0..<8 {
      let start = model.factor(worker: worker, step: 0)
      #expect(model.factor(worker: worker, step: 1_000_000_000) == start)
      #expect(model.factor(worker: worker, step: 1_000_000_001) == 5 - start)
    }
  }

  @Test func neverSlow() throws {
    let model = try Delays.make("gilbert-elliott:enter=0,leave=0.5,seconds=4", workers: 8, seed: 2)
    #expect((0..<100).allSatisfy { model.seconds(worker: 1, step: $0, load: 1) == 0 })
  }
}

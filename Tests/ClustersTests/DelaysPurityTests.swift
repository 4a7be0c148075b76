import Clusters
import Testing

/// A delay is a function of (seed, worker, step, load), whoever asks and in whatever order.
@Suite struct DelaysPurityTests {
  static let models = [
    "none", "fixed:seconds=1", "exponential:mean=0.5", "shifted-exponential",
    "pareto:scale=1,shape=2", "weibull:scale=1,shape=0.7", "log-normal:median=1,sigma=1",
    "two-point:slow=8,probability=0.3", "gilbert-elliott:enter=0.1,leave=0.3,seconds=1,factor=2",
    "gilbert-elliott:enter=0.9,leave=0.8,seconds=1", "slow:workers=0+2,factor=8",
    "per-worker:seconds=1+2+3+4", "legacy-erasurehead", "staircase",
    "staircase:seconds=ladder,law=half-normal", "staircase:seconds=1+2,law=exponential",
    "exponential:mean=1+pareto:scale=1,shape=3+slow:workers=1,seconds=2",
  ]

  @Test(arguments: models)
  func anyOrder(text: String) throws {
    let model = try Delays.make(text, workers: 4, seed: 3)
    let again = try Delays.make(text, workers: 4, seed: 3)
    var forward: [Double] = []
    for step in 0..<50 {
      for worker in 0..<4 {
        forward.append(model.seconds(worker: worker, step: step, load: 2))
        forward.append(model.factor(worker: worker, step: step))
      }
    }
    var backward: [Double] = []
    for step in (0..<50).reversed() {
      for worker in (0..<4).reversed() {
        backward.append(again.factor(worker: worker, step: step))
        backward.append(again.seconds(worker: worker, step: step, load: 2))
      }
    }
    #expect(forward == backward.reversed())
    #expect(forward.allSatisfy { $0 >= 0 && $0.isFinite })
  }

  @Test(arguments: [
    "pareto:scale=1,shape=2", "weibull:scale=1,shape=2", "log-normal:median=1,sigma=1",
    "two-point:slow=8,probability=0.5", "exponential:mean=1,per=block", "shifted-exponential",
    "fixed:seconds=2,per=block", "per-worker:seconds=1+2+3+4,per=block",
    "staircase:law=half-normal,per=block",
  ])
  func loadScalesTheSameDraw(text: String) throws {
    let model = try Delays.make(text, workers: 4, seed: 5)
    for step in 0..<20 {
      let one = model.seconds(worker: 3, step: step, load: 1)
      let six = model.seconds(worker: 3, step: step, load: 6)
      #expect(abs(six - 6 * one) <= 1e-12 * six)
    }
  }

  @Test(arguments: [
    "exponential:mean=1", "pareto:scale=1,shape=2,per=task", "fixed:seconds=2",
    "gilbert-elliott:enter=0.5,leave=0.5,seconds=1", "slow:workers=3,seconds=1",
  ])
  func loadDoesNotMatter(text: String) throws {
    let model = try Delays.make(text, workers: 4, seed: 5)
    for step in 0..<20 {
      let one = model.seconds(worker: 3, step: step, load: 1)
      #expect(model.seconds(worker: 3, step: step, load: 6) == one)
    }
  }

  /// Small uniforms are slow in every model: the slowest task is the same.
  @Test func modelsArePaired() throws {
    let slowest = try [
      "exponential:mean=1", "pareto:scale=1,shape=2", "weibull:scale=1,shape=0.5",
      "log-normal:median=1,sigma=1", "shifted-exponential",
    ].map { text in
      let model = try Delays.make(text, workers: 1, seed: 9)
      return (0..<100).max {
        model.seconds(worker: 0, step: $0, load: 1) < model.seconds(worker: 0, step: $1, load: 1)
      }
    }
    #expect(Set(slowest).count == 1)
  }

  @Test func summands() throws {
    let alone = try Delays.make("exponential:mean=1", workers: 2, seed: 9)
    let both = try Delays.make(
      "exponential:mean=1+slow:workers=0,seconds=2,factor=3+slow:workers=0+1,factor=5",
      workers: 2, seed: 9)
    let base = alone.seconds(worker: 0, step: 4, load: 1)
    #expect(both.seconds(worker: 0, step: 4, load: 1) == base + 2)
    #expect(both.factor(worker: 0, step: 4) == 15)
    #expect(both.factor(worker: 1, step: 4) == 5)

    let twice = try Delays.make("exponential:mean=1+exponential:mean=1", workers: 2, seed: 9)
    #expect(twice.seconds(worker: 0, step: 4, load: 1) != 2 * base)
    #expect(twice.seconds(worker: 0, step: 4, load: 1) > base)
  }

  @Test func constants() throws {
    let own = try Delays.make("per-worker:seconds=1.0+1.7+2.9+5.3", workers: 4, seed: 0)
    #expect((0..<4).map { own.seconds(worker: $0, step: 9, load: 3) } == [1.0, 1.7, 2.9, 5.3])
    let slow = try Delays.make("slow:workers=0+4,seconds=1", workers: 5, seed: 0)
    #expect((0..<5).map { slow.seconds(worker: $0, step: 9, load: 3) } == [1, 0, 0, 0, 1])
    #expect((0..<5).allSatisfy { slow.factor(worker: $0, step: 9) == 1 })
  }
}

import Clusters
import Testing

/// The published program's delays: `numpy.random.RandomState(step).exponential(0.5, 30)`.
@Suite struct DelaysLegacyTests {
  @Test func firstDelays() throws {
    let model = try Delays.make("legacy-erasurehead", workers: 30, seed: 99)
    let delays = (0..<30).map { model.seconds(worker: $0, step: 0, load: 3) }
    for (delay, expected) in zip(delays, [0.397_937_25, 0.627_965_38, 0.461_611_57]) {
      #expect(abs(delay - expected) < 5e-9)
    }
    #expect(abs((delays.max() ?? 0) - 1.9226109190834246) < 1e-15)
  }

  @Test func sumOfMaxima() throws {
    let model = try Delays.make("legacy-erasurehead", workers: 30, seed: 1)
    var sum = 0.0
    for step in 0..<100 {
      sum += (0..<30).map { model.seconds(worker: $0, step: step, load: 1) }.max() ?? 0
    }
    #expect(abs(sum - 198.6422867651565) < 1e-10)
  }
}

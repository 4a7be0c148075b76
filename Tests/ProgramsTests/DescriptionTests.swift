import Testing

@testable import Programs

/// What a program may say of itself.
@Suite struct DescriptionTests {
  private func description(
    dimension: Int = 5, samples: Int = 9, metrics: [String] = ["train_loss"], version: Int = 1,
    statistics: Int? = nil
  ) -> ProgramDescription {
    ProgramDescription(
      dimension: dimension, samples: samples, metrics: metrics, protocol: version,
      statistics: statistics)
  }

  @Test func whatIsRight() {
    #expect(description().problem() == nil)
    #expect(description(metrics: []).problem() == nil)
    #expect(description(statistics: 4).problem() == nil)
    #expect(description(statistics: 4).parameters == 1)
  }

  @Test func whatIsWrongIsNamed() {
    #expect(description(version: 2).problem()?.contains("version 2") == true)
    for dimension in [0, -1, Int.max] {
      #expect(description(dimension: dimension).problem()?.contains("\(dimension) param") == true)
    }
    for samples in [0, -1, Int.max] {
      #expect(description(samples: samples).problem()?.contains("\(samples) samples") == true)
    }
    for statistics in [-1, 5, 6] {
      #expect(
        description(statistics: statistics).problem()?.contains("\(statistics) of its 5") == true)
    }
    for metrics in [["a", "a"], ["Loss"], ["a,b"], [""], ["time"], ["model_norm"]] {
      #expect(description(metrics: metrics).problem()?.contains("metrics") == true)
    }
  }

  @Test("A gradient stands behind its model, on a line of its own")
  func places() {
    for bytes in [4, 64, 65, 8_000_000] {
      let offset = SharedMemory.gradientOffset(modelBytes: bytes)
      #expect(offset >= SharedMemory.modelOffset + bytes && offset % 64 == 0)
    }
  }
}

import Settings

/// Some workers are slow at every step.
struct SlowWorkers: NamedDelay {
  static let growth = "no; `factor` multiplies computing, which does"
  static let entry = Entry(
    "slow",
    "The named workers take seconds more and factor times as long, at every step;"
      + " no common mean.",
    [
      .init("workers", standard: nil, "worker numbers from 0, joined by +, as in 0+4"),
      .init("seconds", standard: "0", "seconds added to each of their tasks, at least 0"),
      .init("factor", standard: "1", "factor on their computing, at least 0"),
    ])

  private let isSlow: [Bool]
  private let penalty: SlowPenalty

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let numbers = try spec.integers(
      "workers", in: 0...(context.workers - 1), option: context.option)
    guard !numbers.isEmpty else {
      throw ConfigurationError(
        "\(context.option): 'slow' needs workers=NUMBERS, as in workers=0+4")
    }
    var isSlow = [Bool](repeating: false, count: context.workers)
    for number in numbers { isSlow[number] = true }
    self.isSlow = isSlow
    penalty = try SlowPenalty(spec, option: context.option)
  }

  var dependsOnSeed: Bool { false }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    isSlow[worker] ? penalty.seconds : 0
  }

  func factor(worker: Int, step: Int) -> Double { isSlow[worker] ? penalty.factor : 1 }
}

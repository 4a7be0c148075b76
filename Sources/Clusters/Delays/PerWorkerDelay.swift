import Settings

/// Every worker has its own constant time, so that the order of all events is known by hand.
///
/// - Source: the fixed computation model of Mishchenko, Bach, Even, Woodworth, "Asynchronous SGD
///   Beats Minibatch SGD Under Arbitrary Delays", NeurIPS 2022.
struct PerWorkerDelay: NamedDelay {
  static let entry = Entry(
    "per-worker", "T = the worker's own number, at every step; no common mean.",
    [
      .init("seconds", standard: nil, "one number a worker, joined by +, as in 1.0+1.7+2.9"),
      LoadScaling.parameter(standard: .task),
    ])

  private let times: [Double]
  private let per: LoadScaling

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    var times: [Double] = []
    for part in (spec["seconds"] ?? "").split(separator: "+") {
      let what = "\(option): per-worker:seconds"
      times.append(try finiteNumber(String(part), what, in: DelayRange.seconds))
    }
    guard times.count == context.workers else {
      throw ConfigurationError(
        "\(option): per-worker:seconds has \(times.count) numbers for \(context.workers) workers")
    }
    self.times = times
    per = try LoadScaling(spec, default: .task, option: option)
  }

  var dependsOnSeed: Bool { false }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    per.apply(times[worker], load: load)
  }
}

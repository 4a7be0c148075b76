import Settings

/// The same seconds for everybody.
struct FixedDelay: NamedDelay {
  static let entry = Entry(
    "fixed", "T = seconds for every worker and step; mean = seconds.",
    [
      .init("seconds", standard: nil, "seconds added, at least 0"),
      LoadScaling.parameter(standard: .task),
    ])

  private let constant: Double
  private let per: LoadScaling

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    constant = try spec.number("seconds", in: DelayRange.seconds, option: option)
    per = try LoadScaling(spec, default: .task, option: option)
  }

  var mean: Double? { constant }

  var dependsOnSeed: Bool { false }

  func seconds(worker: Int, step: Int, load: Double) -> Double { per.apply(constant, load: load) }
}

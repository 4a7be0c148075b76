public import Settings

extension DelayFamily {
  /// The family that the text of a delay option describes, or nil where it has no closed form here.
  ///
  /// Understood are the texts named at the cases, in either order, with the delay models' defaults;
  /// an `exponential` alone is the additive family without work.
  /// - Throws: where a number is missing, malformed or out of range.
  public init?(_ text: String, option: String) throws(ConfigurationError) {
    let specs = try Spec.sum(text, option: option)
    func number(_ spec: Spec, _ key: String, _ standard: Double? = nil)
      throws(ConfigurationError) -> Double
    {
      try spec.number(key, default: standard, option: option)
    }
    // Fixed seconds count by block here, exponential ones by task, as the closed forms have it.
    switch specs.map({ "\($0.name):\($0["per"] ?? "")" }).sorted() {
    case ["shifted-exponential:"]:
      guard try number(specs[0], "shift", 0) == 0 else { return nil }
      self = .shiftedExponential(
        work: try number(specs[0], "work", 1), rate: try number(specs[0], "rate", 1))
    case ["exponential:"], ["exponential:task"]:
      self = .additiveExponential(perBlock: 0, mean: try number(specs[0], "mean"))
    case ["exponential:", "fixed:block"], ["exponential:task", "fixed:block"]:
      let (random, fixed) = specs[0].name == "fixed" ? (specs[1], specs[0]) : (specs[0], specs[1])
      self = .additiveExponential(
        perBlock: try number(fixed, "seconds"), mean: try number(random, "mean"))
    case ["two-point:"], ["two-point:block"]:
      self = .twoPoint(
        fast: try number(specs[0], "fast", 1), slow: try number(specs[0], "slow"),
        probability: try number(specs[0], "probability"))
    case ["pareto:"], ["pareto:block"]:
      self = .pareto(scale: try number(specs[0], "scale"), shape: try number(specs[0], "shape"))
    default:
      return nil
    }
    try check()
  }
}

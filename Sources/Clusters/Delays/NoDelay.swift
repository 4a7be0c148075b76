import Settings

/// Nothing is added: workers are as fast as they are.
struct NoDelay: NamedDelay {
  static let entry = Entry("none", "Adds nothing; mean 0.")

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {}

  var mean: Double? { 0 }

  var dependsOnSeed: Bool { false }

  func seconds(worker: Int, step: Int, load: Double) -> Double { 0 }
}

import Settings
import Staleness
import Testing

@Suite struct StalenessWeightTests {
  /// By hand: w(0), w(1), w(2), w(3).
  static let table: [(String, [Double])] = [
    ("constant", [1, 1, 1, 1]),
    ("polynomial:power=1", [1, 1.0 / 2, 1.0 / 3, 1.0 / 4]),
    ("polynomial:power=2", [1, 1.0 / 4, 1.0 / 9, 1.0 / 16]),
    ("polynomial", [1, 0.7071067811865476, 0.5773502691896258, 0.5]),
    ("polynomial:power=0", [1, 1, 1, 1]),
    ("exponential:base=0.5", [1, 0.5, 0.25, 0.125]),
    ("exponential", [1, 0.9, 0.81, 0.729]),
    ("exponential:base=1", [1, 1, 1, 1]),
    ("cutoff:max=1", [1, 1, 0, 0]),
    ("cutoff:max=0", [1, 0, 0, 0]),
  ]

  @Test(arguments: table)
  func values(text: String, weights: [Double]) throws {
    let weight = try StalenessWeight(Spec(parsing: text, option: "--staleness"))
    for (staleness, wanted) in weights.enumerated() {
      #expect(abs(weight(staleness) - wanted) < 1e-15)
    }
    // Fresh is 1 exactly: exact schemes must keep their bits.
    #expect(weight(0) == 1)
    #expect(
      try StalenessWeight(Spec(parsing: weight.description, option: "--staleness")) == weight)
  }

  @Test func constantIsTheDefault() throws {
    #expect(try StalenessWeight(nil) == .constant)
  }

  @Test(arguments: [
    ("polynomial:power=-1", "out of range"), ("exponential:base=0", "above 0"),
    ("exponential:base=1.5", "out of range"), ("cutoff", "needs max"),
    ("cutoff:max=-1", "out of range"), ("constnat", "did you mean 'constant'"),
    ("polynomial:powr=1", "did you mean 'power'"), ("constant:max=1", "has no settings"),
  ])
  func errors(text: String, part: String) throws {
    let spec = try Spec(parsing: text, option: "--staleness")
    let error = #expect(throws: ConfigurationError.self) { try StalenessWeight(spec) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("--staleness") == true)
  }
}

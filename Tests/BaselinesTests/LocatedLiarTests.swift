import Coding
import Kernels
import Randomness
import Runs
import Settings
import TestSupport
import Testing
import Training

@testable import Staleness

/// DRACO's cyclic code: liars are located, whoever they are, and what is left decodes.
@Suite struct LocatedLiarTests {
  private static let codes = [(3, 1), (5, 1), (6, 1), (5, 2), (7, 2), (8, 2)]

  private func train(
    _ n: Int, _ s: Int, _ source: Quadratic, _ attack: Attack?, steps: Int = 3
  ) throws -> Recording {
    let scheme = try makeScheme("draco-cyclic", workers: n, stragglers: s)
    var estimator: any Estimator<Double> & ~Copyable = LocatingEstimator<Double>(
      CyclicCode(workers: n, tolerated: 2 * s), attack: attack, seed: 5)
    return try Lies.train(scheme, source, by: &estimator, steps: steps)
  }

  private func uncoded(_ source: Quadratic) throws -> Recording {
    try Rehearsal(
      makeScheme("uncoded", workers: source.blocks), source,
      delays: ScriptedDelays(late: [[]]), steps: 3, stepSize: 0.2
    ).run()
  }

  private func distance(_ a: Recording, _ b: Recording) -> Double {
    zip(a.models.joined(), b.models.joined()).map { abs($0 - $1) }.max() ?? .infinity
  }

  /// Up to s liars: the gradient and the loss of the honest ones, to rounding.
  @Test(arguments: Lies.kinds, codes)
  func everySet(kind: String, code: (Int, Int)) throws {
    let (n, s) = code
    let source = Quadratic.random(blocks: n, dimension: 3, unequal: true)
    let honest = try uncoded(source)
    for count in 0...s {
      for liars in StragglerPatterns.all(count, of: n) {
        let found = try train(n, s, source, Lies.attack(kind, by: liars, of: n))
        #expect(distance(found, honest) < 1e-10, "\(liars)")
        for (a, b) in zip(found.records, honest.records) {
          #expect(abs(a.loss - b.loss) < 1e-9 * abs(b.loss), "\(liars)")
          #expect(a.liars == liars)
        }
      }
    }
  }

  /// One liar more: an error, or a gradient that is wrong.
  @Test(arguments: Lies.kinds, codes)
  func oneMore(kind: String, code: (Int, Int)) throws {
    let (n, s) = code
    let source = Quadratic.random(blocks: n, dimension: 3, unequal: true)
    let honest = try uncoded(source)
    for liars in StragglerPatterns.all(s + 1, of: n) {
      do {
        let found = try train(n, s, source, Lies.attack(kind, by: liars, of: n), steps: 1)
        #expect(distance(found, honest) > 1e-3, "\(liars)")
      } catch is DecodingError {}
    }
  }

  /// Beyond what the code bears, most lies are told and not decoded.
  @Test func tooManyAreTold() throws {
    let source = Quadratic.random(blocks: 9, dimension: 3, unequal: true)
    #expect(throws: DecodingError.self) {
      try train(9, 2, source, Lies.attack("sign-flip", by: [0, 4, 5], of: 9))
    }
  }

  /// A codeword with errors, in numbers.
  private func values(_ n: Int, _ s: Int, errors: [Int: Double]) -> ([Complex], CyclicCode) {
    let code = CyclicCode(workers: n, tolerated: 2 * s)
    var stream = Stream(seed: 3, for: .synthetic, n, s)
    let gradients = (0..<n).map { _ in stream.normal() }
    let values = (0..<n).map { j in
      var sum = Complex(errors[j] ?? 0)
      for (t, coefficient) in code.row.enumerated() {
        sum = sum + coefficient * Complex(gradients[(j + t) % n])
      }
      return sum
    }
    return (values, code)
  }

  /// A lie that drowns another one does not hide it.
  @Test(arguments: [(9, 2), (13, 3), (24, 3), (12, 4)])
  func liesOfAllSizes(n: Int, s: Int) throws {
    for first in 0..<n {
      for (scale, other) in [(1e15, 1.0), (1e9, 1e-4), (1, 1), (-2, 2)] {
        let liars = (0..<s).map { (first + 2 * $0) % n }.sorted()
        var errors: [Int: Double] = [:]
        for (i, liar) in liars.enumerated() { errors[liar] = i % 2 == 0 ? scale : other }
        let (values, code) = values(n, s, errors: errors)
        #expect(try code.liars(in: values, precision: 1e-10) == liars, "\(scale), \(other)")
      }
    }
  }

  @Test func whatIsNotFinite() throws {
    let (values, code) = values(7, 2, errors: [2: .infinity, 5: 1])
    #expect(try code.liars(in: values, precision: 1e-10) == [2, 5])
    let (others, _) = self.values(7, 2, errors: [1: .nan, 2: .infinity, 5: 1])
    #expect(throws: DecodingError.self) { try code.liars(in: others, precision: 1e-10) }
  }

  /// Errors in few places whose syndromes cancel one another leave the locator singular.
  @Test func errorsThatCancel() throws {
    // e_0 + e_1 ω^{−z} … with S_z = 0: the first equation of a polynomial of degree one says nothing.
    let n = 9
    let (honest, code) = values(n, 2, errors: [:])
    let z = (n - 4 + 1) / 2
    var values = honest
    values[0] = values[0] + Complex(1)
    values[1] = values[1] - Complex(1) / Complex.root(-z, of: n)
    #expect(try code.liars(in: values, precision: 1e-10) == [0, 1])
  }

  /// In single precision too.
  @Test func singlePrecision() throws {
    #expect(LocatingEstimator<Float>.precision > 1e-5 && LocatingEstimator<Float>.precision < 1e-4)
    let n = 24
    for first in 0..<n {
      let liars = [first, (first + 1) % n].sorted()
      var (values, code) = values(n, 2, errors: [liars[0]: 0.3, liars[1]: -40])
      for j in 0..<n {
        values[j] = Complex(Double(Float(values[j].re)), Double(Float(values[j].im)))
      }
      #expect(
        try code.liars(in: values, precision: LocatingEstimator<Float>.precision) == liars)
    }
  }

  @Test func aggregatesAreForTheirCodes() throws {
    func check(_ scheme: String, _ workers: Int, _ stragglers: Int, _ aggregate: String) throws {
      var configuration = RunConfiguration()
      configuration.scheme = scheme
      configuration.workers = workers
      configuration.stragglers = stragglers
      configuration.aggregate = aggregate
      try configuration.checkUpdate(
        for: makeScheme(scheme, workers: workers, stragglers: stragglers))
    }
    try check("draco-cyclic", 6, 1, "locate:liars=1")
    try check("frc-byzantine", 6, 1, "eliminate:group=2")
    for (scheme, stragglers, aggregate) in [
      ("draco-cyclic", 2, "locate:liars=1"), ("uncoded", 0, "locate:liars=1"),
      ("frc", 1, "eliminate:group=2"), ("frc-byzantine", 2, "eliminate:group=2"),
      ("frc-byzantine", 1, "majority:group=2"), ("draco-cyclic", 1, "median"),
    ] {
      #expect(throws: ConfigurationError.self) { try check(scheme, 6, stragglers, aggregate) }
    }
    #expect(throws: ConfigurationError.self) { try Aggregate("locate:liars=3", workers: 6) }
    #expect(throws: ConfigurationError.self) {
      try makeScheme("draco-cyclic", workers: 6, stragglers: 3)
    }
  }
}

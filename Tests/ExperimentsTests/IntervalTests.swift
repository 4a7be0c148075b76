import Experiments
import Foundation
import Testing

/// Intervals of means against printed tables and hand computation.
@Suite struct IntervalTests {
  /// - Source: the table of percentage points of Student's t in any textbook, two-sided.
  @Test(
    arguments: [
      (0.95, 1, 12.706), (0.95, 2, 4.303), (0.95, 3, 3.182), (0.95, 4, 2.776), (0.95, 5, 2.571),
      (0.95, 9, 2.262), (0.95, 10, 2.228), (0.95, 29, 2.045), (0.95, 120, 1.980),
      (0.90, 7, 1.895), (0.99, 1, 63.657), (0.99, 4, 4.604), (0.99, 9, 3.250), (0.99, 30, 2.750),
      (0.999, 2, 31.599), (0.5, 6, 0.718),
    ])
  func tableOfT(probability: Double, degrees: Int, bound: Double) {
    #expect(abs(StudentT.bound(holding: probability, degrees: degrees) - bound) < 0.000_51)
  }

  /// With one degree of freedom it is the Cauchy distribution, with two it has a closed form.
  @Test(arguments: [0.1, 0.5, 1, 2, 5, 40]) func closedForms(t: Double) {
    let cauchy = 2 / Double.pi * atan(t)
    #expect(abs(StudentT.probability(within: t, degrees: 1) - cauchy) < 1e-14)
    let two = t / (2 + t * t).squareRoot()
    #expect(abs(StudentT.probability(within: t, degrees: 2) - two) < 1e-14)
  }

  @Test(arguments: 1...40) func boundAndProbabilityAreInverse(degrees: Int) {
    for probability in [0.0, 0.3, 0.8, 0.95, 0.999] {
      let t = StudentT.bound(holding: probability, degrees: degrees)
      #expect(abs(StudentT.probability(within: t, degrees: degrees) - probability) < 1e-12)
    }
  }

  /// By hand: mean 3, squares 4 + 1 + 0 + 1 + 4 = 10, sd √(10/4), half 2.776445 · √2.5 / √5.
  @Test func tOfOneToFive() throws {
    let values = [5.0, 1, 4, 2, 3]
    let statistics = Statistics(values)
    #expect(statistics.mean == 3)
    #expect(statistics.median == 3)
    #expect(abs(statistics.deviation - 1.581_138_830_084_19) < 1e-14)
    let interval = try #require(IntervalMethod.studentT.interval(of: values))
    #expect(abs(interval.low - (3 - 1.963_243_161)) < 1e-8)
    #expect(abs(interval.high - (3 + 1.963_243_161)) < 1e-8)
  }

  @Test(arguments: IntervalMethod.allCases) func oneValueHasNone(method: IntervalMethod) {
    #expect(method.interval(of: [1]) == nil)
    #expect(method.interval(of: []) == nil)
  }

  /// Two values have three means with chances 1/4, 1/2, 1/4: the outer 2.5 % are the values.
  @Test func bootstrapOfTwo() throws {
    let interval = try #require(IntervalMethod.bootstrap.interval(of: [7, 3]))
    #expect(interval == (3, 7))
  }

  /// Of four values the mean is the least one with chance 1/256 and at most the next possible, with
  /// one other value, with chance 5/256: the 2.5th percentile of 0, 0, 0, 8 is 0, that of the upper
  /// end lies at two or three of four, since P(3 or more) = 13/256 and P(4) = 1/256.
  @Test func bootstrapOfFour() throws {
    let interval = try #require(IntervalMethod.bootstrap.interval(of: [0, 0, 0, 8]))
    #expect(interval.low == 0)
    #expect(interval.high == 6)
    let again = try #require(IntervalMethod.bootstrap.interval(of: [0, 0, 0, 8]))
    #expect(interval == again)
  }

  @Test func medianOfAnEvenNumber() {
    #expect(Statistics([4, 1, 3, 2]).median == 2.5)
  }
}

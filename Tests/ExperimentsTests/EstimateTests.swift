import Foundation
import Testing

@testable import Experiments

/// Estimates of costs against hand computation.
@Suite struct EstimateTests {
  /// Logarithms 0, 1, 2 of base 10: mean 1, sd 1, half 4.302653/√3.
  @Test func timesAreTakenOnLogarithms() throws {
    let estimate = Estimate([1, 10, 100], .studentT, isCost: true)
    #expect(abs(estimate.mean - 10) < 1e-12 && estimate.method == "t-log")
    let half = 4.302_652_729_911_275 / 3.0.squareRoot()
    let interval = try #require(estimate.interval)
    #expect(abs(log10(interval.low) - (1 - half)) < 1e-9)
    #expect(abs(log10(interval.high) - (1 + half)) < 1e-9)
  }

  @Test func whatSeedsDoNotChangeHasNoInterval() {
    #expect(Estimate([3, 3, 3], .studentT, isCost: true).method == "constant")
    #expect(Estimate([3, 3, 3], .studentT).interval == nil)
    #expect(Estimate([3], .bootstrap).method == "bootstrap")
  }

  @Test func zerosHaveNoLogarithm() {
    let estimate = Estimate([0, 2], .studentT, isCost: true)
    #expect(estimate.mean == 1 && estimate.method == "t")
  }

  /// - Source: Conover, table of the binomial distribution: n = 10 from the 2nd to the 9th.
  @Test func medians() throws {
    let interval = try #require(Statistics.intervalOfMedian((1...10).map(Double.init)))
    #expect(interval.low == 2 && interval.high == 9)
    #expect(Statistics.intervalOfMedian([1, 2, 3, 4, 5]) == nil)
    let six = try #require(Statistics.intervalOfMedian([1, 2, 3, 4, 5, .infinity]))
    #expect(six.low == 1 && six.high == .infinity)
  }
}

import Foundation
import Testing

@testable import Kernels

@Suite struct LogisticLanesTests {
  /// Margins of every size and both signs, and those around which the arithmetic changes its form.
  static var margins: [Double] {
    var all = (-1600...1600).map { Double($0) / 40 }
    for whole in 1...700 { all += [Double(whole) + 0.37, -Double(whole)] }
    for tenth in 0...1000 { all.append(pow(10, -Double(tenth) / 20)) }
    return all + [0.8813735870195429, 0.8813735870195431]
  }

  @Test func withinAFewUnitsInTheLastPlace() {
    for margin in Self.margins {
      let lanes = LogisticLanes(SIMD8(repeating: margin))
      let loss = log1p(exp(-abs(margin))) + max(-margin, 0)
      let slope = margin < 0 ? 1 / (1 + exp(margin)) : exp(-margin) / (1 + exp(-margin))
      #expect(abs(lanes.losses[3] - loss) <= 4 * loss.ulp, "loss at \(margin)")
      #expect(abs(lanes.slopes[5] - slope) <= 4 * slope.ulp, "slope at \(margin)")
    }
  }

  @Test(arguments: [708.5, 746, 1e6, 1e308, .infinity])
  func farOutTheLossIsTheMarginOrZero(margin: Double) {
    let right = LogisticLanes(SIMD8(repeating: margin))
    #expect(right.losses[0] == 0 && right.slopes[0] == 0)
    let wrong = LogisticLanes(SIMD8(repeating: -margin))
    #expect(wrong.losses[0] == margin && wrong.slopes[0] == 1)
  }

  @Test func lanesAreApart() {
    var margins = SIMD8<Double>(1, -1, .nan, 800, -800, 0, 0.5, -0.5)
    let lanes = LogisticLanes(margins)
    #expect(lanes.losses[2].isNaN && lanes.slopes[2].isNaN)
    margins[2] = 2
    let others = LogisticLanes(margins)
    for i in 0..<8 where i != 2 {
      #expect(lanes.losses[i] == others.losses[i] && lanes.slopes[i] == others.slopes[i])
    }
  }
}

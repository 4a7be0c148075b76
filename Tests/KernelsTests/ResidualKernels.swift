import Glibc
import Kernels
import Testing

@Suite("Losses and residuals") struct ResidualKernels {
  @Test(arguments: sizes) func double(_ n: Int) { check(n, Double.self) }
  @Test(arguments: sizes) func float(_ n: Int) { check(n, Float.self) }

  private func check<E: Scalar>(_ n: Int, _: E.Type) {
    let z: [E] = numbers(n, 1)
    let signs: [E] = (0..<n).map { $0 % 3 == 0 ? -1 : 1 }
    let (a, y) = (z.map(\.double), signs.map(\.double))
    var loss = 0.0
    let slopes = after(z) { loss = E.logisticResiduals(&$0, signs.span) }
    expectClose(slopes, zip(a, y).map { -$1 / (1 + exp($0 * $1)) })
    let expected = zip(a, y).map { log(1 + exp(-$0 * $1)) }.reduce(0, +)
    #expect(abs(loss - expected) <= 4 * E.ulpOfOne.double * max(1, expected))
    #expect(E.countSigns(z.span, signs.span) == zip(a, y).count { ($0 > 0) == ($1 > 0) })

    let squares = zip(a, y).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
    expectClose(
      after(z) { loss = E.squaredResiduals(&$0, signs.span) }, zip(a, y).map { 2 * ($0 - $1) })
    #expect(abs(loss - squares) <= 4 * E.ulpOfOne.double * max(1, squares))

    for classes in [1, 2, 5] {
      let logits: [E] = numbers(n * classes, 2)
      let labels = (0..<n).map { E($0 * 3 % classes) }
      var (shares, sum, right) = ([Double](), 0.0, 0)
      for row in 0..<n {
        let part = logits[row * classes..<(row + 1) * classes].map(\.double)
        let total = part.map(exp).reduce(0, +)
        let label = row * 3 % classes
        shares += part.enumerated().map { exp($1) / total - ($0 == label ? 1 : 0) }
        sum += log(total) - part[label]
        if part.firstIndex(of: part.max() ?? 0) == label { right += 1 }
      }
      expectClose(
        after(logits) { loss = E.softmaxResiduals(&$0, labels.span, classes: classes) }, shares)
      #expect(abs(loss - sum) <= 4 * E.ulpOfOne.double * max(1, sum))
      #expect(E.countLargest(logits.span, labels.span, classes: classes) == right)
    }
  }

  @Test func hugeMarginsAreExact() {
    check(Double.self, 1e300)
    check(Float.self, 1e38)
    func check<E: Scalar>(_: E.Type, _ huge: Double) {
      let margin = E.nearest(huge)
      var loss = 0.0
      let right = after([margin, -margin]) { loss = E.logisticResiduals(&$0, [1, -1].span) }
      #expect(right.allSatisfy { $0 == 0 } && loss == 0)
      let wrong = after([-margin]) { loss = E.logisticResiduals(&$0, [1].span) }
      #expect(wrong == [-1] && loss == margin.double)
    }
  }

  @Test func hugeLogitsAreExact() {
    // The spread of ±1e38 is no float, and its loss is a double all the same.
    var loss = 0.0
    #expect(
      after([1e38, -1e38, 0] as [Float]) {
        loss = Float.softmaxResiduals(&$0, [1].span, classes: 3)
      }
        == [1, -1, 0])
    #expect(loss == 2 * Double(Float(1e38)))
    #expect(
      after([3e38, -3e38] as [Float]) { loss = Float.softmaxResiduals(&$0, [0].span, classes: 2) }
        == [0, 0])
    #expect(loss == 0)
    #expect(
      after([1e308, -1e308]) { loss = Double.softmaxResiduals(&$0, [0].span, classes: 2) } == [
        0, 0,
      ])
    #expect(loss == 0)
    #expect(
      after([8e307, -8e307]) { loss = Double.softmaxResiduals(&$0, [1].span, classes: 2) }
        == [1, -1])
    #expect(loss == 1.6e308)
    // Here the loss itself, 2e308, is beyond the largest double; the gradient is still right.
    #expect(
      after([1e308, -1e308]) { loss = Double.softmaxResiduals(&$0, [1].span, classes: 2) }
        == [1, -1])
    #expect(loss == .infinity)
  }

  @Test(arguments: 0..<3) func notANumberPropagates(_ place: Int) {
    check(Double.self)
    check(Float.self)
    func check<E: Scalar>(_: E.Type) {
      var z: [E] = [1, 2, 3]
      z[place] = .nan
      for label in 0..<3 {
        var loss = 0.0
        let all = after(z) { loss = E.softmaxResiduals(&$0, [E(label)].span, classes: 3) }
        #expect(loss.isNaN && all.allSatisfy(\.isNaN))
        #expect(E.countLargest(z.span, [E(label)].span, classes: 3) == 0)
      }
      for labels in [[1, 1, 1], [-1, -1, -1]] as [[E]] {
        var loss = 0.0
        #expect(after(z) { loss = E.logisticResiduals(&$0, labels.span) }[place].isNaN)
        #expect(loss.isNaN)
        #expect(after(z) { loss = E.squaredResiduals(&$0, labels.span) }[place].isNaN)
        #expect(loss.isNaN)
        #expect(E.countSigns(z.span, labels.span) == (labels[0] > 0 ? 2 : 0))
      }
    }
  }
}

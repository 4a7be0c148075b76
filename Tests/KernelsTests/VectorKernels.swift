import Kernels
import Testing

@Suite("Vector kernels against naive loops") struct VectorKernels {
  @Test(arguments: sizes) func double(_ n: Int) { check(n, Double.self) }
  @Test(arguments: sizes) func float(_ n: Int) { check(n, Float.self) }

  private func check<E: Scalar>(_ n: Int, _: E.Type) {
    let x: [E] = numbers(n, 1)
    let y: [E] = numbers(n, 2)
    let u: [E] = numbers(n, 3)
    let (a, b) = (x.map(\.double), y.map(\.double))
    #expect(after(y) { E.fill(3, &$0) } == Array(repeating: 3, count: n))
    #expect(after(y) { E.copy(x.span, &$0) } == x)
    #expect(after(y) { E.scaledCopy(-2, x.span, &$0) } == x.map { -2 * $0 })
    #expect(after(y) { E.scaledCopy(1, x.span, &$0) } == x)
    #expect(after(y) { E.scale(0.5, &$0) } == y.map { 0.5 * $0 })
    expectClose(after(y) { E.axpy(1.5, x.span, &$0) }, zip(a, b).map { 1.5 * $0 + $1 })
    expectClose([E.dot(x.span, y.span)], [zip(a, b).map(*).reduce(0, +)], summands: n)
    let norm = a.map { $0 * $0 }.reduce(0, +).squareRoot()
    #expect(abs(E.norm(x.span) - norm) <= 8 * E.ulpOfOne.double * max(1, norm))
    #expect(E.doubles(x.span) == a)
    #expect(E.elements(x.span) == x)
    let mean = b.reduce(0, +) / Double(max(1, n))
    let spread = b.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    #expect(abs(E.squaredDeviations(y.span) - spread) <= 1e-12 * max(1, spread))

    let (eta, lambda, momentum, theta) = (0.5, 0.25, 0.75, 0.125)
    let old = u.map(\.double)
    let pull = zip(a, b).map { $0 + lambda * $1 }
    expectClose(
      after(y) { E.gradientStep(0.5, 0.25, x.span, &$0) }, zip(b, pull).map { $0 - eta * $1 })
    let speed = zip(old, pull).map { momentum * $0 + $1 }
    let (v, ball) = both(u, y) { E.heavyBallStep(0.5, 0.25, momentum: 0.75, x.span, &$0, &$1) }
    expectClose(v, speed)
    expectClose(ball, zip(b, speed).map { $0 - eta * $1 })
    let next = (0..<n).map { (1 - theta) * b[$0] + theta * old[$0] - eta * pull[$0] }
    let (w, fast) = both(u, y) { E.acceleratedStep(0.5, 0.25, theta: 0.125, x.span, &$0, &$1) }
    expectClose(fast, next)
    expectClose(w, zip(b, next).map { $0 + ($1 - $0) / theta })
  }

  private func both<E: Scalar>(
    _ first: [E], _ second: [E],
    _ kernel: (inout MutableSpan<E>, inout MutableSpan<E>) -> Void
  ) -> ([E], [E]) {
    var a = vector(first)
    var b = vector(second)
    a.withMutableSpan { x in b.withMutableSpan { y in kernel(&x, &y) } }
    return (a.array(), b.array())
  }

  @Test(arguments: sizes, [0, 1, 3, 4, 5, 9]) func combinations(_ n: Int, _ vectors: Int) {
    combination(n, vectors, Double.self)
    combination(n, vectors, Float.self)
  }

  private func combination<E: Scalar>(_ n: Int, _ count: Int, _: E.Type) {
    let weights: [E] = numbers(count, 4)
    let values = (0..<count).map { numbers(n, 5 + $0, as: E.self) }
    let slots = values.map { values in
      let slot = Slot<E>(n, repeating: 0)
      slot.vector.withMutableSpan { E.copy(values.span, &$0) }
      return slot
    }
    let y: [E] = numbers(n, 99)
    let expected = (0..<n).map { i in
      count == 0
        ? y[i].double : (0..<count).map { weights[$0].double * values[$0][i].double }.reduce(0, +)
    }
    expectClose(after(y) { E.combine(weights, slots, &$0) }, expected, summands: count)
  }
}

import Kernels
import Randomness
import Testing

/// Sizes at which kernels meet their edges: nothing, one, a remainder, more than a cache piece.
let sizes = [0, 1, 7, 1025]

/// `count` numbers of −2...2, a multiple of 2⁻¹⁰ so that both precisions hold them exactly.
func numbers<E: Scalar>(_ count: Int, _ key: Int, as: E.Type = E.self) -> [E] {
  var stream = Stream(seed: 11, for: .synthetic, key)
  return (0..<count).map { _ in .nearest((stream.uniform() * 4096).rounded() / 1024 - 2) }
}

func vector<E: Scalar>(_ values: [E]) -> Vector<E> { Vector(copying: values.span) }

extension Vector where Element: Scalar {
  borrowing func array() -> [Element] { withSpan { Element.elements($0) } }
}

/// Runs a kernel on a copy of `values`; what it left there.
func after<E: Scalar>(_ values: [E], _ kernel: (inout MutableSpan<E>) -> Void) -> [E] {
  var memory = vector(values)
  memory.withMutableSpan { kernel(&$0) }
  return memory.array()
}

/// Whether two arrays agree to `ulps` units of the precision, relative to the largest entry
/// and to the number of summands.
func expectClose<E: Scalar>(
  _ got: [E], _ expected: [Double], summands: Int = 1, ulps: Double = 8,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard got.count == expected.count else {
    Issue.record("\(got.count) elements for \(expected.count)", sourceLocation: sourceLocation)
    return
  }
  let size = max(1, expected.map(abs).max() ?? 0)
  let allowed = ulps * E.ulpOfOne.double * size * Double(max(1, summands)).squareRoot()
  let worst = zip(got, expected).map { abs($0.double - $1) }.max() ?? 0
  #expect(worst <= allowed, sourceLocation: sourceLocation)
  #expect(!got.contains { $0.isNaN }, sourceLocation: sourceLocation)
}

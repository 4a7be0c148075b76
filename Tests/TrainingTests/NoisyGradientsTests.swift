import Clusters
import Kernels
import TestSupport
import Testing
import Training

/// Noise of a known size in gradients.
@Suite struct NoisyGradientsTests {
  private let quadratic = Quadratic.random(blocks: 3, dimension: 200, unequal: true)

  private func gradient(
    _ source: any GradientSource<Double>, block: Int, draw: Int
  ) throws -> [Double] {
    let x = Vector<Double>(repeating: 0.5, count: 200)
    var g = Vector<Double>(repeating: 0, count: 201)
    var span = g.mutableSpan
    #expect(
      try source.evaluate(
        block: block, draw: draw, at: x.span, into: &span, while: { true }))
    return Double.elements(span.span)
  }

  @Test func sizeAndKeys() throws {
    let noisy = NoisyGradients(quadratic, deviation: 0.3, shares: quadratic.shares, seed: 4)
    var squares = 0.0
    for block in 0..<3 {
      for draw in 0..<20 {
        let exact = try gradient(quadratic, block: block, draw: draw)
        let found = try gradient(noisy, block: block, draw: draw)
        #expect(found[200] == exact[200], "the loss has no noise")
        #expect(try gradient(noisy.forAnotherThread(), block: block, draw: draw) == found)
        for i in 0..<200 {
          let error = (found[i] - exact[i]) / quadratic.shares[block]
          squares += error * error
        }
      }
    }
    // 12,000 squares, whose mean is off by √(2/12000) of itself, 1.3 %.
    #expect(abs(squares / 12_000 / 0.09 - 1) < 0.06)
    let first = try gradient(noisy, block: 0, draw: 0)
    #expect(try gradient(noisy, block: 0, draw: 1) != first)
    // A repetition of the version, by the upper half of the draw, is another draw.
    #expect(try gradient(noisy, block: 0, draw: 1 << 32) != first)
  }
}

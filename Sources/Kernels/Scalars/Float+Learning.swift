// `Scalar` documents these.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Float {
  public static func sparseTimes(
    _ a: borrowing SparseRows<Float>, chosen: Span<Int>, _ w: Span<Float>, width: Int,
    _ z: inout MutableSpan<Float>
  ) {
    chosen.withUnsafeBufferPointer { sparseTimesBody(a, rows: $0, w, width: width, &z) }
  }

  public static func addSparseTransposed(
    _ alpha: Float, _ a: borrowing SparseRows<Float>, chosen: Span<Int>, _ r: Span<Float>,
    width: Int,
    _ g: inout MutableSpan<Float>
  ) {
    chosen.withUnsafeBufferPointer {
      addSparseTransposedBody(alpha, a, rows: $0, r, width: width, &g)
    }
  }

  public static func gatherRows(
    _ a: Span<Float>, columns: Int, chosen: Span<Int>, _ y: inout MutableSpan<Float>
  ) { gatherRowsBody(a, columns: columns, chosen: chosen, &y) }

  public static func gradientStep(
    _ eta: Float, _ lambda: Float, _ g: Span<Float>, _ x: inout MutableSpan<Float>
  ) { gradientStepBody(eta, lambda, g, &x) }

  public static func heavyBallStep(
    _ eta: Float, _ lambda: Float, momentum: Float, _ g: Span<Float>, _ v: inout MutableSpan<Float>,
    _ x: inout MutableSpan<Float>
  ) { heavyBallStepBody(eta, lambda, momentum: momentum, g, &v, &x) }

  public static func acceleratedStep(
    _ eta: Float, _ lambda: Float, theta: Float, _ g: Span<Float>, _ u: inout MutableSpan<Float>,
    _ x: inout MutableSpan<Float>
  ) { acceleratedStepBody(eta, lambda, theta: theta, g, &u, &x) }

  public static func addBoundedPenalty(
    _ alpha: Float, _ x: Span<Float>, _ g: inout MutableSpan<Float>
  ) -> Double { addBoundedPenaltyBody(alpha, x, &g) }

  public static func addSquareTimes(
    _ alpha: Float, _ g: Span<Float>, _ d: Span<Float>, _ y: inout MutableSpan<Float>
  ) { addSquareTimesBody(alpha, g, d, &y) }

  public static func addScaledSquareTimes(
    _ alpha: Float, _ g: Span<Float>, _ d: Span<Float>, over v: Span<Float>, epsilon: Float,
    _ y: inout MutableSpan<Float>
  ) { addScaledSquareTimesBody(alpha, g, d, over: v, epsilon: epsilon, &y) }

  public static func averageSquares(
    _ alpha: Float, _ beta: Float, _ g: Span<Float>, _ v: inout MutableSpan<Float>
  ) { averageSquaresBody(alpha, beta, g, &v) }

  public static func medians(_ vectors: [Slot<Float>], _ y: inout MutableSpan<Float>) {
    mediansBody(vectors, &y)
  }

  public static func countSigns(_ z: Span<Float>, _ labels: Span<Float>) -> Int {
    countSignsBody(z, labels)
  }

  public static func countLargest(_ z: Span<Float>, _ labels: Span<Float>, classes: Int) -> Int {
    countLargestBody(z, labels, classes: classes)
  }

  public static func squaredDeviations(_ y: Span<Float>) -> Double { squaredDeviationsBody(y) }

  public static func doubles(_ x: Span<Float>) -> [Double] { doublesBody(x) }

  public static func elements(_ x: Span<Float>) -> [Float] { elementsBody(x) }
}

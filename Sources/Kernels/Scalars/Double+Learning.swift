// `Scalar` documents these.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Double {
  public static func sparseTimes(
    _ a: borrowing SparseRows<Double>, chosen: Span<Int>, _ w: Span<Double>, width: Int,
    _ z: inout MutableSpan<Double>
  ) {
    chosen.withUnsafeBufferPointer { sparseTimesBody(a, rows: $0, w, width: width, &z) }
  }

  public static func addSparseTransposed(
    _ alpha: Double, _ a: borrowing SparseRows<Double>, chosen: Span<Int>, _ r: Span<Double>,
    width: Int,
    _ g: inout MutableSpan<Double>
  ) {
    chosen.withUnsafeBufferPointer {
      addSparseTransposedBody(alpha, a, rows: $0, r, width: width, &g)
    }
  }

  public static func gatherRows(
    _ a: Span<Double>, columns: Int, chosen: Span<Int>, _ y: inout MutableSpan<Double>
  ) { gatherRowsBody(a, columns: columns, chosen: chosen, &y) }

  public static func gradientStep(
    _ eta: Double, _ lambda: Double, _ g: Span<Double>, _ x: inout MutableSpan<Double>
  ) { gradientStepBody(eta, lambda, g, &x) }

  public static func heavyBallStep(
    _ eta: Double, _ lambda: Double, momentum: Double, _ g: Span<Double>,
    _ v: inout MutableSpan<Double>,
    _ x: inout MutableSpan<Double>
  ) { heavyBallStepBody(eta, lambda, momentum: momentum, g, &v, &x) }

  public static func acceleratedStep(
    _ eta: Double, _ lambda: Double, theta: Double, _ g: Span<Double>,
    _ u: inout MutableSpan<Double>,
    _ x: inout MutableSpan<Double>
  ) { acceleratedStepBody(eta, lambda, theta: theta, g, &u, &x) }

  public static func addBoundedPenalty(
    _ alpha: Double, _ x: Span<Double>, _ g: inout MutableSpan<Double>
  ) -> Double { addBoundedPenaltyBody(alpha, x, &g) }

  public static func addSquareTimes(
    _ alpha: Double, _ g: Span<Double>, _ d: Span<Double>, _ y: inout MutableSpan<Double>
  ) { addSquareTimesBody(alpha, g, d, &y) }

  public static func addScaledSquareTimes(
    _ alpha: Double, _ g: Span<Double>, _ d: Span<Double>, over v: Span<Double>, epsilon: Double,
    _ y: inout MutableSpan<Double>
  ) { addScaledSquareTimesBody(alpha, g, d, over: v, epsilon: epsilon, &y) }

  public static func averageSquares(
    _ alpha: Double, _ beta: Double, _ g: Span<Double>, _ v: inout MutableSpan<Double>
  ) { averageSquaresBody(alpha, beta, g, &v) }

  public static func medians(_ vectors: [Slot<Double>], _ y: inout MutableSpan<Double>) {
    mediansBody(vectors, &y)
  }

  public static func countSigns(_ z: Span<Double>, _ labels: Span<Double>) -> Int {
    countSignsBody(z, labels)
  }

  public static func countLargest(_ z: Span<Double>, _ labels: Span<Double>, classes: Int) -> Int {
    countLargestBody(z, labels, classes: classes)
  }

  public static func squaredDeviations(_ y: Span<Double>) -> Double { squaredDeviationsBody(y) }

  public static func doubles(_ x: Span<Double>) -> [Double] { doublesBody(x) }

  public static func elements(_ x: Span<Double>) -> [Double] { elementsBody(x) }
}

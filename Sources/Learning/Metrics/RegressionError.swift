public import Kernels

/// The mean of squared errors.
public func meanSquaredError(sumOfSquares: Double, count: Int) -> Double {
  sumOfSquares / Double(count)
}

/// R² = 1 − Σ (z − y)² / Σ (y − ȳ)²: one where predictions z are the labels y, zero for their mean.
///
/// - Parameters:
///   - sumOfSquares: Σ (z − y)².
///   - labels: y.
/// - Returns: At most one; nil where all labels are equal, as the share is then undefined.
public func explainedVariance<Element: Scalar>(
  sumOfSquares: Double, labels: Span<Element>
) -> Double? {
  let spread = Element.squaredDeviations(labels)
  guard spread != 0 else { return nil }
  return 1 - sumOfSquares / spread
}

public import Kernels

/// The share of margins z that predict their label ±1: +1 where z > 0, −1 where z ≤ 0.
///
/// A margin that is not a number predicts nothing. Without a sample the share is not a number.
public func signAccuracy<Element: Scalar>(margins: Span<Element>, labels: Span<Element>) -> Double {
  Double(Element.countSigns(margins, labels)) / Double(labels.count)
}

/// The share of rows of `classes` logits whose largest one, the first of equal ones, is the label's.
///
/// A row with a logit that is not a number predicts nothing.
public func classAccuracy<Element: Scalar>(
  logits: Span<Element>, labels: Span<Element>, classes: Int
) -> Double {
  Double(Element.countLargest(logits, labels, classes: classes)) / Double(labels.count)
}

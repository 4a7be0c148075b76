/// The area under the receiver operating characteristic: the chance that a positive sample scores
/// higher than a negative one, a tie counting one half.
///
/// Computed from rank sums, tied scores sharing the mean of their ranks.
/// - Parameters:
///   - scores: One a sample, the higher the more positive.
///   - labels: Positive where above zero, so ±1 and 0/1 both do.
/// - Returns: A number in 0...1; nil where only one label occurs, as the area is then undefined; not
///   a number where a score is not.
/// - Complexity: O(N log N).
/// - Source: Hanley, McNeil, "The meaning and use of the area under a receiver operating
///   characteristic (ROC) curve", Radiology 143, 1982.
public func areaUnderROC(scores: [Double], labels: [Double]) -> Double? {
  precondition(scores.count == labels.count, "as many scores as labels")
  guard !scores.contains(where: \.isNaN) else {
    return Set(labels.map { $0 > 0 }).count == 2 ? .nan : nil
  }
  // Each class for itself: sorting numbers is several times faster than sorting places by them.
  var positives: [Double] = []
  var negatives: [Double] = []
  for (score, label) in zip(scores, labels) {
    if label > 0 { positives.append(score) } else { negatives.append(score) }
  }
  guard !positives.isEmpty, !negatives.isEmpty else { return nil }
  positives.sort()
  negatives.sort()
  // Twice the number of pairs in order, a tie counting one: whole numbers, so no rounding.
  var doubled = 0
  var below = 0
  var notAbove = 0
  for score in positives {
    while below < negatives.count, negatives[below] < score { below += 1 }
    while notAbove < negatives.count, negatives[notAbove] <= score { notAbove += 1 }
    doubled += below + notAbove
  }
  return Double(doubled) / 2 / (Double(positives.count) * Double(negatives.count))
}

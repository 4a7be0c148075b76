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
  let positives = labels.count { $0 > 0 }
  let negatives = labels.count - positives
  guard positives > 0, negatives > 0 else { return nil }
  guard !scores.contains(where: \.isNaN) else { return .nan }
  let order = scores.indices.sorted { scores[$0] < scores[$1] }
  // Twice the number of pairs in order, a tie counting one: whole numbers, so no rounding.
  var below = 0
  var doubled = 0
  var begin = 0
  while begin < order.count {
    var end = begin
    var tiedPositives = 0
    while end < order.count, scores[order[end]] == scores[order[begin]] {
      if labels[order[end]] > 0 { tiedPositives += 1 }
      end += 1
    }
    let tiedNegatives = end - begin - tiedPositives
    doubled += tiedPositives * (2 * below + tiedNegatives)
    below += tiedNegatives
    begin = end
  }
  return Double(doubled) / 2 / (Double(positives) * Double(negatives))
}

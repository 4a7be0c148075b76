import Learning
import Randomness
import Testing

@Suite("Area under the ROC curve") struct MetricsAreaUnderROC {
  /// The definition: pairs in order, ties one half.
  private func byPairs(_ scores: [Double], _ labels: [Double]) -> Double {
    var (sum, pairs) = (0.0, 0.0)
    for i in scores.indices where labels[i] > 0 {
      for j in scores.indices where labels[j] <= 0 {
        sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
        pairs += 1
      }
    }
    return sum / pairs
  }

  @Test(arguments: [2, 3, 10, 200], [1, 2, 5, 1000]) func definition(_ n: Int, _ levels: Int) {
    var stream = Stream(seed: 3, for: .synthetic, n, levels)
    let scores = (0..<n).map { _ in Double(stream.below(levels)) - 2 }
    for positive in [-1.0, 0] {
      let labels = (0..<n).map { $0 == 0 ? 1 : $0 == 1 || stream.below(3) > 0 ? positive : 1 }
      #expect(areaUnderROC(scores: scores, labels: labels) == byPairs(scores, labels))
    }
  }

  @Test func extremes() {
    #expect(areaUnderROC(scores: [1, 2, 3, 4], labels: [-1, -1, 1, 1]) == 1)
    #expect(areaUnderROC(scores: [4, 3, 2, 1], labels: [-1, -1, 1, 1]) == 0)
    #expect(areaUnderROC(scores: [0, 0, 0], labels: [-1, 1, 1]) == 0.5)
    #expect(areaUnderROC(scores: [-.infinity, .infinity], labels: [-1, 1]) == 1)
  }

  @Test func undefined() {
    #expect(areaUnderROC(scores: [1, 2], labels: [1, 1]) == nil)
    #expect(areaUnderROC(scores: [1, 2], labels: [-1, -1]) == nil)
    #expect(areaUnderROC(scores: [], labels: []) == nil)
    #expect(areaUnderROC(scores: [1, .nan], labels: [-1, 1])?.isNaN == true)
  }
}

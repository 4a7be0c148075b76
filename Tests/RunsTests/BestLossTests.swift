import Console
import Foundation
import Settings
import TestSupport
import Testing

@testable import Runs

/// The best loss against closed forms.
@Suite struct BestLossTests {
  /// One feature, without bias: F(x) = ½ mean (x a − b)² + λ/2 x², least at x = mean ab / (mean a² + λ).
  @Test func leastSquaresOfOneFeature() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.replace(folder.file("d"), with: "1.5 1:1\n2.5 1:2\n-1 1:-1\n")
    var configuration = RunConfiguration()
    configuration.dataset = folder.file("d")
    configuration.model = "least-squares:bias=no"
    configuration.l2 = 0.5
    let best = try BestLoss(of: configuration)
    let gap = try #require(best.gap)
    // The loss may be a square or half of one: both have the same form.
    let (aa, ab, bb) = (6.0 / 3, 7.5 / 3, 9.5 / 3)
    let scale = best.start / bb
    let x = scale * 2 * ab / (scale * 2 * aa + 0.5)
    let value = scale * (aa * x * x - 2 * ab * x + bb) + 0.25 * x * x
    #expect(abs(best.value - value) < 1e-7)
    #expect(gap <= 1e-8 * (best.start - best.value))
  }

  @Test(arguments: [
    ("mixture:samples=60,features=3", "logistic", "drawn anew"),
    ("a9a", "mlp:hidden=3", "not convex"),
  ])
  func whatHasNone(dataset: String, model: String, reason: String) {
    var configuration = RunConfiguration()
    configuration.dataset = dataset
    configuration.model = model
    let error = #expect(throws: ConfigurationError.self) { try BestLoss.check(configuration) }
    #expect(error?.description.contains(reason) == true)
  }

  @Test func relativeTargets() throws {
    let target = try Target(parsing: "relative=0.25", option: "target")
    let goal = target.objective(best: 1, start: 5)
    #expect(goal.text == "objective=2.0" && goal.description == "relative=0.25")
    #expect(goal.isReached(by: 2) && !goal.isReached(by: 2.01))
    #expect(!target.objective(best: nil, start: nil).isReached(by: -1e300))
  }
}

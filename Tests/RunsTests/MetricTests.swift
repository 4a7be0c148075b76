import Learning
import Settings
import TestSupport
import Testing

@testable import Runs

/// Losses and metrics say which way is better and what they may come to.
@Suite struct MetricTests {
  @Test(arguments: ["logistic", "least-squares", "softmax", "mlp:hidden=3"])
  func everyMetricOfAModelIsKnown(model: String) throws {
    var configuration = RunConfiguration()
    configuration.virtual = true
    configuration.workers = 2
    configuration.model = model
    configuration.dataset = "mixture:samples=60,features=3"
    if !["logistic", "least-squares"].contains(model) { configuration.dataset = "fashion-mnist" }
    let names = try Problem<Double>(configuration).metricNames()
    #expect(names.count >= 4)
    for name in names {
      let metric = try #require(Metric.ofColumn(name), "\(name)")
      #expect(Target.falls(name) == metric.falls)
      #expect(try Target(parsing: "\(name)=0.5").isReached(by: metric.falls ? 0.4 : 0.6))
      #expect(try !Target(parsing: "\(name)=0.5").isReached(by: metric.falls ? 0.6 : 0.4))
    }
  }

  @Test(
    arguments: [
      ("test_accuracy=80", "never reached, since test_accuracy is 0.0 to 1.0"),
      ("loss=-1", "at least 0.0"), ("train_r2=1.5", "at most 1.0"), ("relative=2", "0.0 to 1.0"),
      ("test_acuracy=0.5", "did you mean 'test_accuracy'"),
      ("accuracy=0.5", "there is no 'accuracy'"),
      ("loss", "METRIC=VALUE"), ("loss=x", "not a finite number"),
    ])
  func targetsThatNothingReaches(text: String, says: String) {
    let error = #expect(throws: ConfigurationError.self) { try Target(parsing: text) }
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    #expect(error?.description.hasPrefix("--until") == true)
  }
}

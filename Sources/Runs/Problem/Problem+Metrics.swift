import Datasets
import Kernels
import Learning

extension Problem {
  /// The columns of `evaluations.csv` that a target may name, from a look at two samples.
  ///
  /// - Throws: `DataError`, where they cannot be loaded.
  public func metricNames() throws -> [String] {
    var names: [String] = []
    for (prefix, source, survey) in [
      ("train", Optional(train), Optional(trainSurvey)), ("test", test, testSurvey),
    ] {
      guard let source, let survey, let first = survey.labels.first else { continue }
      // Some metrics are undefined for samples of one class.
      let other = survey.labels.firstIndex { $0 != first } ?? 0
      let data = try source.load(
        rows: Array(Set([0, other])).sorted(), columns: columns, as: Element.self)
      let workspace = objective.makeWorkspace()
      let result = makeModel().withSpan { x in
        objective.evaluate(data, at: x, using: workspace)
      }
      names += ["\(prefix)_loss"] + result.metrics.map { "\(prefix)_\($0.name)" }
    }
    return names
  }
}

import Datasets
import Kernels
import Learning

/// The losses and metrics that an objective has on some sets, from a look at two samples of each.
///
/// - Throws: `DataError`, where they cannot be loaded.
func metricNames<Element: Scalar>(
  _ objective: any Objective<Element>,
  of sets: [(prefix: String, source: any DatasetSource, survey: DatasetSurvey)], columns: Int,
  seed: UInt64
) throws -> [String] {
  let workspace = objective.makeWorkspace()
  var model = Vector<Element>(repeating: 0, count: objective.dimension)
  model.withMutableSpan { objective.initialize(&$0, seed: seed) }
  var names: [String] = []
  for (prefix, source, survey) in sets {
    guard let first = survey.labels.first else { continue }
    // Some metrics are undefined for samples of one class.
    let other = survey.labels.firstIndex { $0 != first } ?? 0
    let data = try source.load(
      rows: Array(Set([0, other])).sorted(), columns: columns, as: Element.self)
    let result = model.withSpan { x in objective.evaluate(data, at: x, using: workspace) }
    names += ["\(prefix)_loss"] + result.metrics.map { "\(prefix)_\($0.name)" }
  }
  return names
}

import Datasets
import Kernels
import Learning
import Training

/// Losses and metrics on the whole training and test set, off the clock.
///
/// The sets are loaded when first needed: on MPI that is after the last step.
final class Evaluator<Element: Scalar> {
  /// A model's losses and metrics: columns of `evaluations.csv`.
  struct Row {
    var step: Int
    var time: Double
    var columns: [(name: String, value: Double)]
  }

  private let problem: Problem<Element>
  /// The whole training set, where it is in memory anyway.
  var trainingSet: Dataset<Element>?
  private var sets: [(prefix: String, data: Dataset<Element>)]?
  private let workspace: Workspace<Element>

  init(_ problem: Problem<Element>) {
    self.problem = problem
    workspace = problem.objective.makeWorkspace()
  }

  /// Evaluates a model.
  /// - Throws: `DataError`, where a set cannot be loaded.
  func evaluate(_ model: Span<Element>, step: Int, time: Double) throws -> Row {
    var row = Row(step: step, time: time, columns: [])
    for (prefix, data) in try load() {
      let result = problem.objective.evaluate(data, at: model, using: workspace)
      row.columns.append(("\(prefix)_loss", result.loss))
      for metric in result.metrics {
        row.columns.append(("\(prefix)_\(metric.name)", metric.value))
      }
    }
    row.columns.append(("model_norm", Element.norm(model)))
    return row
  }

  private func load() throws -> [(prefix: String, data: Dataset<Element>)] {
    if let sets { return sets }
    var loaded = [(prefix: "train", data: try trainingSet ?? problem.loadAll().samples)]
    if let test = problem.test, let survey = problem.testSurvey {
      let rows = Array(0..<survey.count)
      loaded.append(
        ("test", try test.load(rows: rows, columns: problem.columns, as: Element.self)))
    }
    sets = loaded
    return loaded
  }
}

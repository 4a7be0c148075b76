/// A model's losses and metrics: a row of `evaluations.csv`.
struct EvaluationRow {
  var step: Int
  var time: Double
  var columns: [(name: String, value: Double)]

  /// A column, or the objective that columns and λ make; nil where there is none.
  func value(of metric: String, l2: Double) -> Double? {
    func column(_ name: String) -> Double? { columns.first { $0.name == name }?.value }
    guard metric == Target.objective else { return column(metric) }
    guard let loss = column("train_loss"), let norm = column("model_norm") else { return nil }
    return loss + l2 / 2 * norm * norm
  }
}

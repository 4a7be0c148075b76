/// A model's losses and metrics: a row of `evaluations.csv`.
struct EvaluationRow {
  var step: Int
  var time: Double
  var columns: [(name: String, value: Double)]
}

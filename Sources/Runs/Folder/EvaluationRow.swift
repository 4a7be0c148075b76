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

extension EvaluationRow: Codable, Equatable {
  private enum Key: String, CodingKey { case step, time, names, values }

  init(from decoder: any Decoder) throws {
    let content = try decoder.container(keyedBy: Key.self)
    step = try content.decode(Int.self, forKey: .step)
    time = try content.decode(Double.self, forKey: .time)
    let names = try content.decode([String].self, forKey: .names)
    let values = try content.decode([Double].self, forKey: .values)
    columns = zip(names, values).map { ($0, $1) }
  }

  func encode(to encoder: any Encoder) throws {
    var content = encoder.container(keyedBy: Key.self)
    try content.encode(step, forKey: .step)
    try content.encode(time, forKey: .time)
    try content.encode(columns.map(\.name), forKey: .names)
    try content.encode(columns.map(\.value), forKey: .values)
  }

  static func == (a: EvaluationRow, b: EvaluationRow) -> Bool {
    a.step == b.step && a.time == b.time && a.columns.elementsEqual(b.columns) { $0 == $1 }
  }
}

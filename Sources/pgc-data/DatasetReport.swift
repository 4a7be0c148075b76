import Datasets
import Foundation
import Kernels

/// What `describe` prints.
enum DatasetReport {
  /// The lines of a training or test set.
  static func lines(_ part: String, _ survey: DatasetSurvey, _ tally: SampleTally) -> [String] {
    let samples = survey.count
    let share = 100 * Double(tally.nonzeros) / (Double(samples) * Double(survey.columns))
    let kind = tally.isDense ? "dense" : tally.hasValues ? "sparse" : "sparse, all ones"
    let each = String(format: "%.1f", Double(tally.nonzeros) / Double(samples))
    var lines = [
      "\(part): \(grouped(samples)) rows x \(grouped(survey.columns)) columns, \(kind)",
      "  nonzeros  \(grouped(tally.nonzeros)), \(each) a row, \(String(format: "%.3g", share)) %",
      "  values    \(number(Double(tally.least))) to \(number(Double(tally.greatest)))",
      "  labels    \(labels(survey))",
      "  memory    \(size(tally.bytes(width: 4, samples: samples))) in float32, "
        + "\(size(tally.bytes(width: 8, samples: samples))) in float64",
    ]
    if let note = survey.note { lines.insert("  note      \(note)", at: 4) }
    return lines
  }

  /// Which features came from which column of the file.
  static func columns(_ groups: [ColumnGroup]) -> [String] {
    guard !groups.isEmpty else { return [] }
    let shown = groups.prefix(100).map { group in
      let last = group.columns.upperBound - 1
      let range = "\(group.columns.lowerBound)" + (group.columns.count > 1 ? " to \(last)" : "")
      return "  \(range)  \(group.name)"
    }
    let rest = groups.count > 100 ? ["  and \(groups.count - 100) more"] : []
    return ["columns, from 0: what each came from"] + shown + rest
  }

  /// The first samples: label, and the entries that are not zero.
  static func rows(_ data: Dataset<Double>) -> [String] {
    guard data.count > 0 else { return [] }
    return ["first rows: label, then column:value of what is not zero, columns from 0"]
      + (0..<data.count).map { row in
        let entries = entries(data.features, row)
        let shown = entries.prefix(8).map { "\($0.column):\(number($0.value))" }
        let rest = entries.count > 8 ? " and \(entries.count - 8) more" : ""
        return "  \(number(data.labels[row]))  \(shown.joined(separator: " "))\(rest)"
      }
  }

  private static func entries(_ features: Features<Double>, _ row: Int) -> [(
    column: Int, value: Double
  )] {
    switch features {
    case .dense(let matrix):
      return matrix.withRows(row..<row + 1) { values in
        values.indices.filter { values[$0] != 0 }.map { ($0, values[$0]) }
      }
    case .sparse(let matrix):
      return (matrix.offsets[row]..<matrix.offsets[row + 1]).map {
        (Int(matrix.indices[$0]), matrix.values.isEmpty ? 1 : matrix.values[$0])
      }
    }
  }

  private static func labels(_ survey: DatasetSurvey) -> String {
    if case .real = survey.labelKind {
      let mean = survey.labels.reduce(0, +) / Double(survey.count)
      let (least, greatest) = (survey.labels.min() ?? 0, survey.labels.max() ?? 0)
      return "real numbers, \(number(least)) to \(number(greatest)), mean \(number(mean))"
    }
    var counts: [Double: Int] = [:]
    for label in survey.labels { counts[label, default: 0] += 1 }
    let listed = counts.sorted { $0.key < $1.key }.prefix(20).map {
      "\(number($0.key)): \(grouped($0.value))"
    }
    let rest = counts.count > 20 ? ", … (\(counts.count) different)" : ""
    return "\(survey.labelKind), \(listed.joined(separator: ", "))\(rest)"
  }

  /// A number as people write it, with up to six digits.
  static func number(_ value: Double) -> String {
    String(format: "%.6g", value)
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 100_000 ? "\(grouped(bytes)) B" : String(format: "%.1f MB", Double(bytes) / 1e6)
  }

  /// A number with a comma before every three digits.
  private static func grouped(_ value: Int) -> String {
    let digits = Array(String(value))
    return digits.indices.map { i in
      (i > 0 && (digits.count - i) % 3 == 0 ? "," : "") + String(digits[i])
    }.joined()
  }
}

import Console
import Foundation

extension CSVTable {
  /// Nine digits; empty where there is no finite number.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    if value == value.rounded(), abs(value) < 1e9 { return "\(Int(value))" }
    return String(format: "%.9g", value)
  }
}

/// The columns of mean, deviation, median and interval.
enum StatisticColumns {
  static let names = ["n", "mean", "sd", "median", "low", "high"]

  static func fields(_ values: [Double], median: Double? = nil, _ method: IntervalMethod)
    -> [String]
  {
    let statistics = Statistics(values)
    let interval = method.interval(of: values)
    return ["\(values.count)"]
      + [
        statistics.mean, statistics.deviation, median ?? statistics.median, interval?.low,
        interval?.high,
      ]
      .map(CSVTable.number)
  }

  /// The same of a quantity over seeds, and the method of its interval.
  static func estimated(
    _ values: [Double], median: Double? = nil, _ method: IntervalMethod, isCost: Bool
  ) -> [String] {
    let statistics = Statistics(values)
    let estimate = Estimate(values, method, isCost: isCost)
    let numbers = [
      estimate.mean, statistics.deviation, median ?? statistics.median, estimate.interval?.low,
      estimate.interval?.high,
    ]
    return ["\(values.count)"] + numbers.map(CSVTable.number) + [estimate.method]
  }
}

/// A loss or metric: its name, which way is better, and what it may come to.
public struct Metric: Hashable, Sendable {
  /// As columns of `evaluations.csv` have it, behind `train_` or `test_`.
  public let name: String
  /// Whether less is better.
  public let falls: Bool
  /// The values that it may have.
  public let range: ClosedRange<Double>

  private init(_ name: String, falls: Bool, in range: ClosedRange<Double>) {
    self.name = name
    self.falls = falls
    self.range = range
  }

  /// The mean loss.
  public static let loss = Metric("loss", falls: true, in: 0 ... .infinity)
  /// Every metric that an objective may have, the loss first.
  public static let all = [
    loss,
    Metric("accuracy", falls: false, in: 0...1),
    Metric("auc", falls: false, in: 0...1),
    Metric("mse", falls: true, in: 0 ... .infinity),
    Metric("r2", falls: false, in: -.infinity...1),
  ]

  /// The metric of a column, such as `test_accuracy`; nil where there is none.
  public static func ofColumn(_ column: String) -> Metric? {
    for set in ["train_", "test_"] where column.hasPrefix(set) {
      return all.first { $0.name == column.dropFirst(set.count) }
    }
    return nil
  }

  /// The columns that there may be.
  public static let columns = ["train_", "test_"].flatMap { set in all.map { set + $0.name } }
}

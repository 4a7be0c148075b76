public import Kernels

/// Samples with labels, immutable, in memory.
///
/// Labels are ±1 for binary classification, 0..<classes for several classes, any finite number for
/// regression; `labels` says which.
public struct Dataset<Element: Scalar>: Sendable {
  /// One row a sample.
  public let features: Features<Element>
  /// One label a sample.
  public let labels: [Element]

  /// A data set of as many labels as rows.
  public init(features: Features<Element>, labels: [Element]) {
    precondition(features.rows == labels.count, "as many labels as rows")
    self.features = features
    self.labels = labels
  }

  /// The number of samples.
  public var count: Int { labels.count }
}

/// What the labels of a data set mean.
public enum LabelKind: Equatable, Sendable, CustomStringConvertible {
  /// −1 or +1.
  case binary
  /// 0..<count.
  case classes(Int)
  /// Any finite number.
  case real

  /// The values that labels may take.
  public var description: String {
    switch self {
    case .binary: "±1"
    case .classes(let count): "0 to \(count - 1)"
    case .real: "real numbers"
    }
  }
}

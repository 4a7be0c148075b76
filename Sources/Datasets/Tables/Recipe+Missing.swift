extension Recipe {
  /// What becomes of fields that hold no value.
  public struct Missing: Encodable, Equatable, Sendable {
    /// Fields that hold none.
    public var values: [String]
    /// In a numeric column.
    public var numeric: Numeric
    /// In a categorical column.
    public var categorical: Categorical
    /// In the label's column.
    public var label: Label.Others

    /// What usual programs write where there is no value.
    public static let usual = [
      "", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "?",
    ]

    /// What a number becomes.
    public enum Numeric: Encodable, Equatable, Sendable {
      /// An error.
      case error
      /// Its row is left out.
      case drop
      /// The mean over the training rows that have one.
      case mean
      /// This number.
      case number(Double)
    }

    /// What a category becomes.
    public enum Categorical: String, Encodable, Sendable, CaseIterable {
      /// An error.
      case error
      /// Its row is left out.
      case drop
      /// A category of its own, after the others.
      case own
    }

    /// A rule.
    public init(
      values: [String] = Self.usual, numeric: Numeric = .error, categorical: Categorical = .error,
      label: Label.Others = .error
    ) {
      self.values = values
      self.numeric = numeric
      self.categorical = categorical
      self.label = label
    }

    /// Every row with a missing value is left out.
    public static let dropped = Missing(numeric: .drop, categorical: .drop, label: .drop)
  }
}

/// Tells fields that hold no value, quickly.
struct MissingFields: Sendable {
  private let values: Set<[UInt8]>
  private let longest: Int

  /// - Parameter rule: nil where every field must hold one.
  init(_ rule: Recipe.Missing?) {
    values = Set((rule?.values ?? []).map { Array($0.utf8) })
    longest = values.map(\.count).max() ?? -1
  }

  /// Whether a field is one of them.
  func contains(_ field: Span<UInt8>) -> Bool {
    field.count <= longest && values.contains(field.withUnsafeBufferPointer { Array($0) })
  }
}

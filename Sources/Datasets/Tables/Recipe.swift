/// How a table in text, such as CSV, becomes a training and a test set.
///
/// A recipe is data: the published problems are three such values, and a user writes one for a table
/// of their own as YAML (`init(file:)`). Columns are told by their name in the header, or by their
/// number from 1 on where there is no header.
///
/// Features come in this order: numeric columns, then a group of columns for each categorical one
/// (one-hot, categories ascending over all kept rows), for each pair, and one column of ones.
public struct Recipe: Encodable, Equatable, Sendable {
  /// What the data set is called; part of the prepared file's name.
  public var name: String
  /// The table, plain or gzip: a path, or a file's name in one of the data folders.
  public var file: String
  /// Whether the first line names the columns.
  public var header = true
  /// What stands between fields, one character.
  public var separator = ","
  /// The column to be predicted.
  public var label: Label
  /// Columns that are left out.
  public var drop: [String] = []
  /// Columns that stay numbers.
  public var numeric: [String] = []
  /// Columns that become a group of zeros and ones.
  public var categorical: [String] = []
  /// What columns are that no list names.
  public var others: ColumnKind = .categorical
  /// Whether numeric columns get mean 0 and variance 1 over the training rows.
  public var standardise = false
  /// Pairs of categorical columns whose joint values are categories too.
  public var pairs: Pairs?
  /// What becomes of fields that hold no value; nil for an error.
  public var missing: Missing?
  /// Whether a column of ones is added.
  public var bias = false
  /// How test rows are chosen; nil for none.
  public var split: TestSplit?

  /// What is done with a column.
  public enum ColumnKind: String, Encodable, Sendable, CaseIterable {
    case categorical, numeric, drop
  }

  /// The column to be predicted, and what its values become.
  public struct Label: Encodable, Equatable, Sendable {
    /// The column.
    public var column: String
    /// The label for each value; empty to take the number as it is.
    public var map: [String: Double]
    /// What happens to rows whose value the map lacks.
    public var others: Others
    /// What a number is divided by, as for prices in millions; labels are real then.
    public var divideBy: Double?

    /// What happens to rows whose value has no label.
    public enum Others: String, Encodable, Sendable, CaseIterable {
      /// An error.
      case error
      /// They are left out before anything is counted.
      case drop
    }

    /// A column to be predicted.
    public init(
      _ column: String, map: [String: Double] = [:], others: Others = .error,
      divideBy: Double? = nil
    ) {
      self.column = column
      self.map = map
      self.others = others
      self.divideBy = divideBy
    }
  }

  /// Unordered pairs of columns.
  public struct Pairs: Encodable, Equatable, Sendable {
    /// All pairs of these columns, in this order; empty for all categorical columns.
    public var of: [String]
    /// Except these pairs.
    public var except: [[String]]

    /// All pairs of columns except some.
    public init(of: [String] = [], except: [[String]] = []) {
      self.of = of
      self.except = except
    }
  }

  /// A split as scikit-learn's `train_test_split(test_size:random_state:)` makes it.
  ///
  /// With p a permutation of n rows from MT19937, the test rows are the first ⌈fraction · n⌉ of p and
  /// the training rows the rest, both in the order of p, which published programs cut into blocks.
  public struct TestSplit: Encodable, Equatable, Sendable {
    /// The fraction of rows that are only evaluated, between 0 and 1.
    public var fraction: Double
    /// `random_state`.
    public var seed: UInt32

    /// A split.
    public init(fraction: Double, seed: UInt32 = 0) {
      self.fraction = fraction
      self.seed = seed
    }
  }

  /// A recipe whose columns are all categorical until told otherwise.
  public init(name: String, file: String, label: Label) {
    self.name = name
    self.file = file
    self.label = label
  }
}

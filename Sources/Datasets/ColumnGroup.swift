/// Columns of a data set that came from one column, or pair of columns, of its file.
public struct ColumnGroup: Equatable, Sendable {
  /// The name in the file; of a pair both.
  public let name: String
  /// Which features it became.
  public let columns: Range<Int>

  /// A group.
  public init(name: String, columns: Range<Int>) {
    self.name = name
    self.columns = columns
  }
}

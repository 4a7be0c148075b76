/// A matrix in compressed sparse rows (CSR).
///
/// Where every stored value is one, as after one-hot encoding, `values` stays empty and kernels read
/// column numbers only: half the memory traffic of a matrix of doubles.
public struct SparseRows<Element: BitwiseCopyable & Sendable>: Sendable {
  /// The number of columns.
  public let columns: Int
  /// Row i is at offsets[i]..<offsets[i + 1].
  public let offsets: [Int]
  /// Column of each stored entry, ascending within a row.
  public let indices: [Int32]
  /// Value of each stored entry, or empty where all are one.
  public let values: [Element]

  /// A matrix from its three arrays.
  /// - Precondition: the offsets ascend from 0 to `indices.count`; every index is below `columns`;
  ///   values are as many as indices, or none. Kernels rely on it.
  public init(columns: Int, offsets: [Int], indices: [Int32], values: [Element]) {
    precondition(offsets.first == 0 && offsets.last == indices.count, "offsets do not fit")
    precondition(values.isEmpty || values.count == indices.count, "values do not fit")
    self.columns = columns
    self.offsets = offsets
    self.indices = indices
    self.values = values
  }

  /// The number of rows.
  public var rows: Int { offsets.count - 1 }

  /// The chosen rows, in the order given.
  public func selecting(_ rows: some Sequence<Int>) -> SparseRows {
    var offsets = [0]
    var indices: [Int32] = []
    var values: [Element] = []
    for row in rows {
      let entries = self.offsets[row]..<self.offsets[row + 1]
      indices += self.indices[entries]
      if !self.values.isEmpty { values += self.values[entries] }
      offsets.append(indices.count)
    }
    return SparseRows(columns: columns, offsets: offsets, indices: indices, values: values)
  }
}

import Datasets
import Glibc
import Kernels
import Randomness

/// Random samples; a share of `density` of the features is not zero, in compressed rows below one.
func sampleData<E: Scalar>(
  rows: Int, columns: Int, _ labels: LabelKind, density: Double, as: E.Type
) -> Dataset<E> {
  var stream = Stream(seed: 3, for: .synthetic, rows, columns)
  let classes = (0..<rows).map { _ -> E in
    switch labels {
    case .binary: stream.below(2) == 0 ? -1 : 1
    case .classes(let count): E(stream.below(count))
    case .real: .nearest(stream.normal())
    }
  }
  guard density < 1 else {
    var elements = Vector<E>(repeating: 0, count: rows * columns)
    elements.withMutableSpan { for i in 0..<$0.count { $0[i] = .nearest(stream.uniform()) } }
    return Dataset(
      features: .dense(DenseRows(rows: rows, columns: columns, elements)), labels: classes)
  }
  var (offsets, indices, values) = ([0], [Int32](), [E]())
  let each = max(1, Int(density * Double(columns)))
  for _ in 0..<rows {
    for column in stream.sample(each, below: columns) {
      indices.append(Int32(column))
      values.append(.nearest(stream.uniform()))
    }
    offsets.append(indices.count)
  }
  return Dataset(
    features: .sparse(
      SparseRows(columns: columns, offsets: offsets, indices: indices, values: values)),
    labels: classes)
}

/// Writes features (`features`, or `offsets`, `indices` and `values`) and `labels` as raw numbers.
func write<E: Scalar>(_ data: Dataset<E>, _ folder: String) throws {
  switch data.features {
  case .dense(let matrix):
    try write(matrix.withRows(0..<matrix.rows) { E.elements($0) }, folder + "/features")
  case .sparse(let matrix):
    try write(matrix.offsets, folder + "/offsets")
    try write(matrix.indices, folder + "/indices")
    try write(matrix.values, folder + "/values")
  }
  try write(data.labels, folder + "/labels")
}

/// A file that could not be written.
struct WriteError: Error, CustomStringConvertible {
  let description: String
}

/// Writes numbers as they are in memory.
func write<T: BitwiseCopyable>(_ numbers: [T], _ path: String) throws {
  guard let file = fopen(path, "wb") else {
    throw WriteError(description: "\(path): cannot be written")
  }
  let written = numbers.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
  guard fclose(file) == 0, written == numbers.count * MemoryLayout<T>.stride else {
    throw WriteError(description: "\(path): cannot be written")
  }
}

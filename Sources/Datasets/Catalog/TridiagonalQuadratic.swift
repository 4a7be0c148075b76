public import Console
public import Kernels
import Settings

/// The worst-case quadratic of first-order methods, as a data set for least squares.
///
/// f(x) = ½ xᵀA x − bᵀx in d dimensions, with A = ¼ tridiag(−1, 2, −1) and b = −¼ e_1. Its d + 1 samples
/// are rows c_0 = a e_1, c_k = a (e_{k+1} − e_k), c_d = −a e_d with a² = (d + 1)/8, and labels −a, 0, …, 0:
/// the mean of (c_kᵀx − y_k)² is f(x) + 1/8, and least 1/(8 (d + 1)). The model is what is added to the
/// first point (start, 0, …, 0), so that it begins with zeros.
///
/// Blocks that are cut from it in order are pieces of the chain, unlike as can be; `--blocks whole` gives
/// every worker all of f.
///
/// - Source: Nesterov's function; d = 1729 from (√d, 0, …, 0) in the experiments of Maranjyan, Tyurin,
///   Richtárik, "Ringmaster ASGD", ICML 2025, arXiv:2501.16168.
public struct TridiagonalQuadratic: DatasetSource {
  /// d.
  public let dimension: Int
  /// The first coordinate of the first point; the others are zero.
  public let start: Double

  /// The quadratic in d dimensions.
  /// - Precondition: dimension is 1 to 2³¹ − 2.
  public init(dimension: Int, start: Double) {
    precondition((1...Int(Int32.max) - 1).contains(dimension), "1 to 2^31 - 2 dimensions")
    self.dimension = dimension
    self.start = start
  }

  /// None: it is a formula.
  public var files: [String] { [] }

  /// What a reader of the run's configuration sees.
  public var name: String { "tridiagonal:dimension=\(dimension),start=\(start)" }

  private var scale: Double { (Double(dimension + 1) / 8).squareRoot() }

  private func label(_ row: Int) -> Double {
    // y_k − c_kᵀ (start, 0, …): the first two rows touch the first coordinate.
    switch row {
    case 0: -scale - scale * start
    case 1: scale * start
    default: 0
    }
  }

  /// The labels.
  public func survey() throws(DataError) -> DatasetSurvey {
    try MemoryNeed.check(dimension + 1, width: 32, file: name)
    return DatasetSurvey(
      labels: (0...dimension).map(label), labelKind: .real, columns: dimension,
      nonzeros: 2 * dimension)
  }

  /// The samples at `rows`, sparse, in the order given.
  /// - Throws: `DataError` for a row that is not there, or another number of columns.
  public func load<Element: Scalar>(rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Dataset<Element>
  {
    try checkRows(rows, count: dimension + 1, file: name)
    guard columns == dimension else {
      throw DataError(name, "has \(dimension) features, but the model takes \(columns)")
    }
    try MemoryNeed.check(rows.count, width: 48, file: name)
    var offsets = [0]
    var indices: [Int32] = []
    var values: [Element] = []
    for row in rows {
      if row > 0 {
        indices.append(Int32(row - 1))
        values.append(.nearest(-scale))
      }
      if row < dimension {
        indices.append(Int32(row))
        values.append(.nearest(scale))
      }
      offsets.append(indices.count)
    }
    return Dataset(
      features: .sparse(
        SparseRows(columns: columns, offsets: offsets, indices: indices, values: values)),
      labels: rows.map { .nearest(label($0)) })
  }
}

extension NamedDataset {
  /// Nesterov's worst-case quadratic.
  static let tridiagonal: NamedDataset = {
    let entry = Entry(
      "tridiagonal",
      "Nesterov's quadratic for least-squares:bias=no: A = tridiag(-1, 2, -1)/4, b = -e_1/4 (Ringmaster)",
      [
        .init("dimension", standard: "100", "d, 1 to 10^8; the loss is f + 1/8"),
        .init("start", standard: "sqrt(d)", "first coordinate of the first point"),
      ])
    return NamedDataset(entry: entry) { request throws(ConfigurationError) in
      let (spec, option) = (request.spec, request.option)
      try entry.check(spec, option: option)
      let dimension = try spec.integer(
        "dimension", default: 100, in: 1...100_000_000, option: option)
      let start = try spec.number(
        "start", default: Double(dimension).squareRoot(), in: -1e9...1e9, option: option)
      if request.labels != nil, request.labels != .real {
        throw ConfigurationError("\(option): the labels of 'tridiagonal' are real numbers")
      }
      let train = TridiagonalQuadratic(dimension: dimension, start: start)
      guard let test = request.test, test != DatasetPair.none else {
        return DatasetPair(train: train, test: nil)
      }
      return try request.pair(train, at: "", testName: nil)
    }
  }()
}

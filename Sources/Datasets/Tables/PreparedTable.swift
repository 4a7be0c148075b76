import Console
import Kernels

/// An encoded table whose rows can be had: on the disk, or in its source.
enum PreparedTable: Sendable {
  case file(TableFile)
  /// Encoded again with every load.
  case source(TableEncoding)

  var shape: TableShape {
    switch self {
    case .file(let file): file.shape
    case .source(let encoding): encoding.shape
    }
  }

  /// Where rows come from, for errors.
  var path: String {
    switch self {
    case .file(let file): file.path
    case .source(let encoding): encoding.path
    }
  }

  /// The features of rows, in the order given, which may repeat.
  /// - Throws: where they cannot be read, or a number is too large for the elements.
  func features<Element: Scalar>(_ rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Features<Element>
  {
    let limit = Element.greatestFiniteMagnitude.double
    if let wide = shape.numeric.first(where: { !($0.greatest <= limit) }) {
      throw DataError(
        path, "column '\(Recipe.shown(wide.name))'",
        "has numbers too large for \(Element.precisionName); scale or drop it")
    }
    var builder = RowsBuilder<Element>(shape, rows: rows.count)
    let order = rows.indices.sorted { rows[$0] < rows[$1] }
    let ascending = order.map { rows[$0] }
    switch self {
    case .file(let file):
      try file.forEach(ascending) { place, ones, numbers in
        builder.set(order[place], ones, numbers)
      }
    case .source(let encoding):
      var place = 0
      try encoding.forEachRow { row, ones, numbers in
        while place < ascending.count, ascending[place] == row {
          builder.set(order[place], ones, numbers)
          place += 1
        }
        return place < ascending.count
      }
    }
    return builder.features(columns: columns)
  }
}

/// Features while rows arrive in any order.
private struct RowsBuilder<Element: Scalar> {
  private let shape: TableShape
  private let rows: Int
  private var indices: [Int32]
  private var values: [Element]

  init(_ shape: TableShape, rows: Int) {
    self.shape = shape
    self.rows = rows
    indices = shape.isDense ? [] : [Int32](repeating: 0, count: rows * shape.stored)
    values = shape.numeric.isEmpty ? [] : [Element](repeating: 1, count: rows * shape.stored)
  }

  mutating func set(_ row: Int, _ ones: [Int32], _ numbers: [Double]) {
    let start = row * shape.stored
    for (place, number) in numbers.enumerated() {
      let column = shape.numeric[place]
      values[start + place] = Element.nearest((number - column.center) / column.scale)
    }
    guard !shape.isDense else { return }
    for place in numbers.indices { indices[start + place] = Int32(place) }
    for place in ones.indices { indices[start + numbers.count + place] = ones[place] }
  }

  func features(columns: Int) -> Features<Element> {
    guard shape.isDense, columns == shape.columns else {
      return .sparse(
        SparseRows(
          columns: columns, offsets: (0...rows).map { $0 * shape.stored }, indices: indices,
          values: values))
    }
    return .dense(DenseRows(rows: rows, columns: columns, Vector(copying: values.span)))
  }
}

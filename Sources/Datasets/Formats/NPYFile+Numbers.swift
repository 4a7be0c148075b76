import Console

extension NPYFile {
  /// Reads a vector of numbers of any type, such as labels; one column counts as a vector.
  /// - Throws: where the file cannot be read, has no number, one that is not finite, other types than
  ///   floating point, integers and booleans, or more or fewer bytes than its header says.
  static func readNumbers(_ path: String) throws(DataError) -> [Double] {
    var reader = try ByteReader(path)
    let header = try header(&reader)
    guard header.isNative, let width = widths[header.type] else {
      throw DataError(
        path,
        "its type \(header.description) is not supported; "
          + "save integers, float32 or float64 in this machine's byte order")
    }
    guard let count = header.shape.first, count > 0,
      header.shape.dropFirst().allSatisfy({ $0 == 1 }), header.shape.count <= 2,
      count <= Int.max / 8
    else {
      throw DataError(
        path, "its shape \(header.shapeText) is not supported; labels have one dimension, as (100,)"
      )
    }
    var values: [Double] = []
    while values.count < count {
      // By pieces, so that memory follows the bytes that are there and not what a header claims.
      let piece = try reader.take(min(8_192, count - values.count) * width, "the numbers")
      values += convert(reader.buffer.span.extracting(piece), header.type)
    }
    guard try reader.peek(1).isEmpty else {
      throw DataError(
        path, "byte \(reader.position)",
        "more bytes follow than the header says (\(count) numbers)")
    }
    if let wrong = values.firstIndex(where: { !$0.isFinite }) {
      throw DataError(path, "element [\(wrong)]", "\(values[wrong]) is not a finite number")
    }
    return values
  }

  private static let widths = [
    "b1": 1, "i1": 1, "u1": 1, "i2": 2, "u2": 2, "i4": 4, "u4": 4, "i8": 8, "u8": 8, "f4": 4,
    "f8": 8,
  ]

  private static func convert(_ bytes: Span<UInt8>, _ type: String) -> [Double] {
    switch type {
    case "i1": numbers(bytes, as: Int8.self).map { Double($0) }
    case "i2": numbers(bytes, as: Int16.self).map { Double($0) }
    case "u2": numbers(bytes, as: UInt16.self).map { Double($0) }
    case "i4": numbers(bytes, as: Int32.self).map { Double($0) }
    case "u4": numbers(bytes, as: UInt32.self).map { Double($0) }
    case "i8": numbers(bytes, as: Int64.self).map { Double($0) }
    case "u8": numbers(bytes, as: UInt64.self).map { Double($0) }
    case "f4": numbers(bytes, as: Float.self).map { Double($0) }
    case "f8": numbers(bytes, as: Double.self)
    default: numbers(bytes, as: UInt8.self).map { Double($0) }
    }
  }
}

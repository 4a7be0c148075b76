import Console

/// What a `.npy` header says, a Python dictionary of three entries.
struct NPYHeader: Equatable {
  /// The type of the numbers without their byte order, such as `f8` or `u1`.
  let type: String
  /// Whether they are in the machine's byte order, or of one byte.
  let isNative: Bool
  /// The type as the file has it.
  let description: String
  /// Whether the first index runs fastest.
  let isFortranOrder: Bool
  /// The dimensions; empty where they cannot be read.
  let shape: [Int]
  /// The dimensions as the file has them.
  let shapeText: String

  init(_ text: String, order: String) {
    description = Self.value("descr", in: text, upTo: [",", "}"]) ?? "(none)"
    let word = description.filter { $0 != "'" }
    type = String(word.dropFirst())
    isNative = word.hasPrefix(order) || word.hasPrefix("|")
    isFortranOrder = Self.value("fortran_order", in: text, upTo: [",", "}"]) == "True"
    let shape = Self.value("shape", in: text, upTo: [")"]) ?? "(none"
    shapeText = "\(shape))"
    let parts = shape.dropFirst().split(separator: ",", omittingEmptySubsequences: true)
      .map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    let sizes = parts.compactMap { Int($0) }
    let isWhole = shape.hasPrefix("(") && sizes.count == parts.count && sizes.allSatisfy { $0 >= 0 }
    self.shape = isWhole ? sizes : []
  }

  /// Bytes of a floating-point number; nil where the type is another.
  var floatWidth: Int? { isNative && type == "f4" ? 4 : isNative && type == "f8" ? 8 : nil }

  /// The number of numbers and the bytes of one, of a vector of floating-point numbers.
  /// - Throws: where the file holds anything else.
  func vector(_ path: String, order: String) throws(DataError) -> (count: Int, width: Int) {
    let width = try float(path, order: order)
    guard shape.count == 1, !shape[0].multipliedReportingOverflow(by: width).overflow else {
      throw DataError(
        path, "its shape \(shapeText) is not supported; one dimension is, as (10,)")
    }
    return (shape[0], width)
  }

  /// Rows, columns and the bytes of a number, of a matrix of floating-point numbers, row major.
  /// - Throws: where the file holds anything else.
  func matrix(_ path: String, order: String) throws(DataError) -> (
    rows: Int, columns: Int, width: Int
  ) {
    let width = try float(path, order: order)
    guard shape.count == 2, shape[0] > 0, (1...Int(Int32.max)).contains(shape[1]),
      !shape[0].multipliedReportingOverflow(by: shape[1] * width).overflow
    else {
      throw DataError(
        path, "its shape \(shapeText) is not supported; features are rows x columns, as (100, 20)")
    }
    guard !isFortranOrder || shape[0] == 1 || shape[1] == 1 else {
      throw DataError(
        path, "its numbers are in Fortran order; save numpy.ascontiguousarray(x) instead")
    }
    return (shape[0], shape[1], width)
  }

  private func float(_ path: String, order: String) throws(DataError) -> Int {
    guard let floatWidth else {
      throw DataError(
        path,
        "its type \(description) is not supported; "
          + "save float32 or float64, as with x.astype('\(order)f8')")
    }
    return floatWidth
  }

  /// The text after `'key':` and white space, up to one of some characters.
  private static func value(_ key: String, in text: String, upTo ends: Set<Character>) -> String? {
    for quote in ["'", "\""] {
      guard let found = text.firstRange(of: "\(quote)\(key)\(quote):") else { continue }
      let rest = text[found.upperBound...].drop { $0 == " " }
      guard let last = rest.firstIndex(where: ends.contains) else { return nil }
      return String(rest[..<last]).replacing("\"", with: "'")
    }
    return nil
  }
}

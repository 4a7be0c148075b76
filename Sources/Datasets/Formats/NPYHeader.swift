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

  /// Reads a header's text, as strictly as NumPy does.
  /// - Throws: where it is not a dictionary of the three entries.
  init(_ text: String, path: String, order: String) throws(DataError) {
    func broken(_ problem: String) -> DataError {
      DataError(path, "the header", "\(problem); is the file damaged? save it again by numpy.save")
    }
    guard case .mapping(let entries)? = PythonLiteral(text) else {
      throw broken("is not a Python dictionary")
    }
    for key in ["descr", "fortran_order", "shape"] {
      guard entries.count(where: { $0.key == key }) == 1 else { throw broken("needs one '\(key)'") }
    }
    if let wrong = entries.first(where: { !["descr", "fortran_order", "shape"].contains($0.key) }) {
      throw broken("has '\(wrong.key)', which no header has")
    }
    func entry(_ key: String) -> PythonLiteral.Entry? { entries.first { $0.key == key } }
    description = entry("descr").map { $0.text.replacing("\"", with: "'") } ?? ""
    if case .text(let word)? = entry("descr")?.value {
      let hasOrder = word.first.map { "<>|=".contains($0) } == true
      type = hasOrder ? String(word.dropFirst()) : word
      isNative = !hasOrder || [order, "|", "="].contains(String(word.prefix(1)))
    } else {
      type = ""
      isNative = false
    }
    guard case .flag(let isFortran)? = entry("fortran_order")?.value else {
      throw broken("has a 'fortran_order' that is neither True nor False")
    }
    isFortranOrder = isFortran
    shapeText = entry("shape")?.text ?? ""
    guard shapeText.hasPrefix("("), case .list(let items)? = entry("shape")?.value else {
      throw broken("has the shape \(shapeText), which is no tuple")
    }
    var sizes: [Int] = []
    for item in items {
      guard case .number(let size) = item else {
        throw broken("has the shape \(shapeText), which is not of whole numbers")
      }
      sizes.append(size)
    }
    shape = sizes.allSatisfy { $0 >= 0 } ? sizes : []
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
}

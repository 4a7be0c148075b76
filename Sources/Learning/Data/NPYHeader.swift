/// What a `.npy` header says, a Python dictionary of three entries.
struct NPYHeader: Equatable {
  /// The number of numbers.
  let count: Int
  /// Bytes of one.
  let width: Int

  init(_ text: String, path: String, order: String) throws(DataError) {
    let type = Self.value("descr", in: text, upTo: [",", "}"])
    guard type == "'\(order)f4'" || type == "'\(order)f8'" else {
      throw DataError(
        path,
        "its type \(type ?? "(none)") is not supported; "
          + "save float32 or float64, as with x.astype('\(order)f8')")
    }
    width = type == "'\(order)f4'" ? 4 : 8
    let shape = Self.value("shape", in: text, upTo: [")"]) ?? "(none"
    let parts = shape.dropFirst().split(separator: ",", omittingEmptySubsequences: true)
      .map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    guard shape.hasPrefix("("), parts.count == 1, let count = Int(parts[0]), count >= 0,
      !count.multipliedReportingOverflow(by: width).overflow
    else {
      throw DataError(path, "its shape \(shape)) is not supported; one dimension is, as (10,)")
    }
    self.count = count
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

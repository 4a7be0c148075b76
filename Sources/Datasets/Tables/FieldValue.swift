/// What a field of a table holds.
enum FieldValue: Equatable {
  case number(Double)
  /// Anything else, also a number of more than 15 digits, which a double may not tell from its
  /// neighbor.
  case text
  case empty
  /// nan, inf, or beyond the greatest double.
  case notFinite

  init(_ field: Span<UInt8>) {
    if field.count <= 8, let whole = Self.wholeNumber(field) {
      self = .number(whole)
      return
    }
    guard field.count > 0 else {
      self = .empty
      return
    }
    switch DecimalNumber(field) {
    case .value(let value): self = .number(value == 0 ? 0 : value)
    case .notFinite: self = .notFinite
    case .malformed: self = .text
    }
  }

  /// Digits alone, which most fields of integral columns are.
  private static func wholeNumber(_ field: Span<UInt8>) -> Double? {
    var value = 0
    for i in field.indices {
      let digit = field[i] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return field.isEmpty ? nil : Double(value)
  }

  /// Whether a number has more digits than a double keeps for certain.
  static func isLong(_ field: Span<UInt8>) -> Bool {
    guard field.count > 15 else { return false }
    var digits = 0
    for i in field.indices {
      if field[i] | 0x20 == UInt8(ascii: "e") { break }
      let isDigit = field[i] &- UInt8(ascii: "0") < 10
      if isDigit, digits > 0 || field[i] != UInt8(ascii: "0") { digits += 1 }
    }
    return digits > 15
  }

  /// What to do about a field without a value.
  static let missingRemedy =
    "drop the column, or say what becomes of it by 'missing' in the recipe"

  /// What is wrong with a field where a number must be; nil for a number.
  func problem(_ field: Span<UInt8>) -> String? {
    switch self {
    case .number: nil
    case .text: "\(LIBSVMLine.quote(field, 0..<field.count)) is not a number"
    case .empty: "the field is empty where a number must be; \(Self.missingRemedy)"
    case .notFinite:
      "\(LIBSVMLine.quote(field, 0..<field.count)) is not a finite number; \(Self.missingRemedy)"
    }
  }
}

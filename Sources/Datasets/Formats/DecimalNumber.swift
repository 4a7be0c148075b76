/// What a piece of text is, read as a decimal number.
enum DecimalNumber: Equatable {
  case value(Double)
  /// nan, inf, or beyond the greatest double.
  case notFinite
  case malformed

  /// Reads `[+-]digits[.digits][e[+-]digits]`, correctly rounded.
  ///
  /// Numbers of up to 15 digits and small exponents, which is nearly all in data files, take one
  /// exact multiplication or division; the others go through the standard library.
  /// - Source: Clinger, "How to read floating point numbers accurately", PLDI 1990, section 3.
  init(_ text: Span<UInt8>) {
    var i = 0
    let negative = text.count > 0 && text[0] == UInt8(ascii: "-")
    if negative || text.count > 0 && text[0] == UInt8(ascii: "+") { i = 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var scale = 0
    var isExact = true
    var sawPoint = false
    while i < text.count {
      let digit = text[i] &- UInt8(ascii: "0")
      if digit < 10 {
        digits += 1
        if mantissa < 1 << 53 / 10 {
          mantissa = mantissa * 10 + UInt64(digit)
        } else {
          isExact = false
        }
        if sawPoint { scale -= 1 }
      } else if text[i] == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else {
        break
      }
      i += 1
    }
    guard digits > 0 else {
      self = Self.isWord(text, from: i) ? .notFinite : .malformed
      return
    }
    if i < text.count {
      guard let exponent = Self.exponent(text, from: i) else {
        self = .malformed
        return
      }
      scale += exponent
    }
    if isExact, abs(scale) <= 22 {
      let magnitude =
        scale < 0
        ? Double(mantissa) / Self.powers[-scale]
        : Double(mantissa) * Self.powers[scale]
      self = .value(negative ? -magnitude : magnitude)
    } else {
      let value = Double(Self.string(text)) ?? .nan
      self = value.isFinite ? .value(value) : .notFinite
    }
  }

  /// 10⁰ to 10²², all exact in binary64.
  private static let powers: [Double] = (0...22).reduce(into: []) { powers, i in
    powers.append(i == 0 ? 1 : powers[i - 1] * 10)
  }

  /// The exponent from its `e` on, or nil where it is none.
  ///
  /// Beyond ±9,999 it stays there: zero or infinity either way.
  private static func exponent(_ text: Span<UInt8>, from e: Int) -> Int? {
    guard text[e] | 0x20 == UInt8(ascii: "e"), e + 1 < text.count else { return nil }
    let negative = text[e + 1] == UInt8(ascii: "-")
    var i = negative || text[e + 1] == UInt8(ascii: "+") ? e + 2 : e + 1
    guard i < text.count else { return nil }
    var value = 0
    while i < text.count {
      let digit = text[i] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = min(9_999, value * 10 + Int(digit))
      i += 1
    }
    return negative ? -value : value
  }

  private static func isWord(_ text: Span<UInt8>, from i: Int) -> Bool {
    ["nan", "inf", "infinity"].contains(string(text.extracting(i...)).lowercased())
  }

  private static func string(_ text: Span<UInt8>) -> String {
    String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
  }
}

/// A piece of a page.
///
/// What is interpolated as a string is escaped; what is a piece already is not.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  private(set) var text: String

  /// Nothing.
  init() { text = "" }

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Text that is a piece already, such as a drawing.
  init(raw: String) { text = raw }

  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }
    mutating func appendInterpolation(_ value: Int) { text += "\(value)" }
    mutating func appendInterpolation(_ piece: HTML) { text += piece.text }
    mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { text += piece.text }
    }
  }

  /// Safe between tags and in quoted attributes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

extension Sequence where Element == HTML {
  func joined(separator: HTML) -> HTML {
    HTML(raw: map(\.text).joined(separator: separator.text))
  }
}

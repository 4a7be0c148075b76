import Console
public import Settings

/// How figures for a paper look: their width on the page, and the font and size of their words.
public struct PaperLook: Equatable, Sendable {
  /// Millimeters.
  public let width: Double
  /// The family's name.
  public let font: String
  /// Points.
  public let size: Double

  private static let option = "--figures"

  /// Reads `paper:width=84mm,font=Times,size=8`.
  /// - Throws: naming what it does not know and what it does.
  public init(_ text: String) throws(ConfigurationError) {
    let spec = try Spec(parsing: text, option: Self.option)
    guard spec.name == "paper" else {
      throw ConfigurationError(unknownName(Self.option, spec.name, among: ["paper"]))
    }
    try spec.allow(["width", "font", "size"], option: Self.option)
    width = try Self.length(spec["width"] ?? "84mm")
    font = spec["font"] ?? "sans"
    // Names go into gnuplot's and SVG's own languages.
    guard !font.isEmpty, font.allSatisfy({ $0.isLetter || $0.isNumber || " -".contains($0) }) else {
      throw ConfigurationError(
        "\(Self.option): paper:font=\(font) is no name of a font; give letters, digits, spaces and -, as "
          + "in font=Times")
    }
    size = try spec.number("size", default: 8, in: 4...24, option: Self.option)
  }

  /// Millimeters of `84mm`, `8.4cm` or `3.3in`.
  private static func length(_ text: String) throws(ConfigurationError) -> Double {
    for (unit, factor) in [("mm", 1.0), ("cm", 10), ("in", 25.4)] where text.hasSuffix(unit) {
      if let value = Double(text.dropLast(2)), (30...1000).contains(value * factor) {
        return value * factor
      }
    }
    throw ConfigurationError(
      "\(option): paper:width=\(text) is no width of a figure; give 30mm to 1000mm, as in width=84mm "
        + "(also cm and in)")
  }

  /// What figures are drawn on; a point is 1/72 inch.
  var sheet: Sheet {
    Sheet(width: width / 25.4 * 72, font: font, size: size, millimeters: width)
  }
}

extension PaperLook {
  /// What is to be known of the font: that this machine has another one in its place; nil where it has it, or
  /// where nothing tells.
  public func note() -> String? {
    let generic = ["sans", "serif", "mono", "monospace", "sans-serif"]
    guard !generic.contains(font.lowercased()),
      let answer = Self.match(font), !answer.isEmpty
    else { return nil }
    let families = answer.split(separator: ",").map { $0.lowercased() }
    guard !families.contains(font.lowercased()) else { return nil }
    return
      "--figures: font \(font) is not on this machine; PNG and PDF have \(answer) in its place, and SVG "
      + "names \(font)"
  }

  /// The families that fontconfig takes for a name; nil where it is not there.
  private static func match(_ font: String) -> String? {
    guard let kept = try? KeptOutput(),
      let process = try? ChildProcess(["fc-match", "-f", "%{family}", font], output: .kept(kept)),
      process.wait(seconds: 5) == .exited(0)
    else { return nil }
    return kept.text
  }
}

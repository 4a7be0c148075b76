import Foundation

/// Words and tables as LaTeX that needs no package.
enum LaTeX {
  private static let special: [Character: String] = [
    "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_", "{": "\\{", "}": "\\}",
    "[": "{[}", "]": "{]}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    "\\": "\\textbackslash{}",
    "<": "$<$", ">": "$>$", "|": "$|$", "\"": "''", "≤": "$\\le$", "≥": "$\\ge$", "−": "$-$",
    "–": "--", "—": "---",
    "×": "$\\times$", "·": "$\\cdot$", "±": "$\\pm$", "²": "$^2$", "₀": "$_0$", "\u{a0}": "~",
    "“": "``", "”": "''",
    "’": "'", "…": "\\dots{}", "∞": "$\\infty$",
  ]
  private static let greek = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu",
    "xi", "o", "pi", "rho", "varsigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
  ]

  /// Text of a document: what LaTeX would take for a command stands for itself, and a character that plain
  /// LaTeX has no glyph of is told by its number.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if let known = special[character] {
        result += known
      } else if character.isASCII {
        result += character.isNewline ? " " : String(character)
      } else {
        result += other(character)
      }
    }
    return result
  }

  private static func other(_ character: Character) -> String {
    let code = character.unicodeScalars.first?.value ?? 0
    if character.unicodeScalars.count == 1, (0x3B1...0x3C9).contains(code) {
      let name = greek[Int(code - 0x3B1)]
      return name == "o" ? "$o$" : "$\\\(name)$"
    }
    // Letters with accents are in every font; their base and its accent are told apart by Unicode.
    if character.isLetter, (0xC0...0xFF).contains(code) { return String(character) }
    return "\\texttt{U+\(String(code, radix: 16, uppercase: true))}"
  }
}

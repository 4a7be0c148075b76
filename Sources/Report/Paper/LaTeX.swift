import Foundation

/// Words and tables as LaTeX that needs no package.
enum LaTeX {
  private static let special: [Character: String] = [
    "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_", "{": "\\{", "}": "\\}",
    "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}",
    "<": "$<$", ">": "$>$", "|": "$|$", "\"": "''", "≤": "$\\le$", "≥": "$\\ge$", "−": "$-$", "–": "--", "—": "---",
    "×": "$\\times$", "·": "$\\cdot$", "±": "$\\pm$", "²": "$^2$", "₀": "$_0$", "\u{a0}": "~", "“": "``", "”": "''",
    "’": "'", "…": "\\dots{}", "∞": "$\\infty$",
  ]
  private static let greek = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
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

  /// A `table` with its caption above.
  static func table(_ view: TableView, label: String) -> String {
    let layout =
      String(repeating: "l", count: view.words)
      + String(repeating: "r", count: max(0, view.columns.count - view.words))
    var text = """
      \\begin{table}[p]
      \\centering\\footnotesize\\setlength{\\tabcolsep}{3pt}
      \\caption{\(escaped(view.caption))}
      \\label{\(label)}
      \\begin{tabular}{\(layout)}
      \\hline

      """
    text += view.columns.enumerated().map { heading($1, isWords: $0 < view.words) }
      .joined(separator: " & ")
    text += " \\\\\n\\hline\n"
    for row in view.rows {
      text += row.cells.enumerated().map { cell($1, isBest: row.best.contains($0)) }
        .joined(separator: " & ")
      text += " \\\\\n"
    }
    return text + "\\hline\n\\end{tabular}\n\\end{table}\n"
  }

  /// A name in lines of about a dozen characters.
  private static func heading(_ name: String, isWords: Bool) -> String {
    var lines: [String] = []
    for word in name.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 12 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    let side = isWords ? "l" : "r"
    return "\\begin{tabular}[b]{@{}\(side)@{}}"
      + lines.map(escaped).joined(separator: "\\\\") + "\\end{tabular}"
  }

  private static func cell(_ cells: [Cell], isBest: Bool) -> String {
    cells.map { cell in
      let note = cell.note.isEmpty ? "" : " \\emph{\(escaped(cell.note))}"
      let text = escaped(cell.text)
      let value = (isBest ? "\\textbf{\(text)}" : text) + note
      guard let interval = cell.interval else { return value }
      return "\\begin{tabular}[t]{@{}r@{}}\(value)\\\\[-2pt]{\\tiny[\(escaped(interval.low)), "
        + "\(escaped(interval.high))]}\\end{tabular}"
    }.joined(separator: ", ")
  }
}

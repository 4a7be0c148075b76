import Coding
import Settings

/// The table of schemes for the documentation, made from the registry.
public enum SchemeTable {
  /// Markdown, one row a scheme.
  public static var markdown: String {
    let rows = Schemes.all.map { type in
      let d = type.description
      let cells = [
        "`\(d.entry.name)`", d.entry.summary, d.constraint, d.load, d.waitsFor, d.citation,
      ]
      return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    return
      ([
        "| name | what it is | exists for | load | waits for | source |",
        "|---|---|---|---|---|---|",
      ]
      + rows).joined(separator: "\n")
  }
}

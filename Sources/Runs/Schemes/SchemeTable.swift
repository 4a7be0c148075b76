import Coding
import Settings

/// The table of schemes for the documentation, made from the registry.
public enum SchemeTable {
  /// Markdown, a table a family and one row a scheme.
  public static var markdown: String {
    Schemes.families.map { family in
      let rows = family.schemes.map { row($0.description) }
      return "### " + family.name.prefix(1).uppercased() + family.name.dropFirst() + "\n\n"
        + family.summary.prefix(1).uppercased() + family.summary.dropFirst() + ".\n\n"
        + MarkdownTable.text(
          [
            "name", "what it is", "when to use it", "estimate", "exists for", "load", "waits for",
            "source", "beware",
          ], rows)
    }.joined(separator: "\n\n")
  }

  private static func row(_ d: SchemeDescription) -> String {
    MarkdownTable.row(
      [
        "`\(d.entry.name)`", d.entry.summary, d.use, d.promise.rawValue, d.constraint,
        d.usesStragglers ? d.load : d.load + "; does not use s", d.waitsFor, d.citation, d.warning,
      ])
  }

  /// Markdown, one row for each kind of estimate.
  public static var promises: String {
    MarkdownTable.text(
      ["estimate", "what it promises"],
      Promise.allCases.map { MarkdownTable.row([$0.rawValue, $0.summary]) })
  }
}

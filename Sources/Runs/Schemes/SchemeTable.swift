import Coding
import Settings

/// The table of schemes for the documentation, made from the registry.
public enum SchemeTable {
  /// Markdown, one row a scheme.
  public static var markdown: String {
    let rows = Schemes.all.map { type in
      let d = type.description
      return MarkdownTable.row(
        [
          "`\(d.entry.name)`", d.entry.summary, d.promise.rawValue, d.constraint,
          d.usesStragglers ? d.load : d.load + "; does not use s", d.waitsFor, d.citation,
        ])
    }
    return MarkdownTable.text(
      ["name", "what it is", "estimate", "exists for", "load", "waits for", "source"], rows)
  }

  /// Markdown, one row for each kind of estimate.
  public static var promises: String {
    MarkdownTable.text(
      ["estimate", "what it promises"],
      Promise.allCases.map { MarkdownTable.row([$0.rawValue, $0.summary]) })
  }
}

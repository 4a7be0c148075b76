import Clusters
import Settings

/// The table of delay models for the documentation, made from the registry.
public enum DelayTable {
  /// Markdown, one row a model; defaults are bold.
  public static var markdown: String {
    let rows = zip(Delays.entries, Delays.growths).map { entry, growth in
      let settings = entry.parameters.map { setting in
        "`\(setting.key)`" + (setting.standard.map { " (**\($0)**)" } ?? "")
          + ": \(setting.meaning)"
      }
      return MarkdownTable.row(
        ["`\(entry.name)`", entry.summary, settings.joined(separator: "<br>"), growth])
    }
    return MarkdownTable.text(["name", "seconds T", "settings", "grows with the load"], rows)
  }
}

/// Tables in Markdown.
enum MarkdownTable {
  /// A row of cells.
  static func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  /// A head and rows.
  static func text(_ head: [String], _ rows: [String]) -> String {
    let rule = "|" + String(repeating: "---|", count: head.count)
    return ([row(head), rule] + rows).joined(separator: "\n")
  }
}

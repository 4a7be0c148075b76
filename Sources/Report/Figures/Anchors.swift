import Console
import Runs

/// Anchors of a combination for figures: seconds that theory, or the workers themselves, put at a target.
///
/// They are lines, not schemes: gray, and without a band. Where the source drops constants, the line is dashed and
/// says "order".
struct Anchors {
  /// A kind of anchor.
  enum Kind: CaseIterable {
    case orderUnlike, orderAlike, neverPause

    /// In `bounds.csv`.
    var column: String {
      switch self {
      case .orderUnlike: "order_unlike"
      case .orderAlike: "order_alike"
      case .neverPause: "least_seconds"
      }
    }

    var title: String {
      switch self {
      case .orderUnlike: "order: unlike blocks"
      case .orderAlike: "order: alike blocks"
      case .neverPause: "instance: never pause"
      }
    }

    /// For `plot`.
    var style: String {
      switch self {
      case .orderUnlike: "lc rgb '#555555' dt (8,5) lw 1.2"
      case .orderAlike: "lc rgb '#999999' dt (8,5) lw 1.2"
      case .neverPause: "lc rgb '#777777' dt 1 lw 0.9"
      }
    }

    /// For a legend.
    var entry: LegendEntry {
      LegendEntry(
        title: title, style: "with lines \(style)",
        look: SchemePalette.Look(
          color: self == .orderUnlike ? "#555555" : self == .orderAlike ? "#999999" : "#777777",
          dash: self == .neverPause ? [] : [8, 5], marker: 0))
    }
  }

  /// A row a target; those of the first variant where there are several.
  private let rows: [CSVTable.Row]

  /// - Parameter variant: Of the lines beside them; another one's where it has none.
  init(_ tables: ResultTables, _ combination: Combination, variant: String? = nil) {
    let all = tables.rows("bounds", in: combination)
    let own = all.filter { $0["variant"] == variant }
    let first = all.first?["variant"]
    rows = own.isEmpty ? all.filter { $0["variant"] == first } : own
  }

  /// The seconds at a target.
  func seconds(_ kind: Kind, to target: String) -> Double? {
    rows.first { $0["target"] == target }?.number(kind.column)
  }

  /// The way of an anchor through the targets of what is shown, from the first model on.
  /// - Parameter start: What is shown of the first model.
  func path(_ kind: Kind, _ quantity: ShownQuantity, start: Double) -> [(x: Double, y: Double)] {
    var path = [(x: 0.0, y: start)]
    for row in rows {
      let halves = row["target"].split(separator: "=").map(String.init)
      guard halves.count == 2, let value = Double(halves[1]), let x = row.number(kind.column)
      else { continue }
      if halves[0] == quantity.metric {
        path.append((x, value - quantity.offset))
      } else if halves[0] == Target.relative, quantity.offset != 0 {
        path.append((x, value * start))
      }
    }
    return path.count > 1 ? path.sorted { $0.x < $1.x } : []
  }
}

import Coding
import Runs
import Settings

/// How a scheme is drawn: the same in all figures of all reports.
///
/// Colors are those of Okabe and Ito and of Tol's `muted` set, which color-blind readers can tell
/// apart; dash and marker differ too, so that a print without color can be read.
struct SchemePalette: Sendable {
  /// Color, dash and marker.
  struct Look: Hashable, Codable, Sendable {
    /// `#rrggbb`.
    let color: String
    /// gnuplot's dash pattern in points; empty is solid.
    let dash: [Int]
    /// gnuplot's number.
    let marker: Int

    /// For `plot`.
    var line: String { "lc rgb '\(color)' dt \(dashText)" }
    private var dashText: String {
      dash.isEmpty ? "1" : "(" + dash.map(String.init).joined(separator: ",") + ")"
    }
  }

  private static let solid: [Int] = []
  private static let dashed = [14, 5]
  private static let dotted = [3, 4]
  private static let mixed = [14, 4, 3, 4]

  /// Looks of the framework's schemes.
  ///
  /// A scheme that is not here gets one that is free, by a `LookBook`.
  static let fixed: [(name: String, look: Look)] = [
    ("pgc", Look(color: "#D55E00", dash: solid, marker: 7)),
    ("uncoded", Look(color: "#000000", dash: dashed, marker: 5)),
    ("is-sgd", Look(color: "#56B4E9", dash: solid, marker: 9)),
    ("frc", Look(color: "#0072B2", dash: mixed, marker: 11)),
    ("crc", Look(color: "#009E73", dash: dotted, marker: 13)),
    ("agc", Look(color: "#CC79A7", dash: dashed, marker: 15)),
    ("pgc-fr", Look(color: "#E69F00", dash: dashed, marker: 6)),
    ("pgc-cr", Look(color: "#882255", dash: mixed, marker: 4)),
    ("pgc-hybrid", Look(color: "#B8860B", dash: dotted, marker: 8)),
    ("pgc-cr-naive", Look(color: "#999933", dash: solid, marker: 10)),
    ("cyclic-mds", Look(color: "#117733", dash: solid, marker: 12)),
    ("reed-solomon", Look(color: "#44AA99", dash: mixed, marker: 14)),
    ("partial-frc", Look(color: "#332288", dash: dashed, marker: 7)),
    ("partial-crc", Look(color: "#117733", dash: dotted, marker: 5)),
    ("bgc", Look(color: "#AA4499", dash: solid, marker: 11)),
    ("rbgc", Look(color: "#AA4499", dash: dotted, marker: 10)),
    ("bibd", Look(color: "#CC6677", dash: solid, marker: 13)),
    ("sparse-gaussian", Look(color: "#666666", dash: dotted, marker: 9)),
    ("expander", Look(color: "#999933", dash: mixed, marker: 15)),
    ("graph", Look(color: "#332288", dash: solid, marker: 6)),
    ("sgc", Look(color: "#666666", dash: solid, marker: 4)),
    ("is-gc-fr", Look(color: "#CC6677", dash: dashed, marker: 8)),
    ("is-gc-cr", Look(color: "#44AA99", dash: dashed, marker: 12)),
    ("is-gc-hr", Look(color: "#88CCEE", dash: mixed, marker: 14)),
    ("pgc-stalest", Look(color: "#D55E00", dash: solid, marker: 4)),
    ("ringmaster", Look(color: "#000000", dash: dotted, marker: 6)),
    ("rennala", Look(color: "#56B4E9", dash: dotted, marker: 6)),
    ("ia2sgd", Look(color: "#0072B2", dash: mixed, marker: 7)),
    ("sr-sgc", Look(color: "#009E73", dash: solid, marker: 8)),
    ("draco", Look(color: "#CC79A7", dash: dashed, marker: 9)),
    ("osgc", Look(color: "#E69F00", dash: dotted, marker: 10)),
    ("asgd", Look(color: "#882255", dash: mixed, marker: 11)),
    ("delay-adaptive", Look(color: "#B8860B", dash: solid, marker: 12)),
    ("mindflayer", Look(color: "#88CCEE", dash: dashed, marker: 13)),
    ("fedbuff", Look(color: "#D55E00", dash: dotted, marker: 14)),
    ("aced", Look(color: "#000000", dash: mixed, marker: 15)),
    ("ringleader", Look(color: "#56B4E9", dash: solid, marker: 4)),
    ("rescaled-asgd", Look(color: "#0072B2", dash: dashed, marker: 5)),
    ("inverse-count", Look(color: "#009E73", dash: dotted, marker: 6)),
    ("assigned-asgd", Look(color: "#CC79A7", dash: mixed, marker: 7)),
    ("malenia", Look(color: "#E69F00", dash: solid, marker: 8)),
    ("speed-batch", Look(color: "#882255", dash: dashed, marker: 9)),
    ("vecna", Look(color: "#B8860B", dash: dotted, marker: 10)),
    ("ca2fl", Look(color: "#999933", dash: mixed, marker: 11)),
    ("mifa", Look(color: "#117733", dash: dashed, marker: 13)),
    ("fedstale", Look(color: "#44AA99", dash: dashed, marker: 13)),
    ("fedvarp", Look(color: "#332288", dash: dotted, marker: 14)),
  ]

  private let looks: [String: Look]

  /// The looks of a plan's schemes.
  ///
  /// Names of the framework have theirs in every report. Others have what the book says of them; new ones
  /// get, in the order of the plan, a look that no other name has, and the book is told.
  init(_ schemes: [String], _ book: inout LookBook) {
    let known = Dictionary(Self.fixed.map { ($0.name, $0.look) }) { first, _ in first }
    var looks = known.filter { schemes.contains($0.key) }
    for name in schemes where looks[name] == nil {
      let look =
        book.looks[name] ?? Self.free(beside: Set(known.values).union(book.looks.values))
      looks[name] = look
      book.looks[name] = look
    }
    self.looks = looks
  }

  /// The looks of a plan's schemes, where no other report matters.
  init(_ schemes: [String]) {
    var book = LookBook()
    self.init(schemes, &book)
  }

  /// For a legend.
  func legend(_ schemes: [String]) -> [LegendEntry] {
    schemes.map { scheme in
      let look = self[scheme]
      return LegendEntry(
        title: scheme, style: "with linespoints \(look.line) lw 1.8 pt \(look.marker) ps 0.7",
        look: look)
    }
  }

  /// A scheme's look; gray for one that the plan does not name.
  subscript(scheme: String) -> Look {
    looks[scheme] ?? Look(color: "#777777", dash: Self.dotted, marker: 1)
  }

  /// The look whose color fewest others have.
  private static func free(beside taken: Set<Look>) -> Look {
    func uses(_ color: String) -> Int { taken.count { $0.color == color } }
    var colors: [String] = []
    for (_, look) in fixed where !colors.contains(look.color) { colors.append(look.color) }
    let color = colors.enumerated().min {
      (uses($0.element), $0.offset) < (uses($1.element), $1.offset)
    }
    let dashes = [solid, dashed, dotted, mixed]
    let markers = Array(4...15)
    let rarest = color?.element ?? "#777777"
    for turn in 0..<(dashes.count * markers.count) {
      let at = turn + taken.count
      let look = Look(
        color: rarest, dash: dashes[at % dashes.count],
        marker: markers[(at + turn / dashes.count) % markers.count])
      if !taken.contains(look) { return look }
    }
    return Look(color: rarest, dash: [2, 2], marker: taken.count % 75 + 1)
  }
}

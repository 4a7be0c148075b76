import Console
import Runs

extension ResultTable {
  /// Seconds to each target as medians over seeds; nil where the runs' own times are not in the tables.
  var medians: TableView? {
    let targets = tables.targets(in: combination)
    var view = TableView(
      """
      Seconds to each target on one clock, in \(tables.seconds): the median over \(tables.seedCount) seeds with \
      the quartiles, between which the middle half of them lies. A run that never got there is later than all \
      others; “none” has half of them or more, and where it is some, how many got there stands beside. The best of a \
      column is bold.
      """,
      ["scheme", "step size"] + targets.map(Name.target), words: 2)
    let lines = tables.lines(in: combination).map { line in
      (line, targets.map { times(of: line, to: $0) })
    }
    guard lines.contains(where: { $0.1.contains { !$0.isEmpty } }) else { return nil }
    let best = targets.indices.map { place in
      lines.map { quantile(0.5, of: $0.1[place]) }.filter(\.isFinite).min()
    }
    for (line, costs) in lines {
      let cells = costs.map(Self.cell)
      let winners = targets.indices.filter { quantile(0.5, of: costs[$0]) == best[$0] }
      view.add(
        [name(line.scheme), Cell("", note: Self.variant(line.variant))] + cells,
        best: Set(winners.map { $0 + 2 }))
    }
    return view
  }

  /// Of every run of a line, infinite where it did not get there.
  private func times(of line: LineKey, to target: String) -> [Double] {
    let rows = tables.rows("runs", in: combination, line)
    guard rows.contains(where: { !$0["reached:\(target)"].isEmpty }) else { return [] }
    return rows.map { $0.number("time_to:\(target)") ?? .infinity }
  }

  private static func cell(_ times: [Double]) -> Cell {
    let reached = times.count(where: \.isFinite)
    let note = reached == times.count ? "" : "\(reached)/\(times.count)"
    let median = quantile(0.5, of: times)
    guard median.isFinite else { return Cell(times.isEmpty ? "–" : "none", note: note) }
    var cell = Cell(Digits.short(median), note: note)
    let (low, high) = (quantile(0.25, of: times), quantile(0.75, of: times))
    if low != high { cell.interval = (Digits.short(low), Digits.short(high)) }
    return cell
  }
}

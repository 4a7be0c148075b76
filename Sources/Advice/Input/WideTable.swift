import Console

/// A table with a row for each worker and a column for each step.
///
/// A first line of names, and a first column of names, are told by what is in them.
struct WideTable {
  private let text: TableText

  init(_ text: TableText) { self.text = text }

  /// Reads the cells.
  /// - Throws: naming line and column, where a row has another length or a cell is no number.
  func table() throws(RunError) -> TimeTable {
    var rows = text.records
    guard let first = rows.first else { throw text.broken("is empty") }
    let hasHead = Self.isHead(first.fields)
    if hasHead { rows.removeFirst() }
    guard let top = rows.first else {
      throw text.broken("has names, and no seconds; give a row for each worker")
    }
    let hasNames = Self.isName(first.fields[0], top.fields[0], hasHead: hasHead)
    let columns = top.fields.count
    let skip = hasNames ? 1 : 0
    guard columns > skip else { throw text.broken(top.line, "has a name, and no seconds") }
    var seconds: [[Double]] = []
    var names: [String] = []
    for row in rows {
      guard row.fields.count == columns else {
        throw text.broken(
          row.line,
          "has \(row.fields.count) cells where line \(top.line) has \(columns); every worker needs a "
            + "cell for every step, empty where it did not answer")
      }
      var cells: [Double] = []
      cells.reserveCapacity(columns - skip)
      for column in skip..<columns { cells.append(try text.seconds(row, column)) }
      seconds.append(cells)
      names.append(hasNames ? row.fields[0] : "\(names.count)")
    }
    if hasNames, let again = Self.repeated(names) {
      throw text.broken(rows[again].line, 0, "worker '\(names[again])' stands twice")
    }
    let titles =
      hasHead && first.fields.count == columns
      ? Array(first.fields[skip...]) : (0..<columns - skip).map(String.init)
    return TimeTable(
      name: text.name, workers: names, steps: titles, seconds: seconds,
      hosts: hasNames ? Self.hosts(names) : nil)
  }

  /// What may stand above the names of workers.
  private static let corners = ["", "worker", "rank", "host", "node", "name", "index"]

  /// Nothing in it is a number, or it is numbered as tables of a data frame are: from 0 or 1 behind an
  /// empty or named corner.
  private static func isHead(_ fields: [String]) -> Bool {
    if fields.contains(where: { !TableText.isMissing($0) }),
      fields.allSatisfy({ Double($0) == nil })
    {
      return true
    }
    guard fields.count > 1, corners.contains(fields[0].lowercased()) else { return false }
    let numbers = fields.dropFirst().map { Int($0) }
    guard let start = numbers[0], start == 0 || start == 1 else { return false }
    return numbers.enumerated().allSatisfy { $1 == start + $0 }
  }

  private static func isName(_ corner: String, _ cell: String, hasHead: Bool) -> Bool {
    if Double(cell) == nil, !TableText.isMissing(cell) { return true }
    return hasHead && corners.contains(corner.lowercased())
  }

  private static func repeated(_ names: [String]) -> Int? {
    var seen: Set<String> = []
    return names.firstIndex { !seen.insert($0).inserted }
  }

  /// Of names such as `node3:1` the part before the colon.
  private static func hosts(_ names: [String]) -> [String]? {
    guard names.allSatisfy({ $0.contains(":") }) else { return nil }
    let hosts = names.map { name in String(name[..<(name.lastIndex(of: ":") ?? name.endIndex)]) }
    return Set(hosts).count > 1 ? hosts : nil
  }
}

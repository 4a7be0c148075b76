import Settings

/// A trace in long form: a line for each worker and step.
struct TraceList {
  /// The columns that it must have.
  static let columns = ["worker", "step", "seconds"]

  private var measured: [Int: [Int: Double]] = [:]
  private let what: String

  /// Reads the lines behind the names.
  /// - Throws: where a worker or a step is no whole number, or a measurement stands twice.
  init(_ cells: TraceCells, names: [String]) throws(ConfigurationError) {
    what = cells.what
    let places = Self.columns.map { name in names.firstIndex(of: name) ?? 0 }
    for line in cells.lines.dropFirst() {
      guard line.cells.count == names.count else {
        throw ConfigurationError(
          "\(cells.place(line)) has \(line.cells.count) fields where \(names.count) are named")
      }
      func number(_ column: Int) throws(ConfigurationError) -> Int {
        let word = line.cells[places[column]]
        guard let value = Int(word), value >= 0 else {
          throw ConfigurationError(
            "\(cells.place(line)): the \(Self.columns[column]) '\(word.prefix(40))' is no whole number "
              + "from 0")
        }
        return value
      }
      let (worker, step) = (try number(0), try number(1))
      guard measured[worker]?[step] == nil else {
        throw ConfigurationError(
          "\(cells.place(line)): worker \(worker), step \(step) stands twice")
      }
      measured[worker, default: [:]][step] = try cells.seconds(line, places[2])
    }
  }

  /// As a matrix: workers and steps in ascending order.
  /// - Throws: where a worker lacks a step that another has.
  func trace() throws(ConfigurationError) -> Trace {
    let steps = Set(measured.values.flatMap(\.keys)).sorted()
    guard !steps.isEmpty else { throw ConfigurationError("\(what) has names, and no seconds") }
    var values: [Double] = []
    for (worker, row) in measured.sorted(by: { $0.key < $1.key }) {
      for step in steps {
        guard let seconds = row[step] else {
          throw ConfigurationError(
            "\(what): worker \(worker) has no step \(step); every worker needs every step once")
        }
        values.append(seconds)
      }
    }
    return Trace(values, rows: measured.count, columns: steps.count)
  }
}

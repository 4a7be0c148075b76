import Settings

/// Recorded seconds as a function of the load: one trace, or several that were recorded at different
/// loads and are interpolated.
struct TraceCurve {
  /// Where it was read.
  let files: [String]
  private let loads: [Double]
  private let traces: [Trace]

  /// One trace, of no file.
  init(_ trace: Trace) {
    files = []
    loads = [1]
    traces = [trace]
  }

  /// Reads `FILE`, or `FILE@LOAD:FILE@LOAD:…`, loads in blocks.
  ///
  /// A `+` would begin another summand and a `,` another setting, so a colon joins the files. A path
  /// that has one of them is quoted.
  init(reading list: String, what: String) throws(ConfigurationError) {
    let items = Quotes.split(list[...], at: ":").filter { !$0.isEmpty }.map(String.init)
    guard !items.isEmpty else { throw ConfigurationError("\(what)=\(list) names no file") }
    var points: [(load: Double, path: String)] = []
    for item in items {
      let halves = Quotes.split(item[...], at: "@")
      if items.count == 1, halves.count == 1 {
        points.append((1, Quotes.removed(item)))
        continue
      }
      guard halves.count > 1, let last = halves.last, let load = Double(last), load.isFinite,
        load >= 0
      else {
        throw ConfigurationError(
          "\(what): '\(item)' is not FILE@LOAD with a load of at least 0; quote a path that has "
            + "a colon: file='a:b.csv'")
      }
      points.append((load, Quotes.removed(halves.dropLast().joined(separator: "@"))))
    }
    points.sort { $0.load < $1.load }
    var traces: [Trace] = []
    for (i, point) in points.enumerated() {
      let trace = try Trace(reading: point.path, what: what)
      if i > 0, points[i - 1].load == point.load {
        throw ConfigurationError("\(what): load \(point.load) stands twice")
      }
      if let first = traces.first, first.rows != trace.rows || first.columns != trace.columns {
        throw ConfigurationError(
          "\(what): \(point.path) is \(trace.rows) x \(trace.columns), but \(points[0].path) is"
            + " \(first.rows) x \(first.columns)")
      }
      traces.append(trace)
    }
    files = points.map(\.path)
    loads = points.map(\.load)
    self.traces = traces
  }

  /// Whether more than one load was recorded.
  var hasLoads: Bool { loads.count > 1 }

  /// Recorded workers.
  var rows: Int { traces[0].rows }

  /// Recorded rounds.
  var columns: Int { traces[0].columns }

  /// Seconds at a load: on the line between the two recorded loads around it, and beyond the ends
  /// what was recorded at the end.
  func seconds(row: Int, column: Int, load: Double) -> Double {
    guard let above = loads.firstIndex(where: { $0 >= load }) else {
      return traces[traces.count - 1][row, column]
    }
    guard above > 0 else { return traces[0][row, column] }
    let share = (load - loads[above - 1]) / (loads[above] - loads[above - 1])
    let before = traces[above - 1][row, column]
    return before + share * (traces[above][row, column] - before)
  }
}

import Console

/// A table with a line for each worker and step.
struct LongTable {
  /// What a column may be.
  enum Column: String, CaseIterable {
    case worker, step, seconds, start, end, compute, network, host

    var names: [String] {
      switch self {
      case .worker: ["worker", "rank", "worker_id", "process"]
      case .step: ["step", "iteration", "round", "iter", "batch"]
      case .seconds: ["seconds", "time", "duration", "elapsed", "step_time"]
      case .start: ["start", "began", "begin", "start_time"]
      case .end: ["end", "ended", "finish", "end_time"]
      case .compute: ["compute", "compute_seconds", "computing"]
      case .network: ["network", "network_seconds", "communication", "comm"]
      case .host: ["host", "node", "hostname"]
      }
    }
  }

  private let text: TableText
  private let records: ArraySlice<(line: Int, fields: [String])>
  private let places: [Column: Int]
  private let width: Int

  /// The columns by their names; nil where they are not those of a long table.
  init?(_ text: TableText, head: [String]) {
    let names = head.map { $0.lowercased() }
    var places: [Column: Int] = [:]
    for column in Column.allCases {
      if let place = names.firstIndex(where: column.names.contains) { places[column] = place }
    }
    guard places[.worker] != nil, places[.step] != nil, Self.saysSeconds(places) else { return nil }
    self.init(text, places, skipping: 1, width: head.count)
  }

  /// A table without names: worker, step, seconds; or worker, step, start, end and what may follow.
  init(unnamed text: TableText) throws(RunError) {
    let width = text.records.first?.fields.count ?? 0
    let order: [Column]
    switch width {
    case 3: order = [.worker, .step, .seconds]
    case 4: order = [.worker, .step, .start, .end]
    case 6, 7: order = [.worker, .step, .start, .end, .compute, .network, .host]
    default:
      throw text.broken(
        text.records.first?.line ?? 1,
        "has \(width) columns; a long table without names has worker,step,seconds or "
          + "worker,step,start,end[,compute,network[,host]]; add a line of names")
    }
    self.init(
      text, Dictionary(uniqueKeysWithValues: zip(order.prefix(width), 0...)), skipping: 0,
      width: width)
  }

  private init(_ text: TableText, _ places: [Column: Int], skipping: Int, width: Int) {
    self.text = text
    self.places = places
    self.width = width
    records = text.records.dropFirst(skipping)
  }

  /// Whether a table without names can be nothing but a long one: whole numbers name worker and step,
  /// each pair once, every worker and step several times, and the seconds are not whole.
  static func isUnnamed(_ text: TableText) -> Bool {
    var pairs: Set<String> = []
    var workers: Set<String> = []
    guard text.records.count > 3 else { return false }
    var isFraction = false
    for (_, fields) in text.records {
      guard [3, 4, 6, 7].contains(fields.count), let worker = Int(fields[0]), Int(fields[1]) != nil,
        worker >= 0, pairs.insert(fields[0] + "," + fields[1]).inserted
      else { return false }
      workers.insert(fields[0])
      isFraction = isFraction || (Int(fields[2]) == nil && Double(fields[2]) != nil)
    }
    return isFraction && workers.count > 1 && workers.count * 2 <= pairs.count
  }

  private static func saysSeconds(_ places: [Column: Int]) -> Bool {
    places[.seconds] != nil || (places[.start] != nil && places[.end] != nil)
      || places[.compute] != nil
  }

  /// Puts the cells in their places.
  /// - Throws: naming line and column, where a cell is not what it must be, or stands twice.
  func table() throws(RunError) -> TimeTable {
    guard !records.isEmpty else { throw text.broken("has names, and no seconds") }
    var cells: [String: [Int: (seconds: Double, line: Int)]] = [:]
    var order: [String] = []
    var hosts: [String: String] = [:]
    var steps: Set<Int> = []
    var computing = 0.0
    var all = 0.0
    for record in records {
      guard record.fields.count == width else {
        throw text.broken(
          record.line, "has \(record.fields.count) fields where \(width) are expected")
      }
      let worker = try name(record)
      let step = try whole(record, .step)
      let seconds = try seconds(record)
      if let before = cells[worker]?[step] {
        throw text.broken(
          record.line,
          "worker \(worker), step \(step) stands twice; it is on line \(before.line) already")
      }
      if cells[worker] == nil { order.append(worker) }
      cells[worker, default: [:]][step] = (seconds, record.line)
      steps.insert(step)
      if let place = places[.host] { hosts[worker] = record.fields[place] }
      if let place = places[.compute], seconds.isFinite {
        let part = try text.seconds(record, place)
        if part.isFinite {
          computing += part
          all += seconds
        }
      }
    }
    let numbers = order.compactMap { Int($0) }
    let workers = numbers.count == order.count ? numbers.sorted().map(String.init) : order
    let columns = steps.sorted()
    return TimeTable(
      name: text.name, workers: workers, steps: columns.map(String.init),
      seconds: workers.map { worker in columns.map { cells[worker]?[$0]?.seconds ?? .nan } },
      hosts: places[.host] == nil || Set(hosts.values).count < 2
        ? nil : workers.map { hosts[$0] ?? "" },
      computeShare: all > 0 ? min(computing / all, 1) : nil)
  }

  private typealias Record = (line: Int, fields: [String])

  private func name(_ record: Record) throws(RunError) -> String {
    let place = places[.worker] ?? 0
    let word = record.fields[place]
    guard !word.isEmpty else { throw text.broken(record.line, place, "names no worker") }
    // 3 and 3.0, as a data frame writes it, are one worker.
    if let number = Double(word), let whole = Int(exactly: number) { return "\(whole)" }
    return word
  }

  private func whole(_ record: Record, _ column: Column) throws(RunError) -> Int {
    let place = places[column] ?? 0
    let word = record.fields[place]
    guard let number = Double(word), let whole = Int(exactly: number), whole >= 0 else {
      throw text.broken(
        record.line, place, "the \(column.rawValue) '\(word.prefix(40))' is no whole number from 0")
    }
    return whole
  }

  private func seconds(_ record: Record) throws(RunError) -> Double {
    if let place = places[.seconds] { return try text.seconds(record, place) }
    if let from = places[.start], let to = places[.end] {
      let (start, end) = (try moment(record, from), try moment(record, to))
      guard !start.isNaN, !end.isNaN else { return .nan }
      guard end >= start else {
        throw text.broken(
          record.line, to, "ends at \(end), before its start at \(start); give both on one clock")
      }
      return end - start
    }
    let compute = try text.seconds(record, places[.compute] ?? 0)
    guard let place = places[.network] else { return compute }
    return compute + (try text.seconds(record, place))
  }

  /// A time on any clock, in seconds.
  private func moment(_ record: Record, _ place: Int) throws(RunError) -> Double {
    let word = record.fields[place]
    if TableText.isMissing(word) { return .nan }
    guard let value = Double(word), value.isFinite else {
      throw text.broken(record.line, place, "'\(word.prefix(40))' is no time in seconds")
    }
    return value
  }
}

import Coding

/// Gathers for `pgc-stalest` with `blocks=auto`: finds out how fine tasks should be, fills the table
/// meanwhile, moving the model along new messages alone, and goes on as `StalestFirst`.
struct SelfTunedStalest: Gather {
  private enum Phase { case probing, filling, steady }

  /// What a worker is at: a block of the table, or pieces whose message is used once.
  private struct Task {
    var block: Int?
    var share = 0.0
    var isHalf = false
    var first = -1
    var version = -1
    var began = 0.0
  }

  private let pieces: StalestPieces
  private let needed: Int
  private let passes: Double
  private let shares: [Double]

  private var phase = Phase.probing
  private var probe: FinenessProbe
  /// The table of the chosen q, with the task and the share of each block.
  private var table: StalestBlocks
  private var rows: [[Term]] = []
  private var blockShares: [Double] = []
  private var visits: [Int] = []

  private var tasks: [Task]
  private var given: [Int]
  private var step = 0
  private var now = 0.0
  private var arrivals = 0
  /// What came in this step, while the model moves along that alone.
  private var newest: [(place: Int, version: Int, share: Double)] = []
  private var singles = 0
  /// The part of the data that came in pieces.
  private var seen = 0.0

  /// - Parameter passes: Over the data that tasks of one piece go on for where they cost little more.
  init(_ pieces: StalestPieces, arrivals: Int, passes: Double, shares: [Double]) {
    self.pieces = pieces
    needed = arrivals
    self.passes = passes
    self.shares = shares
    probe = FinenessProbe(workers: pieces.workers, pieces: pieces.aWorker, finest: pieces.finest)
    table = StalestBlocks(workers: pieces.workers, copies: pieces.copies, own: 1)
    tasks = Array(repeating: Task(), count: pieces.workers)
    given = Array(repeating: 0, count: pieces.workers)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    now = time
    arrivals = 0
    singles = 0
    newest.removeAll(keepingCapacity: true)
  }

  mutating func choice(for worker: Int, version: Int) -> Choice {
    guard phase != .probing else { return .terms(probing(worker, version)) }
    let stalest = table.take(worker, version: version)
    let block = phase == .filling ? stalest ?? table.takeMissing(worker, version: version) : stalest
    guard let block else { return .wait }
    tasks[worker] = Task(block: block, first: rows[block][0].block, version: version, began: now)
    return .terms(rows[block])
  }

  private mutating func probing(_ worker: Int, _ version: Int) -> [Term] {
    let isHalf = given[worker] == 0 && probe.beginsWithHalf(worker)
    let terms = isHalf ? pieces.half(of: worker) : pieces.piece(given[worker], of: worker)
    given[worker] += 1
    tasks[worker] = Task(
      share: share(of: terms), isHalf: isHalf, first: terms[0].block, version: version, began: now)
    return terms
  }

  private func share(of terms: [Term]) -> Double { terms.reduce(0) { $0 + shares[$1.block] } }

  func destination(of arrival: Arrival) -> Destination {
    let task = tasks[arrival.worker]
    // On MPI the message of a task that was canceled may come all the same.
    guard task.first == arrival.block, task.version == arrival.version else { return .drop }
    if let block = task.block {
      return table.held.isNewer(arrival.version, at: block) ? .keep(block) : .drop
    }
    // Half a part at an older model would outweigh the pieces at newer ones.
    guard isStarting, !task.isHalf || task.version == step else { return .drop }
    return .keep(pieces.singlePlace(singles))
  }

  /// Whether the model moves along new messages alone.
  ///
  /// Where tasks cannot be made finer it waits.
  private var isStarting: Bool {
    switch phase {
    case .probing: true
    case .filling: rows.count > pieces.workers
    case .steady: false
    }
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    now = arrival.time
    let task = tasks[arrival.worker]
    let destination = destination(of: arrival)
    table.leave(arrival.worker)
    if phase == .probing, task.block == nil, task.first == arrival.block {
      probe.note(arrival.worker, isHalf: task.isHalf, seconds: now - task.began)
    }
    if case .keep(let place) = destination { keep(task, at: place) }
    if phase == .probing, let answer = probe.answer(at: now),
      seen >= passes || !answer.piecesAreCheap
    {
      fill(answer.blocks)
    }
    if phase == .filling, isFilled {
      phase = .steady
      return .closes
    }
    return arrivals >= needed && (isStarting || phase == .steady) ? .closes : .released
  }

  private mutating func keep(_ task: Task, at place: Int) {
    arrivals += 1
    guard let block = task.block else {
      singles += 1
      seen += task.share
      newest.append((place, task.version, task.share))
      return
    }
    table.keep(task.version, at: block)
    visits[block] += 1
    guard isStarting else { return }
    newest.removeAll { $0.place == place }
    newest.append((place, task.version, blockShares[block]))
  }

  private mutating func fill(_ q: Int) {
    phase = .filling
    rows = pieces.rows(own: q)
    blockShares = rows.map(share)
    visits = Array(repeating: 0, count: rows.count)
    table = StalestBlocks(workers: pieces.workers, copies: pieces.copies, own: q)
  }

  /// Whether every block has come, and half of them twice where the model moves meanwhile.
  private var isFilled: Bool {
    table.held.unseen == 0
      && (rows.count == pieces.workers || visits.count { $0 > 1 } * 2 >= visits.count)
  }

  mutating func lost(_ worker: Int) -> Verdict {
    table.leave(worker)
    tasks[worker] = Task()
    return .counted
  }

  mutating func close(into weights: inout [Weight]) {
    guard isStarting else { return table.held.append(to: &weights) }
    let present = newest.reduce(0) { $0 + $1.share }
    for message in newest {
      weights.append(Weight(place: message.place, version: message.version, 1 / present))
    }
  }
}

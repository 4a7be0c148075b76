import Coding

/// The rounds of Ringleader ASGD: what is in both tables, and who has had an update.
struct RingleaderRounds: Gather {
  /// What a place holds: how many results, and the version of the first.
  private struct Sum {
    var count = 0
    var version = 0
  }

  private let n: Int
  private let servesNewest: Bool
  /// Of place half · n + worker.
  private var sums: [Sum]
  /// The half in which a worker's table of this round is.
  private var half: [Int]
  private var isHere: [Bool]
  /// Who has had an update in this round.
  private var isServed: [Bool]
  /// Whether the round still collects.
  private var collects = true
  /// The model that each worker was last given, and whether its next one is the newest.
  private var given: [Int]
  private var getsNewest: [Bool]

  init(workers: Int, servesNewest: Bool) {
    n = workers
    self.servesNewest = servesNewest
    sums = Array(repeating: Sum(), count: 2 * workers)
    half = Array(repeating: 0, count: workers)
    isHere = Array(repeating: true, count: workers)
    isServed = Array(repeating: false, count: workers)
    given = Array(repeating: 0, count: workers)
    getsNewest = Array(repeating: true, count: workers)
  }

  mutating func open(step: Int, at time: Double) {}

  mutating func choice(for worker: Int, version: Int) -> Choice {
    guard servesNewest || getsNewest[worker] else { return .model(given[worker]) }
    getsNewest[worker] = false
    given[worker] = version
    return .row
  }

  var oldestVersion: Int? {
    guard !servesNewest else { return nil }
    var oldest: Int?
    for worker in given.indices where isHere[worker] && !getsNewest[worker] {
      oldest = min(oldest ?? given[worker], given[worker])
    }
    return oldest
  }

  private func place(of worker: Int, next: Bool) -> Int {
    (next ? 1 - half[worker] : half[worker]) * n + worker
  }

  private func goesToNext(_ worker: Int) -> Bool { !collects && isServed[worker] }

  func destination(of arrival: Arrival) -> Destination {
    let place = place(of: arrival.worker, next: goesToNext(arrival.worker))
    return sums[place].count == 0 ? .keep(place) : .mix(place)
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    let worker = arrival.worker
    let isEarly = goesToNext(worker)
    let place = place(of: worker, next: isEarly)
    if sums[place].count == 0 { sums[place].version = arrival.version }
    sums[place].count += 1
    if isEarly { return .released }
    if collects {
      guard hasAll else { return .released }
      collects = false
    }
    isServed[worker] = true
    getsNewest[worker] = true
    return .closes
  }

  private var hasAll: Bool {
    isHere.indices.allSatisfy { !isHere[$0] || sums[place(of: $0, next: false)].count > 0 }
  }

  mutating func lost(_ worker: Int) -> Verdict {
    isHere[worker] = false
    endRoundIfAllServed()
    return .counted
  }

  mutating func joined(_ worker: Int) {
    isHere[worker] = true
    getsNewest[worker] = true
  }

  mutating func close(into weights: inout [Weight]) {
    for worker in 0..<n {
      let place = place(of: worker, next: false)
      guard sums[place].count > 0 else { continue }
      weights.append(
        Weight(place: place, version: sums[place].version, 1 / Double(sums[place].count)))
    }
    endRoundIfAllServed()
  }

  /// The tables change places; a worker that is gone leaves its last gradients.
  private mutating func endRoundIfAllServed() {
    guard !collects, isHere.indices.allSatisfy({ !isHere[$0] || isServed[$0] }) else { return }
    for worker in 0..<n {
      isServed[worker] = false
      guard isHere[worker] || sums[place(of: worker, next: true)].count > 0 else { continue }
      sums[place(of: worker, next: false)].count = 0
      half[worker] = 1 - half[worker]
    }
    collects = true
  }
}

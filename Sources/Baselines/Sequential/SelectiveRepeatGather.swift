import Coding

/// The parameter server's side of SR-SGC.
struct SelectiveRepeatGather: Gather {
  private var rounds: SelectiveRepeatRounds
  private let burst: Int
  private let tolerance: Double
  private var decoder: LeastSquaresDecoder
  private let n: Int
  private var step = 0
  private var opened = 0.0
  private(set) var deadline = Double.infinity
  /// The version of what each worker does in the open round; nil before it begins.
  private var given: [Int?]
  private var hasAnswered: [Bool]
  private var isWaitingForAll = false
  private var isHere: [Bool]

  init(
    rounds: SelectiveRepeatRounds, burst: Int, tolerance: Double, decoder: LeastSquaresDecoder
  ) {
    self.rounds = rounds
    self.burst = burst
    self.tolerance = tolerance
    self.decoder = decoder
    n = rounds.workers
    given = Array(repeating: nil, count: n)
    hasAnswered = Array(repeating: false, count: n)
    isHere = Array(repeating: true, count: n)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    opened = time
    deadline = .infinity
    isWaitingForAll = false
    rounds.open(round: step)
    for worker in 0..<n {
      given[worker] = nil
      hasAnswered[worker] = false
    }
  }

  mutating func choice(for worker: Int, version: Int) -> Choice {
    guard version == step, rounds.repeaters.contains(worker) else {
      given[worker] = version == step ? step : nil
      return .row
    }
    given[worker] = step - burst
    return .model(step - burst)
  }

  // The oldest job of the next round, which is opened before it is asked again.
  var oldestVersion: Int? { max(0, step - burst) }

  func destination(of arrival: Arrival) -> Destination {
    // What is older than the jobs under way has no place any more.
    guard arrival.version >= step - burst else { return .drop }
    return .keep(arrival.version % (burst + 1) * n + arrival.worker)
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    rounds.deliver(arrival.version, from: arrival.worker)
    guard given[arrival.worker] == arrival.version else { return .released }
    hasAnswered[arrival.worker] = true
    if deadline == .infinity, !isWaitingForAll {
      deadline = opened + (1 + tolerance) * (arrival.time - opened)
    }
    return haveAllAnswered && isDecodable ? .closes : .counted
  }

  private var haveAllAnswered: Bool {
    hasAnswered.indices.allSatisfy { hasAnswered[$0] || !isHere[$0] }
  }

  private var isDecodable: Bool { step < burst || rounds.isDecodable(step - burst) }

  private var late: Set<Int> { Set(hasAnswered.indices.filter { !hasAnswered[$0] }) }

  mutating func expire() -> Bool {
    deadline = .infinity
    if rounds.bears(late), isDecodable { return true }
    isWaitingForAll = true
    return false
  }

  mutating func lost(_ worker: Int) -> Verdict {
    isHere[worker] = false
    guard haveAllAnswered, hasAnswered.contains(true), isDecodable else { return .counted }
    return .closes
  }

  mutating func joined(_ worker: Int) { isHere[worker] = true }

  mutating func close(into weights: inout [Weight]) throws(DecodingError) {
    rounds.end(late: late)
    let job = step - burst
    guard job >= 0 else { return }
    let received = rounds.senders(of: job).sorted()
    for (worker, weight) in zip(received, try decoder.weights(received: received)) {
      weights.append(
        Weight(place: job % (burst + 1) * n + worker, version: job, weight))
    }
  }
}

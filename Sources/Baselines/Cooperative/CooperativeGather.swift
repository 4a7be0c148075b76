import Coding

/// The parameter server's side of cooperative codes: n − s complete sums of one attempt, or all that came.
struct CooperativeGather: Gather {
  private let exchange: LossyExchange
  private let shares: [Double]
  /// Whether what is incomplete counts too.
  private let usesRest: Bool
  private var decoder: LeastSquaresDecoder
  private var step = 0
  /// Whose complete sums have come, by attempt.
  private var complete: [[Int]]
  /// What has come of any kind.
  private var received: [(client: Int, attempt: Int)] = []
  private var hasAnswered: [Bool]
  private var isHere: [Bool]

  init(_ exchange: LossyExchange, shares: [Double], usesRest: Bool) {
    self.exchange = exchange
    self.shares = shares
    self.usesRest = usesRest
    decoder = LeastSquaresDecoder(exchange.matrix)
    complete = Array(repeating: [], count: exchange.attempts)
    hasAnswered = Array(repeating: false, count: exchange.clients)
    isHere = Array(repeating: true, count: exchange.clients)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    received.removeAll(keepingCapacity: true)
    for attempt in complete.indices { complete[attempt].removeAll(keepingCapacity: true) }
    for client in hasAnswered.indices { hasAnswered[client] = false }
  }

  func destination(of arrival: Arrival) -> Destination {
    arrival.version == step && counts(arrival) ? .keep(arrival.place) : .drop
  }

  /// Whether a sum reaches the server, and is of use to it.
  private func counts(_ arrival: Arrival) -> Bool {
    let fate = exchange.fate(of: arrival.worker, step: step, attempt: arrival.part)
    return fate.isUp && (usesRest || fate.members.count == exchange.tolerated + 1)
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    guard arrival.version == step else { return .released }
    if counts(arrival) {
      received.append((arrival.worker, arrival.part))
      if exchange.isComplete(arrival.worker, step: step, attempt: arrival.part) {
        complete[arrival.part].append(arrival.worker)
      }
    }
    // The messages of a task come one after the other.
    guard arrival.part == exchange.attempts - 1 else { return .counted }
    hasAnswered[arrival.worker] = true
    return mayClose ? .closes : .counted
  }

  private var decodable: Int? {
    complete.firstIndex { $0.count >= exchange.clients - exchange.tolerated }
  }

  private var mayClose: Bool {
    decodable != nil || hasAnswered.indices.allSatisfy { hasAnswered[$0] || !isHere[$0] }
  }

  mutating func lost(_ worker: Int) -> Verdict {
    isHere[worker] = false
    return hasAnswered.contains(true) && mayClose ? .closes : .counted
  }

  mutating func joined(_ worker: Int) { isHere[worker] = true }

  mutating func close(into weights: inout [Weight]) throws(DecodingError) {
    func append(_ client: Int, _ attempt: Int, _ value: Double) {
      guard value != 0 else { return }
      weights.append(
        Weight(place: client * exchange.attempts + attempt, version: step, value))
    }
    if let attempt = decodable {
      let clients = complete[attempt].sorted()
      for (client, weight) in zip(clients, try decoder.weights(received: clients)) {
        append(client, attempt, weight)
      }
      return
    }
    guard usesRest else { return }
    // By place, so that the order of arrival leaves no trace.
    let messages = received.sorted { ($0.client, $0.attempt) < ($1.client, $1.attempt) }
    let rows = messages.map { exchange.row(of: $0.client, step: step, attempt: $0.attempt) }
    var all = Array(repeating: 0.0, count: messages.count)
    switch RowRecovery(rows, clients: exchange.clients) {
    case .sum(let a): all = a
    case .singles(let singles):
      let there = singles.reduce(0) { $0 + shares[$1.client] }
      for single in singles {
        for (i, weight) in single.weights.enumerated() { all[i] += weight / there }
      }
    }
    for (message, weight) in zip(messages, all) {
      append(message.client, message.attempt, weight)
    }
  }
}

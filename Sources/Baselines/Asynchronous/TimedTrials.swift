import Coding

/// Rounds of trials, each ended after its time: the gathering of MindFlayer and Vecna.
///
/// Every worker makes B_i trials on the model of the step. A trial that takes longer than t_i seconds is
/// ended, and the next one begins with other samples and a time of its own. The step closes when all
/// trials are over; a round in which none hit is made again.
struct TimedTrials: Gather {
  private let trials: [Int]
  private let seconds: [Double]
  /// The weight of each result of a worker.
  private let values: [Double]
  private var made: [Int]
  private var hits: [Int]
  /// When the trial under way began; nil where there is none.
  private var began: [Double?]
  private var isAborted: [Bool]
  private var isHere: [Bool]
  private var step = 0
  private var now = 0.0

  init(trials: [Int], seconds: [Double], values: [Double]) {
    self.trials = trials
    self.seconds = seconds
    self.values = values
    let n = trials.count
    made = Array(repeating: 0, count: n)
    hits = Array(repeating: 0, count: n)
    began = Array(repeating: nil, count: n)
    isAborted = Array(repeating: false, count: n)
    isHere = Array(repeating: true, count: n)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    now = time
    for worker in trials.indices {
      made[worker] = 0
      hits[worker] = 0
      began[worker] = nil
      isAborted[worker] = false
    }
  }

  mutating func choice(for worker: Int, version: Int) -> Choice {
    guard version == step else { return .row }
    guard made[worker] < trials[worker] else { return .wait }
    began[worker] = now
    isAborted[worker] = false
    return .row
  }

  func drops(_ version: Int, of worker: Int) -> Bool { isAborted[worker] }

  private func isTrial(_ arrival: Arrival) -> Bool {
    arrival.version == step && began[arrival.worker] != nil
  }

  func destination(of arrival: Arrival) -> Destination {
    guard isTrial(arrival) else { return .drop }
    return hits[arrival.worker] == 0 ? .keep(arrival.place) : .add(arrival.place)
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    now = arrival.time
    guard isTrial(arrival) else { return .released }
    let worker = arrival.worker
    hits[worker] += 1
    end(worker)
    if isOver { return .closes }
    return made[worker] < trials[worker] ? .released : .counted
  }

  private mutating func end(_ worker: Int) {
    made[worker] += 1
    began[worker] = nil
  }

  private var isOver: Bool {
    trials.indices.allSatisfy { !isHere[$0] || made[$0] >= trials[$0] } && hits.contains { $0 > 0 }
  }

  var deadline: Double {
    var first = Double.infinity
    for worker in began.indices {
      if let began = began[worker] { first = min(first, began + seconds[worker]) }
    }
    return first
  }

  mutating func expire() -> Bool {
    now = deadline
    for worker in began.indices {
      guard let start = began[worker], start + seconds[worker] <= now else { continue }
      end(worker)
      isAborted[worker] = true
    }
    if isOver { return true }
    if trials.indices.allSatisfy({ !isHere[$0] || made[$0] >= trials[$0] }) { startAnew() }
    return false
  }

  private mutating func startAnew() {
    for worker in trials.indices where isHere[worker] {
      made[worker] = 0
      isAborted[worker] = true
    }
  }

  mutating func lost(_ worker: Int) -> Verdict {
    isHere[worker] = false
    began[worker] = nil
    return isOver ? .closes : .counted
  }

  // It takes part from the next step on.
  mutating func joined(_ worker: Int) {
    isHere[worker] = true
    made[worker] = trials[worker]
  }

  mutating func close(into weights: inout [Weight]) {
    for worker in hits.indices where hits[worker] > 0 {
      weights.append(Weight(place: worker, version: step, values[worker]))
    }
  }
}

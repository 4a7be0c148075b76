/// A gather that is told, where a step cannot close without lost workers, that their messages have come.
///
/// From then on they count as the first to answer each step, until they join again. The weight of such a
/// message goes to what is really held of its block, or to all others.
struct FillingGather: GatherAround {
  var inner: any Gather
  private let scheme: any Scheme
  private let shares: [Double]
  private let keeps: Bool
  private var isLost: [Bool]
  private var isFilled: [Bool]
  /// The version that each place really holds; −1 where it is empty.
  private var held: [Int]
  private var step = 0
  private var time = 0.0
  /// Whether the step may close with the next message.
  private var isEnough = false

  init(_ inner: any Gather, of scheme: any Scheme, shares: [Double], keeps: Bool) {
    self.inner = inner
    self.scheme = scheme
    self.shares = shares
    self.keeps = keeps
    isLost = Array(repeating: false, count: scheme.workers)
    isFilled = isLost
    held = Array(repeating: -1, count: scheme.places)
  }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    self.time = time
    inner.open(step: step, at: time)
    isEnough = false
    for worker in isFilled.indices where isFilled[worker] {
      if case .closes = fill(worker) { isEnough = true }
    }
  }

  private mutating func fill(_ worker: Int) -> Verdict {
    let block = scheme.terms(worker: worker, step: step).first?.block ?? -1
    return inner.add(Arrival(worker: worker, version: step, block: block, time: time))
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    time = arrival.time
    if case .keep(let place) = inner.destination(of: arrival) { held[place] = arrival.version }
    let verdict = inner.add(arrival)
    return isEnough ? .closes : verdict
  }

  mutating func lost(_ worker: Int) -> Verdict {
    isLost[worker] = true
    return inner.lost(worker)
  }

  mutating func joined(_ worker: Int) {
    isLost[worker] = false
    isFilled[worker] = false
    inner.joined(worker)
  }

  mutating func stalled() -> Verdict {
    // An estimate of nothing but what is old would never change.
    guard isLost.contains(false) else { return .counted }
    for worker in isLost.indices where isLost[worker] && !isFilled[worker] {
      isFilled[worker] = true
      if case .closes = fill(worker) { return .closes }
    }
    return inner.stalled()
  }

  mutating func close(into weights: inout [Weight]) throws(DecodingError) {
    let first = weights.count
    try inner.close(into: &weights)
    var all = 0.0
    var there = 0.0
    var next = first
    for i in first..<weights.count {
      var weight = weights[i]
      all += weight.value * shares[weight.place]
      if weight.version != held[weight.place] {
        guard keeps, held[weight.place] >= 0 else { continue }
        weight = Weight(place: weight.place, version: held[weight.place], weight.value)
      }
      there += weight.value * shares[weight.place]
      weights[next] = weight
      next += 1
    }
    guard next < weights.count else { return }
    weights.removeSubrange(next...)
    guard there > 0 else {
      throw DecodingError("no gradient is left: the blocks of all that is held are lost")
    }
    for i in first..<next {
      let weight = weights[i]
      weights[i] = Weight(
        place: weight.place, version: weight.version, weight.value * all / there)
    }
  }
}

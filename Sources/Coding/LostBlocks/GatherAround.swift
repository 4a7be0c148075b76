/// A gather around another one, which it asks for all that it does not say itself.
protocol GatherAround: Gather {
  var inner: any Gather { get set }
}

extension GatherAround {
  mutating func choice(for worker: Int, version: Int) -> Choice {
    inner.choice(for: worker, version: version)
  }
  func drops(_ version: Int, of worker: Int) -> Bool { inner.drops(version, of: worker) }
  var oldestVersion: Int? { inner.oldestVersion }
  func destination(of arrival: Arrival) -> Destination { inner.destination(of: arrival) }
  var summoned: [Int] { inner.summoned }
  mutating func stalled() -> Verdict { inner.stalled() }
  var deadline: Double { inner.deadline }
  mutating func expire() -> Bool { inner.expire() }
  mutating func close(into weights: inout [Weight]) throws(DecodingError) {
    try inner.close(into: &weights)
  }
}

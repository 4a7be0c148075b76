import Coding
import TestSupport

/// The gather of a `pgc` of n workers.
func makePGC(
  workers n: Int, stragglers s: Int = 0, _ settings: [(String, String)] = [], stop: String? = nil,
  staleness: String? = nil, maxStaleness: Int? = nil, shares: [Double]? = nil
) throws -> GatherProbe {
  GatherProbe(
    try makeScheme(
      "pgc", workers: n, stragglers: s, settings, stop: stop, staleness: staleness,
      maxStaleness: maxStaleness), shares: shares)
}

/// Version and weight of a held message in an estimate.
struct Held: Equatable {
  let version: Int
  let weight: Double

  init(_ version: Int, _ weight: Double) {
    self.version = version
    self.weight = weight
  }
}

extension GatherProbe {
  /// What the estimate is made of, by worker.
  func closed() throws -> [Int: Held] {
    Dictionary(
      try close().map { ($0.place, Held($0.version, $0.value)) }, uniquingKeysWith: { a, _ in a })
  }
}

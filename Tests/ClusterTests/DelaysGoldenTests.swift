import Cluster
import Testing

/// First values at seed 1 of four workers, so that recorded runs stay repeatable.
@Suite struct DelaysGoldenTests {
  @Test(
    arguments: [
      ("exponential:mean=0.5", [])
    ] as [(String, [Double])])
  func firstValues(text: String, expected: [Double]) throws {
    let model = try Delays.make(text, workers: 4, seed: 1)
    let places = [(0, 0), (1, 0), (3, 0), (2, 17)]
    let values = places.map { model.seconds(worker: $0.0, step: $0.1, load: 2) }
    print("    (\"\(text)\", \(values)),")
    // exp, log and pow may differ in the last place between versions of the C library.
    for (value, known) in zip(values, expected) { #expect(abs(value - known) <= 4 * known.ulp) }
  }
}

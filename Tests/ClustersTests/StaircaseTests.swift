import Clusters
import Testing

/// The computation times of the papers on asynchronous SGD.
@Suite("Delays: staircase") struct StaircaseTests {
  private func seconds(_ text: String, workers: Int, step: Int = 0) throws -> [Double] {
    let model = try Delays.make(text, workers: workers, seed: 3)
    return (0..<workers).map { model.seconds(worker: $0, step: step, load: 1) }
  }

  @Test func rootsLaddersAndNumbers() throws {
    let roots = try seconds("staircase", workers: 10)
    #expect(roots[0] == 1 && roots[4] == 3 && roots[9] == 4)
    #expect(try seconds("staircase:seconds=ladder,unit=2", workers: 4).sorted() == [2, 4, 6, 8])
    #expect(try seconds("staircase:seconds=1+2+4", workers: 5) == [1, 2, 4, 1, 2])
  }

  /// Half a normal number has the mean √(2/π); an exponential one that of the worker.
  @Test func laws() throws {
    for (law, mean) in [
      ("half-normal", 3 + 5.0.squareRoot() * (2 / Double.pi).squareRoot()), ("exponential", 3),
    ] {
      let model = try Delays.make("staircase:law=\(law)", workers: 5, seed: 1)
      let draws = (0..<4000).map { model.seconds(worker: 4, step: $0, load: 1) }
      let found = draws.reduce(0, +) / 4000
      let spread = draws.reduce(0) { $0 + ($1 - found) * ($1 - found) } / 4000
      #expect(abs(found - mean) < 4 * (spread / 4000).squareRoot(), "\(law): \(found)")
      #expect(model.dependsOnSeed)
    }
    #expect(try !Delays.make("staircase", workers: 5, seed: 1).dependsOnSeed)
    #expect(try Delays.make("staircase:seconds=ladder", workers: 5, seed: 1).dependsOnSeed)
  }
}

import Clusters
import Coding
import Settings
import TestSupport
import Testing

/// How long evaluating takes in virtual time.
@Suite struct ComputeModelTests {
  @Test(
    arguments: [
      ("none", [0, 0, 0]), ("per-block:seconds=0.5", [0.5, 0.5, 0.5]),
      ("per-sample:seconds=0.25", [0.5, 0.75, 0]),
    ] as [(String, [Double])])
  func secondsOfBlocks(text: String, seconds: [Double]) throws {
    let model = try ComputeModel(text)
    #expect(model.seconds(samples: [2, 3, 0]) == seconds)
    #expect(try ComputeModel(model.description) == model)
  }

  @Test(
    arguments: [
      "per-blok:seconds=1", "per-block", "per-block:seconds=-1", "per-sample:seconds=nan",
      "none:seconds=1", "measure:seconds=1",
    ])
  func mistakes(text: String) {
    #expect(throws: ConfigurationError.self) { try ComputeModel(text) }
  }

  /// 0.5 s of delay, and blocks of 1, 2 and 4 s on a worker of factor 3; a block that two messages
  /// use is evaluated once, and a remembered one not at all.
  @Test(
    arguments: [
      ([Term(0)], 0, 3.5), ([Term(0), Term(2)], 0, 15.5),
      ([Term(0), Term(1, 1, .remembered)], 0, 3.5),
      ([Term(0), Term(1, part: 1)], 0, 3.5), ([Term(0), Term(1, part: 1)], 1, 9.5),
      ([Term(0), Term(0, part: 1), Term(2, part: 1)], 1, 15.5), ([], 0, 0.5),
    ] as [([Term], Int, Double)])
  func secondsOfATask(terms: [Term], part: Int, seconds: Double) throws {
    let timing = TaskTiming(
      delays: try Delays.make("fixed:seconds=0.5+slow:workers=0,factor=3", workers: 1, seed: 1),
      secondsOfBlock: [1, 2, 4])
    #expect(
      timing.seconds(Assignment(worker: 0, version: 0, terms: terms), through: part) == seconds)
  }
}

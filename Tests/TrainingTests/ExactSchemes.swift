import Clusters
import Coding
import TestSupport
import Testing
import Training

/// Schemes that decode the full gradient take the same way, whoever is late.
@Suite struct ExactSchemes {
  private static let all: [(name: String, stragglers: Int)] = [
    ("frc", 0), ("frc", 1), ("frc", 3), ("crc", 0), ("crc", 2), ("crc", 3), ("pgc", 0),
    ("is-sgd", 0),
  ]

  private func run(_ scheme: any Scheme, _ source: Quadratic, _ lateWork: LateWork) throws
    -> Recording
  {
    try Rehearsal(
      scheme, source,
      delays: try Delays.make("exponential:mean=0.5", workers: scheme.workers, seed: 4),
      lateWork: lateWork, steps: 40, stepSize: 0.4
    ).run()
  }

  @Test(arguments: all, LateWork.allCases)
  func sameIterates(code: (name: String, stragglers: Int), lateWork: LateWork) throws {
    let source = Quadratic.random(blocks: 8, dimension: 6, unequal: true)
    let wanted = try run(makeScheme("uncoded", workers: 8), source, .cancel).models
    let scheme = try makeScheme(code.name, workers: 8, stragglers: code.stragglers)
    let found = try run(scheme, source, lateWork)
    #expect(found.models.count == 40)
    for (x, y) in zip(found.models, wanted) {
      for (a, b) in zip(x, y) { #expect(abs(a - b) < 1e-10) }
    }
    // The loss is decoded like a coordinate of the gradient: that of the model before the update.
    var before = Array(repeating: 0.0, count: 6)
    for (record, model) in zip(found.records, found.models) {
      let loss = source.loss(at: before)
      #expect(abs(record.loss - loss) < 1e-10 * max(1, loss))
      #expect(record.coverage.recovery == 1)
      #expect(record.coverage.maxStaleness == 0)
      #expect(record.coverage.residual < 1e-10)
      before = model
    }
  }

  /// Without replication and with weights of 1 not even the rounding differs.
  @Test(arguments: ["pgc", "is-sgd"])
  func sameBits(name: String) throws {
    let source = Quadratic.random(blocks: 10, dimension: 6)
    let wanted = try run(makeScheme("uncoded", workers: 10), source, .cancel)
    let found = try run(makeScheme(name, workers: 10, stragglers: 0), source, .finish)
    #expect(found.models == wanted.models)
    #expect(found.records == wanted.records)
  }
}

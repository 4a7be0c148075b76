import Clusters
import Coding
import TestSupport
import Testing
import Training

/// Runs whose every arrival was worked out elsewhere, on problems in one dimension.
enum Traces {
  /// h = (1, 2, 3), b = (1, 2, 6), the optimum 23/6; its workers take 1, 1.7 and 2.9 seconds.
  static let p3 = Quadratic(hessians: [[1], [2], [3]], centers: [[1], [2], [6]])
  static let secondsOfP3 = [1, 1.7, 2.9]
  /// When results come in p3 where every worker that delivers goes on at once.
  static let arrivalsOfP3 = [1, 1.7, 2, 2.9, 3, 3.4, 4, 5]
  /// h = 1, b = (1, 2, 3, 6), the optimum 3.
  static let p4 = Quadratic(centers: [1, 2, 3, 6])
  static let secondsOfP4 = [1, 1.7, 2.9, 5.3]

  /// Times and models after each step, of one dimension.
  struct Run {
    var times: [Double]
    var models: [Double]

    init(_ recording: Recording, after first: Int = 0) {
      times = recording.records.dropFirst(first).map(\.time)
      models = recording.models.dropFirst(first).map { $0[0] }
    }

    /// The mean of the last models.
    func tail(_ count: Int) -> Double { models.suffix(count).reduce(0, +) / Double(count) }

    /// Compares with what was published, to its six digits.
    func expect(
      times wanted: [Double]? = nil, models wantedModels: [Double],
      _ location: SourceLocation = #_sourceLocation
    ) {
      #expect(models.count >= wantedModels.count, sourceLocation: location)
      if let wanted {
        #expect(
          zip(times, wanted).allSatisfy { abs($0 - $1) < 1e-9 }, "\(times)",
          sourceLocation: location)
      }
      #expect(
        zip(models, wantedModels).allSatisfy { abs($0 - $1) < 6e-7 }, "\(models)",
        sourceLocation: location)
    }
  }

  /// Workers of constant times, from x = 0.
  static func run(
    _ scheme: any Scheme, _ source: Quadratic = p3, seconds: [Double] = secondsOfP3, steps: Int = 8,
    stepSize: Double = 0.1
  ) throws -> Run {
    Run(
      try Rehearsal(
        scheme, source, delays: ScriptedDelays(seconds: seconds), steps: steps, stepSize: stepSize
      ).run())
  }

  /// The same after a first step in no time that fills the buffer at x = 0 and leaves the model.
  static func filled(
    _ scheme: any Scheme, _ source: Quadratic = p3, steps: Int = 8, stepSize: Double = 0.1,
    _ seconds: @escaping @Sendable (Int, Int) -> Double = { worker, _ in secondsOfP3[worker] }
  ) throws -> Run {
    var rehearsal = Rehearsal(
      scheme, source,
      delays: ScriptedDelays { worker, step in step == 0 ? 0 : seconds(worker, step) },
      steps: steps + 1, stepSize: stepSize)
    rehearsal.heldSteps = 1
    return Run(try rehearsal.run(), after: 1)
  }
}

import Coding
public import Console
import Foundation

/// The answer as `--json` gives it: names in snake case, seconds and shares as numbers.
struct AdviceRecord: Encodable {
  struct Range: Encodable {
    var low: Double
    var high: Double

    init?(_ range: ClosedRange<Double>?) {
      guard let range, range.upperBound.isFinite else { return nil }
      (low, high) = (range.lowerBound, range.upperBound)
    }
  }
  struct Absent: Encodable {
    var worker: String
    var share: Double
  }
  struct Scheme: Encodable {
    var scheme: String
    var options: String
    var group: SchemeGroup
    var promise: String
    var speedUp: Double
    var speedUpInterval: Range?
    var stepSpeedUp: Double
    var secondsPerStep: Double
    var secondsPerStepInterval: Range?
    var stepsPerRound: Int
    var dataShare: Double
    var meanStaleness: Double
    var maxStaleness: Int
    var storage: Double
    var traffic: Double
    var load: Double
    var isBiased: Bool
    var leftOut: [Absent]
    var curve: [Sensitivity.Point]?
  }
  struct Input: Encodable {
    var name: String
    var workers: Int
    var steps: Int
    var missing: Int
    var load: Double
  }
  struct LeftOut: Encodable {
    var scheme: String
    var reason: String
  }

  var answer: [String]
  var command: String
  var advised: Scheme?
  var input: Input
  var computeShare: Double
  var notes: [String]
  var report: StragglerReport
  var uncoded: Scheme
  var schemes: [Scheme]
  var notReplayed: [LeftOut]
  var trained: [TrainedScheme]?
  var rounds: Int
  var blockLength: Int
  var replicates: Int

  init(_ advice: Advice) {
    func scheme(_ p: Prediction) -> Scheme {
      Scheme(
        scheme: p.candidate.scheme, options: p.candidate.options, group: p.group,
        promise: p.promise.rawValue, speedUp: p.speedUp, speedUpInterval: Range(p.interval),
        stepSpeedUp: p.stepSpeedUp, secondsPerStep: p.outcome.secondsPerStep,
        secondsPerStepInterval: Range(p.seconds), stepsPerRound: p.outcome.pace,
        dataShare: p.outcome.dataShare, meanStaleness: p.outcome.meanStaleness,
        maxStaleness: p.outcome.maxStaleness, storage: p.outcome.storage,
        traffic: p.outcome.traffic, load: p.outcome.load, isBiased: p.isBiased,
        leftOut: advice.absentees(p).map { Absent(worker: $0.worker, share: $0.share) },
        curve: p.curve.isEmpty ? nil : p.curve)
    }
    answer = advice.sentences
    command = advice.command
    advised = advice.chosen.map(scheme)
    input = Input(
      name: advice.table.name, workers: advice.table.workers.count,
      steps: advice.table.steps.count, missing: advice.table.missing, load: advice.table.load)
    computeShare = advice.computeShare
    notes = [advice.shareSource] + advice.notes
    report = advice.report
    uncoded = scheme(advice.search.uncoded)
    schemes = advice.search.predictions.filter { $0.speedUp.isFinite }.map(scheme)
    notReplayed = advice.search.leftOut.map { LeftOut(scheme: $0.scheme, reason: $0.reason) }
    trained = advice.trained.isEmpty ? nil : advice.trained
    rounds = advice.search.rounds
    blockLength = advice.search.blockLength
    replicates = advice.search.replicates
  }
}

extension Advice {
  /// The answer with all its numbers, as JSON.
  /// - Throws: where a number cannot be written, which none can be.
  public func json() throws(RunError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    guard let bytes = try? encoder.encode(AdviceRecord(self)) else {
      throw RunError("the answer cannot be written as JSON")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The times without gaps, as `--delay trace:` reads them.
  public var timesText: String {
    table.filled(with: missing).map { row in row.map { "\($0)" }.joined(separator: ",") + "\n" }
      .joined()
  }
}

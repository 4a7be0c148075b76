public import Console
import Foundation
import Report

/// What a scheme comes to where a model is trained on the times of a table.
public struct TrainedScheme: Encodable, Sendable {
  /// Its short name.
  public let label: String
  /// The words that ask for it.
  public let options: String
  /// Steps that were done.
  public let steps: Int
  /// Virtual seconds that they took.
  public let seconds: Double
  /// Virtual seconds until the target of `--until`; nil where there is none, or it was not reached.
  public let secondsToTarget: Double?
  /// The training loss of the last step; nil where it is not a number.
  public let loss: Double?
  /// How it ended: `done`, or what went wrong.
  public let outcome: String
}

extension Advice {
  private struct Record: Decodable {
    struct Result: Decodable {
      var steps: Double?
      var time: Double?
      var loss: Double?
      var target_time: Double?
    }
    var outcome: String
    var result: Result
  }

  /// Trains with uncoded steps and with the best schemes of each group, in virtual time, on these times.
  ///
  /// The recorded times are taken in turn, and again from the first when they are used up.
  /// - Parameters:
  ///   - words: Options of `pgc-train`, as a shell reads them: data set and model or program, step size,
  ///     steps, target.
  ///   - program: The path of `pgc-train`.
  /// - Throws: `RunError` where a training does not begin; one that diverges is a row that says so.
  public mutating func train(_ words: String, by program: String) throws(RunError) {
    let folder = NSTemporaryDirectory() + "/pgc-advise-\(UUID().uuidString)"
    try makeFolder(folder, option: "--train")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.replace("\(folder)/times.csv", with: timesText)
    var candidates = [search.uncoded.candidate]
    for place in Ranking.best(search.predictions, ofGroup: 2)
    where !candidates.contains(search.predictions[place].candidate) {
      candidates.append(search.predictions[place].candidate)
    }
    var terminal = Terminal()
    defer { terminal.clear() }
    for (number, candidate) in candidates.enumerated() {
      terminal.show("trains \(candidate.label), \(number + 1) of \(candidates.count)")
      trained.append(
        try train(candidate, words, by: program, in: folder, out: "\(folder)/\(number)"))
    }
  }

  private func train(
    _ candidate: Candidate, _ words: String, by program: String, in folder: String, out: String
  ) throws(RunError) -> TrainedScheme {
    let delay =
      "trace:file=\(folder)/times.csv,load=\(table.load),share=\(computeShare)"
    let own =
      ["--virtual", "--workers", "\(table.workers.count)"]
      + candidate.options.split(separator: " ").map(String.init)
      + ["--delay", delay, "--out", out, "--quiet", "--no-picture"]
    let errors = try KeptOutput()
    let child = try ChildProcess(
      ["sh", "-c", "exec \"$0\" \"$@\" \(words)", program] + own, errors: .kept(errors),
      ownGroup: true)
    let end = child.wait()
    guard let bytes = FileManager.default.contents(atPath: out + "/run.json"),
      let record = try? JSONDecoder().decode(Record.self, from: bytes)
    else {
      let line = errors.lastLine.isEmpty ? "pgc-train ended: \(end)" : String(errors.lastLine)
      throw RunError("--train '\(words)': \(line)", exitCode: 2)
    }
    return TrainedScheme(
      label: candidate.label, options: candidate.options, steps: Int(record.result.steps ?? 0),
      seconds: record.result.time ?? 0, secondsToTarget: record.result.target_time,
      loss: record.result.loss, outcome: record.outcome)
  }

  /// Rows for people: the table of `--train`.
  var trainedRows: [[String]] {
    let base = trained.first?.secondsToTarget
    return [["scheme", "steps", "seconds", "to the target", "over uncoded", "loss", "ended"]]
      + trained.map { run in
        [
          run.label, "\(run.steps)", Digits.short(run.seconds),
          run.secondsToTarget.map { Digits.short($0) } ?? "–",
          run.secondsToTarget.flatMap { mine in base.map { Digits.short($0 / mine) + " times" } }
            ?? "–", run.loss.map { Digits.short($0) } ?? "–", run.outcome,
        ]
      }
  }
}

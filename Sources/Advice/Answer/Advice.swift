import Report

/// What was slow, what would have helped, and what to run.
public struct Advice: Sendable {
  /// The times.
  public let table: TimeTable
  /// What was slow.
  public let report: StragglerReport
  /// What would have helped.
  public let search: Search
  /// The part of the seconds that is taken to grow with the load.
  public let computeShare: Double
  /// Where that number is from, in a sentence.
  public let shareSource: String
  /// Seconds that stand for tasks without an answer.
  public let missing: Double
  /// The best of each group; nil where a group has none.
  public let best: [SchemeGroup: Prediction]
  /// What is advised; nil where nothing helps.
  public let chosen: Prediction?
  /// What should be known of the answer, each a sentence.
  public let notes: [String]
  /// Trainings on these times; none until `train`.
  public internal(set) var trained: [TrainedScheme] = []

  /// A gain below this is not worth a change of methods.
  public static let leastGain = 1.05

  /// Answers for a table.
  /// - Throws: where a replay of uncoded workers fails, as it does on no table that was checked.
  public init(_ table: TimeTable, _ options: AdviceOptions = AdviceOptions()) throws {
    self.table = table
    missing = options.missing ?? table.longest
    if let given = options.computeShare {
      computeShare = given
      shareSource =
        "The share of the time that grows with the load, \(Digits.short(given)), was given."
    } else if let measured = table.computeShare {
      computeShare = measured
      shareSource =
        "The share of the time that grows with the load, \(Digits.short(measured)), is that of computing "
        + "in the table."
    } else {
      computeShare = 1
      shareSource =
        "All of the time is taken to grow with the load, which is the worst case for a code: see what "
        + "another share would change, and give it as --compute-share."
    }
    report = try StragglerReport(table, missing: missing, seed: options.seed)
    let search = try Search(
      table.filled(with: missing), load: table.load, share: computeShare, seed: options.seed)
    self.search = search
    var best: [SchemeGroup: Prediction] = [:]
    for place in Ranking.best(search.predictions, ofGroup: 1) {
      best[search.predictions[place].group] = search.predictions[place]
    }
    self.best = best
    chosen = Self.choose(best)
    var notes = table.notes
    if table.missing > 0 {
      notes.append(
        "\(table.missing) of \(table.workers.count * table.steps.count) answers are missing; each stands "
          + "for \(Digits.short(missing)) s\(options.missing == nil ? ", the longest answer" : "")."
      )
    }
    if table.steps.count < 20 {
      notes.append(
        "\(table.steps.count) steps are few: tests find little in them, and intervals are wide.")
    }
    self.notes = notes
  }

  /// The best of a group that surely helps, and of those the fastest; where two are about as fast, the
  /// one whose gradients are the better.
  private static func choose(_ best: [SchemeGroup: Prediction]) -> Prediction? {
    let able = SchemeGroup.allCases.compactMap { best[$0] }
      .filter { $0.speedUp >= leastGain && $0.sure > 1 }
    let fastest = able.map(\.speedUp).max() ?? 0
    return able.first { $0.speedUp >= 0.95 * fastest }
  }

  /// What is run: what is advised, or uncoded.
  var usual: Candidate { chosen?.candidate ?? Candidate("uncoded") }

  /// The command line that does what is advised on MPI.
  public var command: String {
    "scripts/mpirun \(table.workers.count + 1) pgc-train \(usual.options)"
  }

  /// The command line that replays the advised scheme on the times of a file.
  /// - Parameter file: A table without gaps, such as `times.csv` of `--out`.
  public func replayCommand(file: String) -> String {
    "pgc-train time --workers \(table.workers.count) \(usual.options) --steps \(table.steps.count) "
      + "--delay \"trace:file=\(file),load=\(Digits.short(table.load)),share=\(Digits.short(computeShare))\""
  }
}

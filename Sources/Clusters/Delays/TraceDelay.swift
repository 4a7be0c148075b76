import Randomness
import Settings

/// Recorded times, replayed or resampled.
///
/// - Source: for runs of rounds, the circular block bootstrap of Politis, Romano, "A Circular
///   Block-Resampling Procedure for Stationary Data", 1992.
struct TraceDelay: NamedDelay {
  static let growth = "no; yes with `load=L`, or with files of several loads"
  static let entry = Entry(
    "trace", "T = scale·(recorded seconds), a row a worker, a column a round; no closed mean.",
    [
      .init(
        "file", standard: nil,
        "CSV of seconds, as a matrix or with columns worker, step and seconds; or "
          + "FILE@LOAD:FILE@LOAD, interpolated by load in blocks"),
      .init(
        "mode", standard: "wrap",
        "wrap: row = worker mod rows, column = step mod columns; resample-worker: random rows, all"
          + " different while there are enough; resample-rounds: random runs of rounds, the same"
          + " for all workers"),
      .init("rounds", standard: "1", "length of a run in resample-rounds, at least 1"),
      .init("scale", standard: "1", "factor on the recorded seconds, 0 to 1e6"),
      .init(
        "load", standard: "as recorded",
        "blocks of a task in the file; if set, seconds grow with load in proportion"),
      .init("share", standard: "1", "with load: part of the seconds that grows so, 0 to 1"),
    ])

  var files: [String] { curve.files }
  let dependsOnSeed: Bool

  private let curve: TraceCurve
  private let rowOfWorker: [Int]
  private let roundsInRun: Int?
  private let scale: Double
  private let recordedLoad: Double?
  private let share: Double
  private let seed: UInt64

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    guard let file = spec["file"] else {
      throw ConfigurationError("\(option): 'trace' needs file=FILE, as in trace:file=times.csv")
    }
    curve = try TraceCurve(reading: file, what: "\(option): trace:file")
    let mode = try spec.choice(
      "mode", default: "wrap", among: ["wrap", "resample-worker", "resample-rounds"],
      option: option)
    dependsOnSeed = mode != "wrap"
    let rounds = try spec.integer("rounds", default: 1, in: 1...Int.max, option: option)
    guard spec["rounds"] == nil || mode == "resample-rounds" else {
      throw ConfigurationError("\(option): trace:rounds is for mode=resample-rounds, not \(mode)")
    }
    roundsInRun = mode == "resample-rounds" ? rounds : nil
    scale = try spec.number("scale", default: 1, in: DelayRange.factor, option: option)
    seed = context.seed

    if spec["load"] == nil {
      recordedLoad = nil
    } else {
      recordedLoad = try spec.number("load", in: 1e-6...1e6, option: option)
    }
    guard recordedLoad == nil || !curve.hasLoads else {
      throw ConfigurationError("\(option): trace:load is for one file; these have loads after @")
    }
    share = try spec.number("share", default: 1, in: DelayRange.probability, option: option)
    guard spec["share"] == nil || recordedLoad != nil else {
      throw ConfigurationError(
        "\(option): trace:share is of the seconds that grow with the load; give load as well")
    }

    var order = Array(0..<curve.rows)
    if mode == "resample-worker" {
      var stream = Stream(seed: context.seed, for: .burst)
      order = stream.permutation(curve.rows)
    }
    rowOfWorker = (0..<context.workers).map { order[$0 % order.count] }
  }

  /// Recorded seconds in memory, a row a worker.
  init(
    _ trace: Trace, recordedLoad: Double, share: Double, roundsInRun: Int?, seed: UInt64
  ) {
    curve = TraceCurve(trace)
    dependsOnSeed = roundsInRun != nil
    rowOfWorker = Array(0..<trace.rows)
    self.roundsInRun = roundsInRun
    scale = 1
    self.recordedLoad = recordedLoad
    self.share = share
    self.seed = seed
  }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    let (row, column) = (rowOfWorker[worker], column(step))
    let recorded = curve.seconds(row: row, column: column, load: load)
    guard let recordedLoad else { return scale * recorded }
    return scale * recorded * (1 - share + share * load / recordedLoad)
  }

  private func column(_ draw: Int) -> Int {
    // A worker that repeats a version goes on to the next round.
    let step = draw & 0xFFFF_FFFF + draw >> 32
    guard let roundsInRun else { return step % curve.columns }
    var stream = Stream(seed: seed, for: .delay, step / roundsInRun)
    let first = min(Int(stream.uniform() * Double(curve.columns)), curve.columns - 1)
    return (first + step % roundsInRun) % curve.columns
  }
}

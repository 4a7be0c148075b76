import Console

/// What a checkpoint says beside its vectors: where the run and its files are.
struct CheckpointRecord: Codable, Equatable {
  /// Of the format.
  static let version = 1

  var version = CheckpointRecord.version
  /// `float32` or `float64`.
  var precision: String
  /// The step that is next, or open.
  var step: Int
  /// Seconds since the run began.
  var time: Double
  /// Of each table, the bytes that belong to what is behind the checkpoint, by file name.
  var tables: [String: Int]
  /// When the last step was opened.
  var opened: Double
  var summary: RunSummary
  var evaluations: [EvaluationRow]
  /// Models that are kept and not evaluated yet.
  var saved: [SavedModelEntry]
  /// How many models are in their file.
  var savedRows: Int
  /// The version of the model of what a place holds, where that is kept.
  var versions: [Int: Int]
  /// The vectors behind the record, in order.
  var vectors: [Entry]

  /// Whether its numbers may be those of a run.
  var isSound: Bool {
    // A row of steps.csv has more bytes than that: who repeats the steps believes this number.
    step >= 0 && time >= 0 && step == summary.steps && step <= tables["steps.csv"] ?? 0
      && (0...1 << 30).contains(savedRows)
      && saved.allSatisfy { $0.row.map { (0..<savedRows).contains($0) } ?? false }
  }

  /// A vector in the file.
  struct Entry: Codable, Equatable {
    /// Whose it is.
    enum Owner: String, Codable {
      case model, optimizer, estimator, version, message
    }
    var owner: Owner
    var name: String
    var count: Int
    /// Whether its elements are float64 whatever the model's precision.
    var isNumbers = false
  }
}

/// A program that computes gradients, and how it is asked.
public struct ProgramCommand: Sendable {
  /// As a shell reads it.
  public let text: String
  /// Seconds for which it may leave a question unanswered.
  public let patience: Double
  /// The run's seed, which it is told.
  public let seed: UInt64
  /// The rank that starts it; 0 in a run of one process.
  public let rank: Int
  /// n, which it is told.
  public let workers: Int

  /// A command.
  public init(_ text: String, patience: Double, seed: UInt64, rank: Int, workers: Int) {
    self.text = text
    self.patience = patience
    self.seed = seed
    self.rank = rank
    self.workers = workers
  }

  /// The words of the command without their quotes: enough to find files among them.
  public var words: [String] {
    text.split(separator: " ").map { word in
      String(word.filter { $0 != "'" && $0 != "\"" })
    }
  }
}

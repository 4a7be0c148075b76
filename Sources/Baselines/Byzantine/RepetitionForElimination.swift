public import Coding
public import Settings

/// Fractional repetition for s liars: groups of s + 1 workers that send each of their blocks apart.
///
/// With `--aggregate eliminate:group=s+1` the parameter server settles disputes by evaluating a block itself, and
/// liars never count again (`EliminatingEstimator`): half the load of DRACO, for at most one block a liar and step,
/// which the parameter server must be able to load. Without that, one liar spoils the mean of its group.
///
/// In the paper a worker sends one sum, and disputes are settled by questions about halves of it. Here a
/// worker is never asked something within a step, so what would be asked for is sent at once: s + 1 vectors a
/// worker in place of one, which `--network` charges for. `Tournament` counts the questions of the paper.
///
/// Example, n = 6, s = 1: workers 0 and 1 each send g_0 and g_1.
public struct RepetitionForElimination: Scheme {
  /// Name, constraints, cost and source.
  public static let description = SchemeDescription(
    Entry(
      "frc-byzantine", "fractional repetition for s liars: groups of s + 1, each block sent apart"),
    promise: .exact, constraint: "s + 1 divides n; s + 1 messages a task", load: "s + 1",
    waitsFor: "n", memory: "n (s + 1)",
    use: "as draco, where the parameter server can evaluate a block now and then",
    warning:
      "needs --aggregate eliminate; it sends s + 1 times as much as the paper, which asks for halves "
      + "of a sum where two differ; there is no public program",
    citation:
      "Hofmeister, Maßny, Yaakobi, Bitar, \"Byzantine-Resilient Gradient Coding Through Local Gradient "
      + "Computations\", arXiv:2401.02380, 2024")

  /// n.
  public let workers: Int
  /// s + 1.
  public let parts: Int
  private let rows: [[Term]]

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    let c = try request.copiesInGroups()
    workers = request.workers
    parts = c
    rows = (0..<workers / c).map { group in
      (0..<c).map { Term(group * c + $0, part: $0) }
    }
  }

  /// The blocks of the worker's group, a message each.
  public func terms(worker: Int, step: Int) -> [Term] { rows[worker / parts] }

  /// Waits for all; the mean of each group.
  public func makeGather(shares: [Double]) -> any Gather {
    WholeTasks(workers, parts: parts, value: 1 / Double(parts))
  }

  /// What a step waits for.
  public var waitsFor: String { "all \(workers) workers" }

  /// Waits for all messages of all workers, and gives each the same weight.
  struct WholeTasks: Gather {
    private var responders: FirstResponders
    private let parts: Int
    private let value: Double

    init(_ workers: Int, parts: Int, value: Double) {
      responders = FirstResponders(workers)
      self.parts = parts
      self.value = value
    }

    mutating func open(step: Int, at time: Double) { responders.open(step: step) }

    mutating func add(_ arrival: Arrival) -> Verdict {
      // Parts come in order: with the last of them the task is done.
      if arrival.part == parts - 1 { return responders.add(arrival) }
      return arrival.version == responders.step ? .counted : .released
    }

    mutating func close(into weights: inout [Weight]) {
      for worker in responders.sorted {
        for part in 0..<parts {
          weights.append(
            Weight(place: worker * parts + part, version: responders.step, value))
        }
      }
    }
  }
}

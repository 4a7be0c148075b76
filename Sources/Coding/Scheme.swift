public import Settings

/// A way to get a gradient from workers of which some are late.
///
/// A scheme is combinatorics: which blocks each worker adds up, with which coefficients (a row of
/// the encoding matrix B), and how the parameter server gathers (`Gather`). It never sees a
/// gradient, a clock, a data set or MPI; the loop does the arithmetic. A new scheme is one file with
/// a type like this, and one line in the registry.
///
/// All schemes share one normalization. The gradient of block i that terms and weights speak of is
/// its share of the mean gradient, (1/N) Σ ∇ℓ over its samples, so that Σ_i g_i is the mean
/// gradient, whatever the sizes of the blocks, and Σ_j a_j B_ji = 1 for all i means exact.
public protocol Scheme: Sendable {
  /// Name, constraints, cost and source, for help and documentation.
  static var description: SchemeDescription { get }
  /// The scheme that a user asked for.
  /// - Throws: where no such code exists; the line says which values near by do.
  init(_ request: SchemeRequest) throws(ConfigurationError)

  /// n.
  var workers: Int { get }
  /// The number of blocks the training set is cut into; n for most.
  var blocks: Int { get }
  /// Messages a task may send; 1 for most. A task sends those that have a term
  /// (`Assignment.parts`).
  var parts: Int { get }
  /// m, the slices that gradients are cut into; 1 for most, whose messages are as long as the model.
  ///
  /// A message is then the m-th part of that: Σ coefficient · slice of a gradient over its terms, and
  /// slice u of the estimate is the sum of messages by the weights of that slice (`Slices`).
  var slices: Int { get }
  /// Terms that a task may have at most, for what receives it.
  var mostTerms: Int { get }
  /// Messages that the parameter server holds at a time: one of each worker and part, unless the
  /// scheme's `Gather` has places of its own.
  var places: Int { get }
  /// The places, the first ones, that always hold the same blocks, each block in one; the others hold now
  /// these, now those. All by default.
  var blockPlaces: Int { get }
  /// Whether rows have `remembered` terms: workers, or the virtual cluster for them, then keep the
  /// last gradient of each of their blocks.
  var remembers: Bool { get }
  /// What an overtaken worker does, unless the user says otherwise.
  var lateWork: LateWork { get }
  /// Row `worker` of the encoding matrix at a step, for all parts, fresh terms in the order in which
  /// the worker evaluates them.
  ///
  /// Called for each task: a scheme whose rows do not change stores them. A scheme whose `Gather`
  /// chooses every task gives the row of a worker that is on its own.
  func terms(worker: Int, step: Int) -> [Term]
  /// The blocks that a worker stores, ascending: all that it may ever be asked to evaluate. By default
  /// those of its row at step 0.
  func placement(of worker: Int) -> [Int]
  /// The workers whose gradients a message adds up, each of its own block, where they send them to each
  /// other; empty, as for most, where a worker evaluates all itself.
  func contributors(to worker: Int) -> [Int]
  /// The state that one run keeps at the parameter server.
  /// - Parameter shares: The fraction of all samples in each block; they sum to 1.
  func makeGather(shares: [Double]) -> any Gather
  /// What the parameter server waits for, for the run's summary: "11 of 12 workers".
  var waitsFor: String { get }
}

extension Scheme {
  public var blocks: Int { workers }
  public var parts: Int { 1 }
  public var slices: Int { 1 }
  // A message has a fresh and a remembered term of each slice of a block at most.
  public var mostTerms: Int { 2 * blocks * slices * parts }
  public var places: Int { workers * parts }
  public var blockPlaces: Int { places }
  public var remembers: Bool { false }
  public var lateWork: LateWork { .cancel }
  public func placement(of worker: Int) -> [Int] {
    Set(terms(worker: worker, step: 0).map(\.block)).sorted()
  }
  public func contributors(to worker: Int) -> [Int] { [] }
  /// What a block counts in the load of a task, in parts of the data that an uncoded worker has.
  public var partOfBlock: Double { Double(workers) / Double(blocks) }
  /// Whether every message is the gradient of one block as it is.
  public var sendsSingleBlocks: Bool {
    !remembers && slices == 1
      && (0..<workers).allSatisfy { worker in
        let terms = terms(worker: worker, step: 1)
        return terms.count == 1 && terms[0].coefficient == 1
      }
  }
  /// The task of a worker by its row.
  public func assignment(worker: Int, version: Int, turn: Int = 0, repetition: Int = 0)
    -> Assignment
  {
    Assignment(
      worker: worker, version: version, turn: turn, repetition: repetition,
      terms: terms(worker: worker, step: version))
  }
}

/// What a scheme tells of itself.
public struct SchemeDescription: Sendable {
  /// Name, one-line summary, and its settings for `--set`.
  public let entry: Entry
  /// What its estimates are.
  public let promise: Promise
  /// For which n and s it exists.
  public let constraint: String
  /// Whether s makes a difference; a scheme to which it makes none takes any, so that one plan serves all.
  public let usesStragglers: Bool
  /// Blocks a worker evaluates in a step.
  public let load: String
  /// What the parameter server waits for.
  public let waitsFor: String
  /// Vectors of the model's length that the parameter server keeps.
  public let memory: String
  /// Whom it is for: "blocks are unlike, and one worker is always late".
  ///
  /// Empty in schemes of your own where nobody needs it.
  public let use: String
  /// What to beware of: bias that is easily overlooked, what its authors' program does otherwise.
  ///
  /// Empty where nothing is known.
  public let warning: String
  /// Author, title, year, section.
  public let citation: String
  /// Which of the shared options it understands, beside `--stragglers`.
  public let options: Set<SharedOption>

  /// An option that several schemes share.
  public enum SharedOption: String, Sendable, CaseIterable {
    case stop
    case staleness
    case maxStaleness = "max-staleness"
  }

  /// A description of a scheme.
  public init(
    _ entry: Entry, promise: Promise, constraint: String, load: String, waitsFor: String,
    memory: String,
    usesStragglers: Bool = true, options: Set<SharedOption> = [], use: String = "",
    warning: String = "", citation: String
  ) {
    self.entry = entry
    self.promise = promise
    self.constraint = constraint
    self.load = load
    self.waitsFor = waitsFor
    self.memory = memory
    self.usesStragglers = usesStragglers
    self.use = use
    self.warning = warning
    self.citation = citation
    self.options = options
  }
}

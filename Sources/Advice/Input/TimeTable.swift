/// Measured seconds: a row a worker, a column a step; a cell that is missing is NaN.
public struct TimeTable: Sendable {
  /// Where it is from, for people.
  public let name: String
  /// What the workers are called, in order.
  public let workers: [String]
  /// What the steps are called, in order.
  public let steps: [String]
  /// Seconds of each worker at each step, at least 0; NaN where it did not answer.
  public let seconds: [[Double]]
  /// The host of each worker; nil where nothing says it.
  public let hosts: [String]?
  /// The part of the time that was computing, where both were measured.
  public let computeShare: Double?
  /// What a task evaluated, in parts of the data that an uncoded worker has.
  public let load: Double
  /// What the reader should know of how it was read, each a sentence.
  public var notes: [String]

  /// A table of cells.
  public init(
    name: String, workers: [String], steps: [String], seconds: [[Double]], hosts: [String]? = nil,
    computeShare: Double? = nil, load: Double = 1, notes: [String] = []
  ) {
    self.name = name
    self.workers = workers
    self.steps = steps
    self.seconds = seconds
    self.hosts = hosts
    self.computeShare = computeShare
    self.load = load
    self.notes = notes
  }

  /// A table without names, such as a test makes.
  public init(_ seconds: [[Double]], name: String = "table") {
    self.init(
      name: name, workers: seconds.indices.map(String.init),
      steps: (0..<(seconds.first?.count ?? 0)).map(String.init), seconds: seconds)
  }

  /// Cells without an answer.
  public var missing: Int { seconds.reduce(0) { $0 + $1.count { $0.isNaN } } }

  /// The longest answer, in seconds.
  public var longest: Double { seconds.joined().filter(\.isFinite).max() ?? 0 }

  /// The shortest answer, in seconds.
  public var shortest: Double { seconds.joined().filter(\.isFinite).min() ?? 0 }

  /// The same table with a number in every missing cell.
  public func filled(with value: Double) -> [[Double]] {
    seconds.map { $0.map { $0.isNaN ? value : $0 } }
  }
}

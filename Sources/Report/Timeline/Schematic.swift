import Coding
import Runs
import Training

/// Four workers, of which one is slow, by four schemes: real runs of the virtual cluster, made when asked.
struct Schematic {
  /// A scheme of the schematic, with what it shows in one sentence.
  struct Part: Sendable {
    let scheme: String
    let stragglers: Int
    let title: String
    let lesson: String
  }

  static let parts = [
    Part(
      scheme: "uncoded", stragglers: 0, title: "Uncoded",
      lesson: "Every step waits for all four workers, so for worker 2."),
    Part(
      scheme: "is-sgd", stragglers: 1, title: "Ignoring the straggler (IS-SGD)",
      lesson: "A step takes the first three answers. Block 2 is never among them."),
    Part(
      scheme: "frc", stragglers: 1, title: "A gradient code (FRC)",
      lesson: "Each block is on two workers, so one late answer does no harm, for twice the work."),
    Part(
      scheme: "pgc", stragglers: 1, title: "Pipelined gradient coding (PGC)",
      lesson: "Three new answers, and the last one of block 2 until its next one comes."),
  ]

  static let workers = 4
  /// The one that takes longest.
  static let slow = 2
  private static let steps = 12

  /// In the order of `parts`.
  let timelines: [RecordedTimeline]
  /// Seconds that are shown: three steps of uncoded.
  let window: Double

  /// Does the runs.
  init() throws {
    timelines = try Self.parts.map(Self.run)
    window = timelines[0].closed[2]
  }

  /// The pure numbers of a part's run: a block takes a second, and a little longer on some workers.
  static func configuration(_ part: Part) -> RunConfiguration {
    var configuration = RunConfiguration()
    configuration.virtual = true
    configuration.workers = workers
    configuration.scheme = part.scheme
    configuration.stragglers = part.stragglers
    configuration.compute = "per-block:seconds=1"
    configuration.delay =
      "slow:workers=1,factor=1.1+slow:workers=3,factor=1.2+slow:workers=\(slow),factor=2.7"
    configuration.steps = steps
    configuration.recordTasks = true
    return configuration
  }

  private static func run(_ part: Part) throws -> RecordedTimeline {
    var watch = TaskWatch()
    try TimingSession(configuration(part)).run(&watch)
    return watch.timeline(part.scheme)
  }

  /// The age, in steps, of the newest gradient of each block that an update was made of; nil for none.
  static func blockAges(_ timeline: RecordedTimeline, step: Int) -> [Int?] {
    let held = HeldMessages(timeline)
    let ages = held.used(in: step)
    if held.isOfBlocks { return ages + Array(repeating: nil, count: max(0, workers - ages.count)) }
    return (0..<workers).map { block in
      timeline.tasks.filter { $0.version == step && $0.blocks.contains(block) }
        .compactMap { ages[$0.worker] }.min()
    }
  }
}

/// Keeps the tasks of a run of times alone, and whether its steps used old messages.
struct TaskWatch: TimingObserver {
  private(set) var records: [StepRecord] = []
  private var tasks: [TaskRecord] = []

  mutating func ended(_ tasks: [TaskRecord]) { self.tasks += tasks }

  mutating func stepped(_ record: StepRecord) -> Bool {
    records.append(record)
    return true
  }

  func timeline(_ name: String) -> RecordedTimeline {
    RecordedTimeline(
      name: name,
      tasks: tasks.map {
        RecordedTimeline.Task(
          worker: $0.assignment.worker, version: $0.assignment.version,
          blocks: Array($0.assignment.row.blocks), began: $0.began, ended: $0.ended,
          outcome: $0.outcome.rawValue)
      },
      closed: records.map(\.time), keepsOld: records.contains { $0.coverage.maxStaleness > 0 })
  }
}

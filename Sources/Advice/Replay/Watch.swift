import Coding
import Training

/// Looks at a run of times alone, from a step on.
struct Watch: TimingObserver {
  /// The step from which it counts.
  private let first: Int
  private let last: Int
  /// Whether messages on older models bring something new.
  private let takesOld: Bool
  /// Keeps tasks for a drawing.
  private(set) var tasks: [TaskRecord] = []
  private(set) var closed: [Double] = []
  private let keepsTasks: Bool

  private(set) var began = 0.0
  private(set) var time = 0.0
  private(set) var steps = 0
  private(set) var recovery = 0.0
  private(set) var staleness = 0.0
  private(set) var maxStaleness = 0
  private(set) var messages = 0
  /// Steps in which something new of a block came.
  private(set) var came: [Int]
  private(set) var new = 0
  /// The last step in which a block came.
  private var seen: [Int]

  private var guardian: EventGuard

  init(
    blocks: Int, first: Int, count: Int, takesOld: Bool, keepsTasks: Bool = false,
    guardian: EventGuard
  ) {
    self.guardian = guardian
    self.first = first
    last = first + count
    self.takesOld = takesOld
    self.keepsTasks = keepsTasks
    came = Array(repeating: 0, count: blocks)
    seen = Array(repeating: -1, count: blocks)
  }

  mutating func saw(_ event: Event, step: Int) throws {
    try guardian.count()
    guard case .message(let task, let part, _) = event, step >= first else { return }
    messages += 1
    guard takesOld || task.version == step else { return }
    for term in task.terms where term.part == part && term.source == .fresh {
      guard seen[term.block] != step else { continue }
      seen[term.block] = step
      came[term.block] += 1
      new += 1
    }
  }

  mutating func ended(_ tasks: [TaskRecord]) { if keepsTasks { self.tasks += tasks } }

  mutating func stepped(_ record: StepRecord) -> Bool {
    if keepsTasks { closed.append(record.time) }
    if record.step < first {
      began = record.time
    } else {
      steps += 1
      time = record.time
      recovery += record.coverage.recovery
      staleness += record.coverage.meanStaleness
      maxStaleness = max(maxStaleness, record.coverage.maxStaleness)
    }
    return record.step + 1 < last
  }
}

/// What the parameter server holds over time: in each place the version of the last message.
///
/// Places are blocks where every task has one, else workers, whose messages are sums of several blocks.
struct HeldMessages: Equatable, Sendable {
  /// From a time on, the version that a place holds; nil is nothing, from after that time.
  struct Change: Equatable, Sendable {
    var time: Double
    var version: Int?
  }

  /// Whether places are blocks.
  let isOfBlocks: Bool
  /// By place, in the order of time.
  let changes: [[Change]]
  private let closed: [Double]

  init(_ timeline: RecordedTimeline) {
    isOfBlocks = timeline.tasks.allSatisfy { $0.blocks.count == 1 }
    closed = timeline.closed
    let isOfBlocks = isOfBlocks
    func place(_ task: RecordedTimeline.Task) -> Int {
      isOfBlocks ? task.blocks[0] : task.worker
    }
    let count = (timeline.tasks.map(place).max() ?? -1) + 1
    var changes: [[Change]] = Array(repeating: [], count: count)
    var step = 0
    func close(before time: Double) {
      while step < timeline.closed.count, timeline.closed[step] < time {
        if !timeline.keepsOld {
          for place in changes.indices where changes[place].last?.version != nil {
            changes[place].append(Change(time: timeline.closed[step], version: nil))
          }
        }
        step += 1
      }
    }
    for task in timeline.tasks.filter(\.hasCome).sorted(by: { $0.ended < $1.ended }) {
      close(before: task.ended)
      // An old message is of no use to a scheme that keeps none, nor one older than what is held.
      guard timeline.keepsOld ? true : task.version == step else { continue }
      let held = changes[place(task)].last?.version ?? -1
      if task.version > held {
        changes[place(task)].append(Change(time: task.ended, version: task.version))
      }
    }
    close(before: .infinity)
    self.changes = changes
  }

  /// Which step is open at a time; the one that closes then still is.
  func step(at time: Double) -> Int { closed.count { $0 < time } }

  /// How many steps old what a place holds is; nil where it holds nothing.
  func ages(at time: Double) -> [Int?] {
    let step = step(at: time)
    return changes.map { changes in
      let last = changes.last { $0.version == nil ? $0.time < time : $0.time <= time }
      return last?.version.map { step - $0 }
    }
  }

  /// The ages of what the update of a step was made of.
  func used(in step: Int) -> [Int?] { ages(at: closed[step]) }
}

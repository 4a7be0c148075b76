import Coding
import Training

/// A control driven by lines of text, with what it does beside them.
///
/// A line has an event left of the bar and actions right of it:
///
///     open          | start 0@0, start 1@0        the step after the last one opens
///     m0            | keep 0                      the (next) message of worker 0's task has come
///     m1@0          | keep 1, start 1@3           the message of worker 1's task of version 0
///     x2            | close 0@3 1@3               worker 2 is lost
///     j2            | start 2@3                   worker 2 joins
///     deadline      |                             the deadline passes
///     idle          | stalled                     nobody is busy
///     b1            |                             worker 1's message has come and is not finite
///
/// `start 2!@3` interrupts; `start 2@3[5 6]` says the blocks where they are not the row's.
struct Timeline {
  private let scheme: any Scheme
  private var control: StepControl
  private var step = -1
  private var clock = 0.0
  /// The tasks that workers have and have not finished, oldest first, with the parts that have come.
  private var tasks: [Int: [(task: Assignment, sent: Int)]] = [:]

  init(_ scheme: any Scheme, lateWork: LateWork? = nil, lostBlocks: LostBlocks = .stop) {
    self.scheme = scheme
    let shares = Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks)
    control = StepControl(
      scheme, lateWork: lateWork ?? scheme.lateWork, shares: shares,
      lostBlocks: lostBlocks)
  }

  /// The lines with what the control really does right of the bar.
  mutating func play(_ script: String) throws -> String {
    try script.split(separator: "\n").map { line in
      let event = line.split(separator: "|", omittingEmptySubsequences: false)[0]
        .trimmingPrefix { $0 == " " }
      let word = event.split(separator: " ").joined(separator: " ")
      return String(event) + ("| " + (try react(word))).trimmed
    }.joined(separator: "\n")
  }

  /// The actions of an event, as text.
  mutating func react(_ word: String) throws -> String {
    clock += 1
    var actions: [Action] = []
    try control.react(to: event(word), &actions)
    return try actions.map { try text($0) }.joined(separator: ", ")
  }

  private mutating func event(_ word: String) -> Event {
    switch word.first {
    case "o":
      step += 1
      return .opened(step: step, time: clock)
    case "d": return .deadline(time: clock)
    case "i": return .idle(time: clock)
    case "x": return .lost(worker: Int(word.dropFirst()) ?? -1, time: clock)
    case "j": return .joined(worker: Int(word.dropFirst()) ?? -1, time: clock)
    case "b":
      guard case .message(let task, let part, let time) = message(word.dropFirst()) else {
        preconditionFailure("a message is one")
      }
      return .bad(task, part: part, time: time)
    default: return message(word.dropFirst())
    }
  }

  private mutating func message(_ word: Substring) -> Event {
    let names = word.split(separator: "@").compactMap { Int($0) }
    let worker = names[0]
    var list = tasks[worker] ?? []
    let i =
      names.count > 1
      ? list.firstIndex { $0.task.version == names[1] } : list.indices.last
    guard let i else { preconditionFailure("worker \(worker) has no such task") }
    let (task, sent) = list[i]
    let part = task.parts[sent]
    if part == task.lastPart { list.remove(at: i) } else { list[i].sent += 1 }
    tasks[worker] = list
    return .message(task, part: part, time: clock)
  }

  private mutating func text(_ action: Action) throws -> String {
    switch action {
    case .start(let task, let interrupts):
      tasks[task.worker, default: []].append((task, 0))
      let row = scheme.terms(worker: task.worker, step: task.version)
      let blocks = task.blocks.map(String.init).joined(separator: " ")
      return "start \(task.worker)\(interrupts ? "!" : "")@\(task.version)"
        + (task.terms == row ? "" : "[\(blocks)]")
    case .put(.keep(let place)): return "keep \(place)"
    case .put(.add(let place)): return "add \(place)"
    case .put: return "drop"
    case .stalled: return "stalled"
    case .close:
      let weights = control.weights.map { "\($0.place)@\($0.version)" + value($0.value) }
      return "close " + weights.joined(separator: " ")
    }
  }

  private func value(_ a: Double) -> String {
    a == 1 ? "" : a == a.rounded() ? "·\(Int(a))" : "·\((a * 1000).rounded() / 1000)"
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

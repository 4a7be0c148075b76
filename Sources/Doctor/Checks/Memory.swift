import Foundation
import Kernels
import Runs

extension Checkup {
  /// Bytes that the ranks of this machine need at least: models, messages and what is held of them.
  ///
  /// The server holds a message of each worker, one to receive each into, two models and two vectors to
  /// compute in; a worker two models and two messages. Data come on top, which a worker has its blocks of.
  static func bytesNeeded(_ job: Case) -> Int {
    let server = job.hasServer ? 2 * job.configuration.workers + 4 : 0
    return (server + 4 * job.workersHere) * job.vectorBytes + job.ranksHere * 40_000_000
  }

  /// Memory, and limits on it.
  static func memory(_ job: Case) -> [Finding] {
    let needed = Double(bytesNeeded(job))
    var least = (bytes: available(memory: "MemAvailable"), of: "the machine has free")
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    if Double(limit.rlim_cur) * Double(job.ranksHere) < least.bytes {
      least = (Double(limit.rlim_cur) * Double(job.ranksHere), "ulimit -v leaves")
    }
    if let group = groupLeft, group < least.bytes { least = (group, "the container leaves") }
    let says =
      "\(text(bytes: needed)) needed for models and messages of \(job.dimension) numbers, without the "
      + "data; \(least.of) \(text(bytes: least.bytes))"
    guard needed > least.bytes else { return [Finding("memory", .good, says)] }
    return [
      Finding(
        "memory", .bad, says,
        remedy: "use --precision float32, fewer ranks on this machine, or one with more memory")
    ]
  }

  private static func available(memory name: String) -> Double {
    let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) * 1024
  }

  private static var groupLeft: Double? {
    func number(_ name: String) -> Double? {
      (try? String(contentsOfFile: "/sys/fs/cgroup/" + name, encoding: .utf8))
        .flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    guard let most = number("memory.max") else { return nil }
    return most - (number("memory.current") ?? 0)
  }

  /// What memory can move, and what that makes of the parameter server's steps.
  static func memorySpeed(_ job: Case) -> [Finding] {
    let count = 4_000_000
    let from = Vector<Double>(repeating: 1, count: count)
    var to = Vector<Double>(repeating: 0, count: count)
    var best = Double.infinity
    for _ in 0..<5 {
      let began = ContinuousClock.now
      to.withMutableSpan { to in from.withSpan { Double.copy($0, &to) } }
      best = min(best, seconds(since: began))
    }
    let rate = 16 * Double(count) / best
    guard job.hasServer else {
      return [Finding("memory speed", .good, "\(text(bytes: rate)) a second copied")]
    }
    // Received, read for the sum, and a model sent: of each worker; beside the update.
    let moved = Double((4 * job.configuration.workers + 6) * job.vectorBytes)
    let most = rate / moved
    return [
      Finding(
        "memory speed", .good,
        "\(text(bytes: rate)) a second copied; a step moves \(text(bytes: moved)) through the parameter "
          + "server, so \(most < 10 ? "\((most * 10).rounded() / 10)" : "\(Int(most))") steps a second at "
          + "most")
    ]
  }

  private static func seconds(since began: ContinuousClock.Instant) -> Double {
    let taken = began.duration(to: .now).components
    return max(Double(taken.seconds) + Double(taken.attoseconds) * 1e-18, 1e-9)
  }
}

import CLinux
import Foundation
import Runs

extension Checkup {
  /// Processors that this process may run on.
  static func available() -> Int {
    // A bit for each processor.
    var set = [UInt8](repeating: 0, count: 1024)
    guard sched_getaffinity(0, UInt(set.count), &set) == 0 else { return online }
    let count = set.reduce(0) { $0 + $1.nonzeroBitCount }
    guard let quota else { return count }
    return max(1, min(count, Int(quota.rounded(.up))))
  }

  private static var online: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Processors' worth of time that a container gives; nil where it sets no limit.
  private static var quota: Double? {
    guard let text = try? String(contentsOfFile: "/sys/fs/cgroup/cpu.max", encoding: .utf8) else {
      return nil
    }
    let fields = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    return fields.count == 2 && fields[1] > 0 ? fields[0] / fields[1] : nil
  }

  /// Binding and limits that take processors away.
  static func processors(_ job: Case) -> [Finding] {
    let count = available()
    guard count < online else {
      let few = job.ranksHere > 2 * count
      return [
        Finding(
          "processors", few ? .note : .good, "\(count), none taken away by binding or a container",
          remedy: few
            ? "\(job.ranksHere) ranks share them: seconds of a step say little of a real cluster"
            : nil)
      ]
    }
    let isBound = quota == nil
    return [
      Finding(
        "processors", .note, "\(count) of \(online) may be used here",
        remedy: isBound
          ? "give mpirun --bind-to none, or start this without taskset"
          : "raise the container's limit on processors")
    ]
  }

  /// Descriptors: a parameter server has a connection to each worker.
  static func openFiles(_ job: Case) -> [Finding] {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    let needed = 64 + 4 * job.configuration.workers
    guard limit.rlim_cur < UInt(needed) else {
      return [Finding("open files", .good, "\(limit.rlim_cur) allowed, \(needed) needed at most")]
    }
    return [
      Finding(
        "open files", .bad, "\(limit.rlim_cur) allowed, up to \(needed) needed",
        remedy: "ulimit -n \(needed)")
    ]
  }
}

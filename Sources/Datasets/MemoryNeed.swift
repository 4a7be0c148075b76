import Console
import Glibc

/// Memory that is asked for before it is taken: running out of it later would end the process at once.
enum MemoryNeed {
  /// Throws where an array of numbers does not fit into what this process may still take.
  static func check(_ count: Int, by columns: Int = 1, width: Int, file: String) throws(DataError) {
    let (numbers, overflow) = count.multipliedReportingOverflow(by: columns)
    let (bytes, more) = numbers.multipliedReportingOverflow(by: width)
    // Small ones are not worth a look at the system.
    guard overflow || more || bytes > 1 << 26 else { return }
    let room = room
    guard overflow || more || bytes > room else { return }
    let need = Double(count) * Double(columns) * Double(width)
    throw DataError(
      file,
      "needs \(gigabytes(need)) GB of memory, and \(gigabytes(Double(room))) GB can be had; use fewer "
        + "samples or features, or more machines")
  }

  /// Bytes that the system and the limits of the process leave; a great number where nothing tells.
  static var room: Int {
    var room = Int.max
    let words = String(decoding: readFile("/proc/meminfo") ?? [], as: UTF8.self)
      .split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }?.split(separator: " ")
    if let words, words.count > 1, let kilobytes = Int(words[1]) { room = kilobytes << 10 }
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      limit.rlim_cur < UInt(Int.max)
    {
      let pages =
        String(decoding: readFile("/proc/self/statm") ?? [], as: UTF8.self)
        .split(separator: " ").first.flatMap { Int($0) } ?? 0
      room = min(room, max(0, Int(limit.rlim_cur) - pages * Int(getpagesize())))
    }
    return room
  }

  private static func gigabytes(_ bytes: Double) -> String {
    let tenths = Int(min(1e15, bytes / 1e8).rounded(.up))
    return "\(tenths / 10).\(tenths % 10)"
  }
}

import Foundation

/// The most memory that this process had resident so far, in bytes; nil where the system does not say.
///
/// From `VmHWM` of `/proc/self/status`: `getrusage` also counts the process that started this one.
func peakMemory() -> Int? {
  guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
    let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
    let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) }
    )
  else { return nil }
  return kibibytes * 1024
}

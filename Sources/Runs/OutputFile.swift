import Foundation
import Glibc

/// A text file that grows by lines: buffered, flushed every half second, every failure thrown.
///
/// Interrupted at any moment, what was flushed ends in a whole line or is cut in its last one.
public final class OutputFile {
  let path: String
  private var descriptor: Int32
  private var pending: [UInt8] = []
  private var flushed = ContinuousClock.now

  /// Creates the file, empty.
  init(_ path: String) throws(RunError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path) }
    pending.reserveCapacity(1 << 16)
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  /// Appends a line.
  func line(_ text: String) throws(RunError) {
    pending.append(contentsOf: text.utf8)
    pending.append(UInt8(ascii: "\n"))
    let now = ContinuousClock.now
    if pending.count > 60_000 || flushed.duration(to: now) > .milliseconds(500) {
      flushed = now
      try flush()
    }
  }

  /// Writes what is pending.
  func flush() throws(RunError) {
    var begin = 0
    while begin < pending.count {
      let written = pending.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + begin }, pending.count - begin)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw Self.failure(path) }
      begin += written
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes what is pending and closes the file.
  func close() throws(RunError) {
    try flush()
    let code = Glibc.close(descriptor)
    descriptor = -1
    guard code == 0 else { throw Self.failure(path) }
  }

  /// Replaces a whole file, all or nothing: a reader sees the old content or the new.
  public static func replace(_ path: String, with text: String) throws(RunError) {
    let temporary = path + ".part"
    do throws(RunError) {
      let file = try OutputFile(temporary)
      file.pending = Array(text.utf8)
      try file.close()
      guard rename(temporary, path) == 0 else { throw failure(path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  static func failure(_ path: String) -> RunError {
    RunError("\(path): cannot be written: \(String(cString: strerror(errno)))")
  }
}

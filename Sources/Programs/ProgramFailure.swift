public import Console
import Glibc

/// A program that did not do what it was asked.
///
/// One line that names the command, what it did and what to do; where its code raised an exception, its
/// traceback stands below, in the same block.
public struct ProgramFailure: BlockOfLines, Sendable {
  public let description: String

  /// What is wrong with a command's program.
  init(_ command: ProgramCommand, _ problem: String, traceback: String? = nil) {
    var lines = ["--program '\(command.text)': \(problem)"]
    lines += (traceback ?? "").split(whereSeparator: \.isNewline).map { "    \($0)" }
    description = lines.joined(separator: "\n")
  }

  /// As an error of a run, with the rank and its machine before it.
  public func error(ofRank rank: Int) -> RunError {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return RunError("rank \(rank) on \(host): \(description)")
  }
}

public import Clusters
import Coding
public import Console
import Foundation

/// Reads `arrivals.csv`, for a replay.
public enum ArrivalsFile {
  /// The rows of a file.
  /// - Throws: where it cannot be read, naming the line.
  public static func read(_ path: String) throws(RunError) -> [RecordedArrival] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw RunError("\(path): cannot be read; give a run folder that has arrivals.csv")
    }
    // A run that was killed may have been writing its last line.
    let end = text.lastIndex(where: \.isNewline).map { text.index(after: $0) } ?? text.startIndex
    var lines = text[..<end].split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[
      ...]
    guard lines.popFirst().map(String.init) == RunFiles.arrivalsHeader else {
      throw RunError("\(path), line 1: is not '\(RunFiles.arrivalsHeader)'")
    }
    var rows: [RecordedArrival] = []
    for (number, line) in lines.enumerated() where !line.isEmpty {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 6, let step = Int(fields[0]), let worker = Int(fields[1]),
        let version = Int(fields[2]), let part = Int(fields[3]), let time = Double(fields[5]),
        step >= 0, worker >= 0, part >= 0, Double(fields[4])?.isFinite == true, time.isFinite
      else {
        throw RunError(
          "\(path), line \(number + 2): '\(line.prefix(80))' is not a row of six numbers, the first "
            + "four whole")
      }
      rows.append(
        RecordedArrival(
          step: step, Arrival(worker: worker, version: version, part: part, time: time)))
    }
    return rows
  }
}

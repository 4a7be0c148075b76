public import Clusters
import Coding
public import Console

/// Reads `arrivals.csv`, the journal of a run, for a replay.
public enum ArrivalsFile {
  /// The rows of a file.
  /// - Throws: where it cannot be read, naming the line.
  public static func read(_ path: String) throws(RunError) -> [JournalRow] {
    do throws(FileError) { return try rows(of: path) } catch {
      throw RunError("\(error)")
    }
  }

  private static func rows(of path: String) throws(FileError) -> [JournalRow] {
    var reader = try LineReader(path)
    guard let first = try reader.next(), reader.text(first) == RunFiles.arrivalsHeader else {
      throw FileError(path, "line 1", "is not '\(RunFiles.arrivalsHeader)'")
    }
    var rows: [JournalRow] = []
    while let range = try reader.next() {
      // A run that was killed may have been writing its last line.
      guard reader.hasEnd else { break }
      let line = reader.text(range)
      guard !line.isEmpty else { continue }
      guard let row = row(line[...]) else {
        throw FileError(
          path, "line \(reader.number)",
          "'\(line.prefix(80))' is not a row of nine fields: whole numbers, two times, an event, a "
            + "turn and blocks")
      }
      rows.append(row)
    }
    return rows
  }

  private static func row(_ line: Substring) -> JournalRow? {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
    guard fields.count == 9, let step = whole(fields[0]), Double(fields[4])?.isFinite == true,
      let time = Double(fields[5]), time.isFinite
    else { return nil }
    switch fields[6] {
    case "opened": return JournalRow(step: step, .opened(time: time))
    case "deadline": return JournalRow(step: step, .deadline(time: time))
    case "idle": return JournalRow(step: step, .idle(time: time))
    case "lost":
      return whole(fields[1]).map { JournalRow(step: step, .lost(worker: $0, time: time)) }
    case "joined":
      return whole(fields[1]).map { JournalRow(step: step, .joined(worker: $0, time: time)) }
    case "message": return message(fields, time).map { JournalRow(step: step, .message($0)) }
    case "bad": return message(fields, time).map { JournalRow(step: step, .bad($0)) }
    default: return nil
    }
  }

  private static func message(_ fields: [Substring], _ time: Double) -> JournalRow.Message? {
    let blocks = fields[8].split(separator: "+").map { whole($0) }
    guard let worker = whole(fields[1]), let version = whole(fields[2]),
      let part = whole(fields[3]), let turn = whole(fields[7]), !blocks.contains(nil)
    else { return nil }
    return JournalRow.Message(
      worker: worker, version: version, part: part, turn: turn, blocks: blocks.compactMap { $0 },
      time: time)
  }

  private static func whole(_ field: Substring) -> Int? {
    guard let number = Int(field), number >= 0 else { return nil }
    return number
  }
}

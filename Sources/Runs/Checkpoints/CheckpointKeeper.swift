import Console
import Dispatch
import Foundation
import Kernels
import Synchronization
import Training

/// Writes a run's checkpoints beside the training, on a thread of its own, and keeps the last two.
final class CheckpointKeeper<Element: Scalar> {
  private let folder: RunFolder
  private let interval: CheckpointInterval
  private let queue = DispatchQueue(label: "checkpoints")
  private let last = LastWrite()
  private var written = ContinuousClock.now
  private var steps = 0

  init(_ folder: RunFolder, every interval: CheckpointInterval) {
    self.folder = folder
    self.interval = interval
  }

  /// Whether one is due after another step; never while the last one is being written.
  func isDue() -> Bool {
    steps += 1
    guard !last.isUnderWay.load(ordering: .acquiring) else { return false }
    return switch interval {
    case .steps(let every): steps >= every
    case .seconds(let seconds): ContinuousClock.now - written >= .seconds(seconds)
    case .never: false
    }
  }

  /// Writes a checkpoint, and goes on meanwhile.
  func write(_ state: TrainingState<Element>, _ record: CheckpointRecord) {
    steps = 0
    written = .now
    last.isUnderWay.store(true, ordering: .releasing)
    queue.async { [folder, last] in
      do throws(RunError) { try Self.write(state, record, in: folder) } catch {
        last.trouble.withLock { $0 = error }
      }
      last.isUnderWay.store(false, ordering: .releasing)
    }
  }

  /// Waits until the last one is written.
  /// - Throws: what kept one from being written since the last time.
  func finish() throws(RunError) {
    queue.sync {}
    let found = last.trouble.withLock { trouble in
      defer { trouble = nil }
      return trouble
    }
    if let found { throw found }
  }

  /// Takes the files away, when the run is done.
  func remove() {
    for name in RunFolder.checkpoints + [RunFolder.savedModels] {
      try? FileManager.default.removeItem(atPath: folder.file(name))
    }
  }

  /// The newest checkpoint in a folder that is whole.
  /// - Throws: where there is none; the line says what is wrong with those that are there.
  static func latest(in folder: RunFolder) throws(RunError) -> (
    record: CheckpointRecord, state: TrainingState<Element>
  ) {
    var wrong: [String] = []
    let there = names(in: folder.path)
    for name in RunFolder.checkpoints where there.contains(name) {
      do throws(RunError) { return try CheckpointFile.read(folder.file(name)) } catch {
        StandardError.line("warning: \(error.description)", from: "pgc-train")
        wrong.append(error.description)
      }
    }
    throw RunError(
      "--resume \(folder.path): "
        + (wrong.isEmpty
          ? "there is no checkpoint: the run is done, or ended before its first one; begin it again "
            + "by '--config \(folder.path)/run.json'" : wrong.joined(separator: "; ")),
      exitCode: 2)
  }

  private static func write(
    _ state: TrainingState<Element>, _ record: CheckpointRecord, in folder: RunFolder
  ) throws(RunError) {
    let path = folder.file(RunFolder.checkpoints[0])
    // The tables first: a checkpoint must not know of rows that a power cut can still take.
    for name in record.tables.keys.sorted() { try bringToDisk(folder.file(name)) }
    try CheckpointFile.write(state, record, to: path) { () throws(RunError) in
      if FileManager.default.fileExists(atPath: path) {
        try move(path, to: folder.file(RunFolder.checkpoints[1]))
      }
    }
  }
}

/// What the thread that writes tells the one that trains.
private final class LastWrite: Sendable {
  let isUnderWay = Atomic<Bool>(false)
  let trouble = Mutex<RunError?>(nil)
}

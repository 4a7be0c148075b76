import Clusters
import Console
import Foundation
import Kernels
import Randomness
import TestSupport
import Testing
import Training

@testable import Runs

/// Damaged checkpoints are told of in one line; what is read is what was written.
@Suite struct CheckpointFuzzTests {
  private static let state = TrainingState<Double>(
    step: 0, model: [1, -2, .pi], optimizer: SavedState(vectors: ["velocity": [0.5, 0.25, 4]]),
    estimator: SavedState(vectors: ["s/0": []], numbers: ["model/0": [2]]),
    cluster: ClusterState(
      time: 1.5, models: [2: [1, 2, 3], 3: [4, 5, 6]], messages: [1: [1, 2, 3, 4]],
      versions: [1: 2]))
  private static let record = CheckpointRecord(
    precision: "float64", step: 0, time: 1.5, tables: ["steps.csv": 200], opened: 1.25,
    summary: RunSummary(), evaluations: [], saved: [SavedModelEntry(step: 0, time: 0, row: 0)],
    savedRows: 1, versions: [:], vectors: [])

  @Test func readsWhatWasWritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("checkpoint")
    try CheckpointFile.write(Self.state, Self.record, to: path)
    let (record, state) = try CheckpointFile.read(path, as: Double.self)
    #expect(state == Self.state)
    #expect(record.saved == Self.record.saved)
    #expect(record.tables == Self.record.tables)
    #expect(throws: RunError.self) { _ = try CheckpointFile.read(path, as: Float.self) }
  }

  @Test func damagedFiles() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("checkpoint")
    try CheckpointFile.write(Self.state, Self.record, to: path)
    let whole = try #require(readFile(path))
    // Without its checksum, which would stop nearly all of them.
    let seeds = [Array(whole.dropLast(4))]
    var stream = Randomness.Stream(seed: 78, for: .synthetic, 22)
    var readable = 0
    for round in 0..<Mutation.count {
      var bytes = Mutation.mutate(seeds, &stream)
      if round % 10 > 0 {
        var sum = Checksum()
        bytes.withUnsafeBytes { sum.add($0) }
        withUnsafeBytes(of: sum.value) { bytes.append(contentsOf: $0) }
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      do throws(RunError) {
        let (record, state) = try CheckpointFile.read(path, as: Double.self)
        readable += 1
        #expect(record.step >= 0 && state.model.count < 100)
      } catch { #expect(Mutation.isOneLine(error.description, naming: path), "\(error)") }
    }
    #expect(readable > 0)
    Mutation.tell("checkpoint", read: readable)
  }
}

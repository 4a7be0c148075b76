import Console
import Foundation
import Randomness
import TestSupport
import Testing

@testable import Runs

/// Damaged records of runs are told of in one line or read.
@Suite struct RecordFuzzTests {
  private static let records = [
    """
    {"outcome": "done", "began": "2026-01-01T00:00:00Z",
     "configuration": {"scheme": "pgc", "seed": 18446744073709551615, "workers": 4, "virtual": true,
      "step-size": "0.1", "set": ["a=1", "b=2"], "time": null, "l2": 1e-05},
     "provenance": {"program": "crc32:8a9136aa:12",
      "data": [{"file": "mixture:samples=100", "digest": "crc32:00000000:1"}]},
     "machine": {"blas": "OpenBLAS 0.3", "blas_core": "Haswell"},
     "resolved": {"clock": "virtual", "block_sizes": [25, 25]}}
    """,
    """
    {"outcome": "failed: x: cannot be written", "configuration": {"scheme": "frc"},
     "resolved": {"clock": "wall"}, "machine": {}}
    """,
  ].map { Array($0.utf8) }

  @Test func damagedRecords() throws {
    let folder = try TemporaryFolder()
    var stream = Randomness.Stream(seed: 80, for: .synthetic, 25)
    var readable = 0
    for _ in 0..<Mutation.count {
      let path = try folder.write("run.json", Mutation.mutate(Self.records, &stream))
      do throws(RunError) {
        _ = try RecordedRun(folder: String(path.dropLast("/run.json".count)))
        readable += 1
      } catch { #expect(Mutation.isOneLine(error.description, naming: path), "\(error)") }
    }
    #expect(readable > 0 && readable < Mutation.count)
    Mutation.tell("run.json", read: readable)
  }
}

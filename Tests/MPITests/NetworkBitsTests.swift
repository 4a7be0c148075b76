import Foundation
import TestSupport
import Testing

/// Networks make random choices in each gradient; all runs of a seed must make the same.
@Suite("Networks on MPI and in virtual time", .serialized)
struct NetworkBitsTests {
  /// 90 samples of three classes in six sparse features.
  private func samples(_ folder: borrowing TemporaryFolder) throws -> String {
    let lines = (0..<90).map { i in
      "\(i % 3) \(1 + i % 3):1 \(4 + i * 7 % 3):\(Double(i * 31 % 17) / 10)"
    }
    let path = folder.file("three.libsvm")
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func model(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path + "/model.npy"))
  }

  @Test("Dropout is the same in a record's replay, and with any number of threads")
  func dropout() throws {
    let folder = try TemporaryFolder()
    let options = [
      "--dataset", try samples(folder), "--model", "mlp:hidden=9+5,dropout=0.3", "--batch", "30",
      "--steps", "20", "--evaluate-every", "0", "--quiet", "--scheme", "pgc", "--stragglers", "2",
      "--delay", "exponential:mean=0.004",
    ]
    let result = try Launcher.train(ranks: 6, options + ["--out", folder.file("run")])
    #expect(result.code == 0, "\(result.errors)")
    let again = try Launcher.alone(
      ["--replay", folder.file("run"), "--out", folder.file("again"), "--quiet"])
    #expect(again.code == 0, "\(again.errors)")
    #expect(try model(folder.file("run")) == model(folder.file("again")))
    let record = try String(contentsOfFile: folder.file("run/run.json"), encoding: .utf8)
    #expect(record.contains("\"precision\" : \"float32\""))

    for threads in ["1", "2"] {
      let virtual = try Launcher.alone(
        options + [
          "--virtual", "--workers", "5", "--threads", threads, "--out", folder.file(threads),
        ])
      #expect(virtual.code == 0, "\(virtual.errors)")
    }
    #expect(try model(folder.file("1")) == model(folder.file("2")))
  }
}

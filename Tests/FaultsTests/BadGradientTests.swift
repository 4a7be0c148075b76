import Foundation
import TestSupport
import Testing

/// A block whose gradient overflows, in runs as a user starts them.
@Suite(.serialized) struct BadGradientTests {
  /// Twelve samples, in the order of blocks of two; the third block's gradient overflows.
  private func problem(_ folder: TemporaryFolder) throws -> [String] {
    let rows = (0..<12).map { i in i == 4 ? "1e9 1:1e306 2:1" : "\(i % 3) 1:\(i % 4) 2:1" }
    let file = try folder.write("set.svm", rows.joined(separator: "\n") + "\n")
    return [
      "--dataset", file, "--model", "least-squares", "--blocks", "contiguous", "--scheme", "pgc",
      "--set", "start=seen", "--stragglers", "2", "--step-size", "0.01", "--delay",
      "exponential:mean=0.01", "--evaluate-every", "0", "--steps", "150", "--no-picture",
    ]
  }

  private func bad(_ out: String) throws -> Int {
    let journal = try String(contentsOfFile: out + "/arrivals.csv", encoding: .utf8)
    return journal.split(separator: "\n").count { $0.contains(",bad,") }
  }

  private func same(_ a: String, _ b: String) -> Bool {
    FileManager.default.contents(atPath: a + "/model.npy")
      == FileManager.default.contents(atPath: b + "/model.npy")
  }

  @Test("Skipped on MPI, it never reaches the model; the journal repeats the run")
  func onMPI() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      ranks: 7, try problem(folder) + ["--on-bad-gradient", "skip", "--out", out])
    #expect(job.wait() == 0, "\(job.errors)")
    #expect(outcome(of: out) == "done")
    #expect(try bad(out) > 0)
    #expect(
      try Job(["replay", out, "--out", out + "-again", "--quiet", "--no-picture"]).wait() == 0)
    #expect(same(out, out + "-again"))
  }

  @Test("Skipped in virtual time; an interrupted run goes on to the same files")
  func resumed() throws {
    let folder = try TemporaryFolder()
    let (calm, cut) = (folder.file("calm"), folder.file("cut"))
    let options =
      try problem(folder) + [
        "--virtual", "--workers", "6", "--on-bad-gradient", "skip", "--threads", "1",
        "--checkpoint-every", "7", "--quiet", "--steps", "3000",
      ]
    #expect(try Job(options + ["--out", calm]).wait() == 0)
    let job = try Job(options + ["--out", cut])
    waitForProgress(of: job, in: cut, steps: 200)
    job.signal(SIGTERM)
    if job.wait() != 0 {
      #expect(try Job(["--resume", cut, "--quiet", "--no-picture"]).wait() == 0)
    }
    #expect(try bad(calm) > 0)
    #expect(try bad(calm) == bad(cut))
    #expect(same(calm, cut))
  }

  @Test("Else the run has diverged, and says whose gradient it was")
  func named() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      try problem(folder) + ["--virtual", "--workers", "6", "--out", out])
    #expect(job.wait() == 1)
    #expect(job.errors.contains("worker 2 sent block 2 at the model of step "), "\(job.errors)")
    #expect(outcome(of: out).hasPrefix("diverged"))
  }
}

import Foundation
import Randomness
import TestSupport
import Testing

/// A virtual run that is killed, as often as you like, ends with the files of one that was not.
@Suite(.serialized) struct VirtualResumeTests {
  private static let problem = [
    "--virtual", "--dataset", "mixture:samples=1000,features=30", "--delay", "exponential:mean=1",
    "--steps", "60", "--no-picture", "--record-tasks", "--quiet", "--threads", "1",
  ]

  @Test(arguments: SmallCode.all)
  func everyScheme(_ code: SmallCode) throws {
    try killAndCompare(
      code.options + ["--workers", "\(code.workers)"],
      seed: code.name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
  }

  @Test(arguments: [
    ["--optimizer", "heavy-ball"], ["--optimizer", "nesterov"], ["--optimizer", "block-secant"],
    ["--transport", "secant"],
    ["--transport", "secant:form=multisecant", "--precision", "float32"],
    ["--late-work", "backlog"], ["--batch", "120"], ["--until", "train_accuracy=0.99999"],
    ["--network", "link:latency=0.1,bandwidth=1e5,ingress=1e5"],
  ])
  func everyPart(_ more: [String]) throws {
    try killAndCompare(
      ["--scheme", "pgc", "--workers", "8", "--stragglers", "3"] + more, seed: UInt64(more[1].count)
    )
  }

  @Test func lineSearch() throws {
    try killAndCompare(
      ["--scheme", "frc", "--workers", "8", "--stragglers", "1", "--optimizer", "lbfgs"], seed: 4)
  }

  private func killAndCompare(_ options: [String], seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let (calm, killed) = (folder.file("calm"), folder.file("killed"))
    let arguments = options + Self.problem
    #expect(try Job(arguments + ["--out", calm]).wait() == 0)
    var stream = Randomness.Stream(seed: seed, for: .synthetic, 31)
    var next = arguments + ["--out", killed, "--checkpoint-every", "7"]
    var kills = 0
    for _ in 0..<2 {
      let job = try Job(next)
      waitForProgress(of: job, in: killed, steps: 1 + stream.below(40))
      usleep(UInt32(stream.below(30_000)))
      let signal = [SIGKILL, SIGKILL, SIGTERM, SIGINT][stream.below(4)]
      job.signal(signal)
      let code = try #require(job.wait())
      if code == 0 { break }
      kills += 1
      try #require(code == 128 + signal, "\(options): \(job.errors)")
      let there = FileManager.default.fileExists(atPath:)
      next =
        there(killed + "/checkpoint") || there(killed + "/checkpoint.previous")
        ? ["--resume", killed, "--quiet", "--no-picture", "--checkpoint-every", "7"]
        : arguments + ["--out", killed, "--checkpoint-every", "7", "--overwrite"]
    }
    if outcome(of: killed) != "done" { #expect(try Job(next).wait() == 0) }
    #expect(outcome(of: killed) == "done")
    #expect(differences(calm, killed) == [], "\(options) after \(kills) kills")
    let files = try FileManager.default.contentsOfDirectory(atPath: killed)
    #expect(Set(files) == Set(results + ["run.json"]), "nothing of a checkpoint is left")
  }
}

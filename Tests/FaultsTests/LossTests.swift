import Foundation
import TestSupport
import Testing

/// Workers and the parameter server die, freeze and go on, under MPI.
@Suite(.serialized) struct LossTests {
  private static let problem = [
    "--dataset", "mixture:samples=600,features=20", "--delay", "exponential:mean=0.01",
    "--no-picture", "--quiet",
  ]

  private func same(_ folder: String) throws {
    let again = folder + "-again"
    #expect(try Job(["replay", folder, "--out", again, "--quiet", "--no-picture"]).wait() == 0)
    #expect(
      FileManager.default.contents(atPath: folder + "/model.npy")
        == FileManager.default.contents(atPath: again + "/model.npy"), "the journal gives the model"
    )
  }

  @Test(
    "A worker is killed: the run goes on",
    arguments: ["pgc", "pgc-fr", "pgc-hybrid", "frc", "crc", "is-sgd"])
  func killedWorker(_ scheme: String) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      ranks: 7,
      Self.problem + ["--scheme", scheme, "--stragglers", "2", "--steps", "400", "--out", out])
    #expect(waitForSteps(20, in: out, of: job))
    #expect(job.signal(SIGKILL, rank: 3))
    #expect(job.wait() == 0, "\(job.errors)")
    #expect(job.errors.contains("worker 2 is lost after"), "\(job.errors)")
    #expect(outcome(of: out) == "done")
    #expect(job.left == 0)
    let journal = try String(contentsOfFile: out + "/arrivals.csv", encoding: .utf8)
    #expect(journal.contains(",lost,"))
    try same(out)
  }

  @Test("A worker of the uncoded scheme is killed: a checkpoint, and the run can go on")
  func killedUncoded() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      ranks: 5, Self.problem + ["--scheme", "uncoded", "--steps", "200", "--out", out])
    #expect(waitForSteps(20, in: out, of: job))
    #expect(job.signal(SIGKILL, rank: 2))
    #expect(job.wait() == 1)
    #expect(job.errors.contains("waits for"), "\(job.errors)")
    #expect(try Job(ranks: 5, ["--resume", out, "--quiet", "--no-picture"]).wait() == 0)
    #expect(outcome(of: out) == "done")
    try same(out)
  }

  @Test(
    "A lost worker's block is kept, dropped or given to another",
    arguments: [
      ("uncoded", "keep"), ("uncoded", "drop"), ("uncoded", "reassign"), ("pgc", "reassign"),
      ("frc", "reassign"), ("pgc-stalest", "reassign"),
    ])
  func lostBlocks(_ scheme: String, _ rule: String) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      ranks: 5,
      Self.problem + [
        "--scheme", scheme, "--on-lost-block", rule, "--steps", "200", "--out", out,
      ] + (scheme == "uncoded" ? [] : ["--stragglers", "1"]))
    #expect(waitForSteps(20, in: out, of: job))
    #expect(job.signal(SIGKILL, rank: 3))
    #expect(waitForSteps(60, in: out, of: job))
    #expect(job.signal(SIGKILL, rank: 1))
    #expect(job.wait() == 0, "\(job.errors)")
    #expect(outcome(of: out) == "done")
    #expect(job.left == 0)
    try same(out)
    guard rule == "reassign" else { return }
    // From the second loss on two workers do all the work: every estimate is of all blocks.
    let steps = try String(contentsOfFile: out + "/steps.csv", encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    let recovery = try #require(steps[0].firstIndex(of: "recovery"))
    #expect(steps.dropFirst(150).allSatisfy { $0[recovery] == "1.0" })
  }

  @Test("The parameter server is killed: the workers end, and the run goes on from its checkpoint")
  func killedServer() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      ranks: 7,
      Self.problem + [
        "--scheme", "pgc", "--stragglers", "2", "--steps", "300", "--checkpoint-every", "10",
        "--out", out,
      ])
    #expect(waitForSteps(60, in: out, of: job))
    #expect(job.signal(SIGKILL, rank: 0))
    #expect(job.wait() == 1)
    #expect(job.errors.contains("the parameter server"), "\(job.errors)")
    #expect(job.left == 0)
    #expect(try Job(ranks: 7, ["--resume", out, "--quiet", "--no-picture"]).wait() == 0)
    #expect(outcome(of: out) == "done")
    try same(out)
  }

  @Test(
    "Asked to end, it writes a checkpoint",
    arguments: [SIGTERM, SIGINT, SIGHUP])
  func interrupted(_ signal: Int32) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      ranks: 5,
      Self.problem + ["--scheme", "frc", "--stragglers", "1", "--steps", "100000", "--out", out])
    #expect(waitForSteps(20, in: out, of: job))
    job.signal(signal)
    #expect(job.wait(limit: 90) == 128 + signal, "\(job.errors)")
    #expect(outcome(of: out).hasPrefix("interrupted"))
    #expect(job.left == 0)
    #expect(
      try Job(ranks: 5, ["--resume", out, "--steps", "100", "--quiet", "--no-picture"]).wait() == 0)
    try same(out)
  }

  @Test("A worker is stopped for good: the run ends with all its files")
  func frozen() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      ranks: 5,
      Self.problem + [
        "--scheme", "is-sgd", "--stragglers", "1", "--steps", "200", "--patience", "3", "--out",
        out,
      ])
    #expect(waitForSteps(20, in: out, of: job))
    #expect(job.signal(SIGSTOP, rank: 2))
    #expect(job.wait(limit: 120) == 0, "\(job.errors)")
    #expect(outcome(of: out) == "done")
    #expect(job.left == 0)
    try same(out)
  }

  @Test("A worker is stopped for a while: it joins again")
  func thawed() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      ranks: 5,
      Self.problem + [
        "--scheme", "pgc", "--stragglers", "1", "--steps", "100000", "--time", "12", "--patience",
        "2", "--out", out,
      ])
    #expect(waitForSteps(20, in: out, of: job))
    #expect(job.signal(SIGSTOP, rank: 2))
    sleep(5)
    #expect(job.signal(SIGCONT, rank: 2))
    #expect(job.wait(limit: 120) == 0, "\(job.errors)")
    #expect(job.errors.contains("worker 1 is there again"), "\(job.errors)")
    let journal = try String(contentsOfFile: out + "/arrivals.csv", encoding: .utf8)
    #expect(journal.contains(",joined,"))
    try same(out)
  }
}

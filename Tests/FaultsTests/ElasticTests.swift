import Console
import Foundation
import TestSupport
import Testing

/// Elastic jobs: workers that come late, die, freeze, are replaced, or do not fit.
@Suite("Elastic jobs", .serialized)
struct ElasticTests {
  private static let some = [
    "--workers", "3", "--dataset", "mixture:samples=240,features=6", "--model", "least-squares",
    "--step-size", "0.02", "--delay", "exponential:mean=0.02", "--quiet", "--no-picture",
  ]

  private func replayed(_ out: String) throws -> Bool {
    let again = out + "-again"
    let replay = try Job(["replay", out, "--out", again, "--quiet", "--no-picture"])
    guard replay.wait() == 0 else { return false }
    let models = [out, again].map { FileManager.default.contents(atPath: $0 + "/model.npy") }
    return models[0] != nil && models[0] == models[1]
  }

  private func wait(for text: String, of job: Job) -> Bool {
    let limit = Date() + 120
    while Date() < limit, job.isRunning {
      if job.errors.contains(text) { return true }
      usleep(50_000)
    }
    return job.errors.contains(text)
  }

  @Test(
    "A worker that dies is replaced, and the run's record has the same bits",
    arguments: [["--scheme", "pgc", "--stragglers", "1"], ["--scheme", "uncoded"]])
  func replaced(scheme: [String]) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let words = Self.some + scheme + ["--steps", "400"]
    let server = try Job(elastic: "serve", in: folder.file("job"), words + ["--out", out])
    let workers = try (0..<3).map { _ in
      try Job(elastic: "join", in: folder.file("job"), words)
    }
    #expect(waitForSteps(20, in: out, of: server), "\(server.errors)")
    #expect(workers[1].signal(SIGKILL, rank: 0))
    #expect(wait(for: "is lost", of: server), "\(server.errors)")
    #expect(workers[1].wait() != 0)
    let new = try Job(elastic: "join", in: folder.file("job"), words)
    #expect(wait(for: "is there again", of: server), "\(server.errors)")
    #expect(server.wait() == 0, "\(server.errors)")
    #expect(outcome(of: out) == "done")
    for worker in [workers[0], workers[2], new] { #expect(worker.wait() == 0, "\(worker.errors)") }
    let journal = try String(contentsOfFile: out + "/arrivals.csv", encoding: .utf8)
    #expect(journal.contains("lost") && journal.contains("joined"))
    #expect(try replayed(out))
    #expect(server.left + workers.map(\.left).reduce(0, +) + new.left == 0)
  }

  @Test("A run begins without a worker, which comes late; others that do not fit are sent away")
  func late() throws {
    let folder = try TemporaryFolder()
    let (out, place) = (folder.file("run"), folder.file("job"))
    let words = Self.some + ["--scheme", "pgc", "--stragglers", "1"]
    let server = try Job(
      elastic: "serve", in: place,
      words + ["--time", "25", "--steps", "1000000", "--elastic-wait", "25", "--out", out])
    let same = words + ["--time", "25", "--steps", "1000000"]
    let workers = try (0..<2).map { _ in try Job(elastic: "join", in: place, same) }
    #expect(waitForSteps(5, in: out, of: server), "\(server.errors)")
    let wrong = try Job(elastic: "join", in: place, same + ["--seed", "7"])
    #expect(wrong.wait() == 1)
    #expect(wrong.errors.contains("--seed is '7', and '1' on rank 0"), "\(wrong.errors)")
    let third = try Job(elastic: "join", in: place, same)
    #expect(wait(for: "worker 2 has come", of: server), "\(server.errors)")
    let fourth = try Job(elastic: "join", in: place, same + ["--elastic-wait", "1"])
    #expect(fourth.wait() == 1)
    #expect(fourth.errors.contains("all workers of the run are there"), "\(fourth.errors)")
    #expect(server.wait() == 0, "\(server.errors)")
    for worker in workers + [third] { #expect(worker.wait() == 0, "\(worker.errors)") }
    #expect(try replayed(out))
  }

  @Test("A frozen worker is replaced, and ends by itself when it goes on")
  func frozen() throws {
    let folder = try TemporaryFolder()
    let (out, place) = (folder.file("run"), folder.file("job"))
    let words = Self.some + ["--scheme", "is-sgd", "--stragglers", "1", "--steps", "1000"]
    let server = try Job(
      elastic: "serve", in: place, words + ["--patience", "2", "--out", out])
    let workers = try (0..<3).map { _ in try Job(elastic: "join", in: place, words) }
    #expect(waitForSteps(20, in: out, of: server), "\(server.errors)")
    #expect(workers[0].signal(SIGSTOP, rank: 0))
    #expect(wait(for: "nothing is heard of it", of: server), "\(server.errors)")
    let new = try Job(elastic: "join", in: place, words)
    #expect(wait(for: "is there again", of: server), "\(server.errors)")
    #expect(workers[0].signal(SIGCONT, rank: 0))
    #expect(workers[0].wait() == 1)
    #expect(workers[0].errors.contains("the parameter server is gone"), "\(workers[0].errors)")
    #expect(server.wait() == 0, "\(server.errors)")
    #expect(new.wait() == 0, "\(new.errors)")
    #expect(try replayed(out))
  }

  @Test("A dead server leaves no worker, and the run goes on with new ones")
  func resumed() throws {
    let folder = try TemporaryFolder()
    let (out, place) = (folder.file("run"), folder.file("job"))
    let words = Self.some + ["--scheme", "frc", "--stragglers", "2", "--steps", "150"]
    let server = try Job(
      elastic: "serve", in: place, words + ["--checkpoint-every", "10", "--out", out])
    let workers = try (0..<3).map { _ in try Job(elastic: "join", in: place, words) }
    #expect(waitForSteps(40, in: out, of: server), "\(server.errors)")
    #expect(server.signal(SIGKILL, rank: 0))
    #expect(server.wait() == 1, "\(server.errors)")
    for worker in workers { #expect(worker.wait() == 1) }
    let resume = ["--resume", out, "--quiet", "--no-picture"]
    let again = try Job(elastic: "serve", in: place, resume)
    let others = try (0..<3).map { _ in try Job(elastic: "join", in: place, resume) }
    #expect(again.wait() == 0, "\(again.errors)")
    for worker in others { #expect(worker.wait() == 0, "\(worker.errors)") }
    #expect(outcome(of: out) == "done")
    #expect(try replayed(out))
  }

  @Test("Nobody comes: one line")
  func alone() throws {
    let folder = try TemporaryFolder()
    let server = try Job(
      elastic: "serve", in: folder.file("job"),
      Self.some + ["--elastic-wait", "2", "--out", folder.file("run")])
    #expect(server.wait() == 1)
    #expect(server.errors.contains("no worker has come within 2.0 s"), "\(server.errors)")
    let worker = try Job(
      Self.some + ["--join", folder.file("nothing"), "--elastic-wait", "1"])
    #expect(worker.wait() == 1)
    #expect(worker.errors.contains("--join \(folder.file("nothing")): there is no such file"))
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder.file("other")))
    let lost = try Job(Self.some + ["--join", folder.file("other"), "--elastic-wait", "1"])
    #expect(lost.wait() == 1)
    #expect(lost.errors.contains("it is no file that --elastic writes"), "\(lost.errors)")
  }

  @Test(
    "Words that make no part of an elastic job",
    arguments: [
      (["--elastic", "a", "--join", "b"], "--join b: a parameter server joins none"),
      (["--virtual", "--elastic-wait", "3"], "--elastic-wait 3: is not used without"),
      (["--virtual", "--elastic", "a"], "--elastic a: is a part in a job on MPI"),
      (["--elastic", "a", "--elastic-wait", "0"], "--elastic-wait 0: must be at least 1 second"),
    ])
  func words(_ words: [String], says: String) throws {
    let job = try Job(Self.some + words)
    #expect(job.wait() == 2)
    #expect(job.errors.contains(says), "\(job.errors)")
  }
}

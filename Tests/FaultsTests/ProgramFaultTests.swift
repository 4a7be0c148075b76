import Foundation
import TestSupport
import Testing

/// Programs that fail, and runs that end while programs compute: nothing hangs, nothing is left.
@Suite("Programs that fail", .serialized)
struct ProgramFaultTests {
  private static let some = [
    "--steps", "8", "--step-size", "0.1", "--precision", "float64", "--no-picture", "--quiet",
  ]

  /// What goes wrong, and what the line says of it.
  private static let faults = [
    ("shape", "its start: ValueError: initial_model() returned an array of shape (4,)"),
    ("type", "its start: TypeError: initial_model() returned numbers of type <U1"),
    ("raise", "block 1 at step 3: ValueError: a mistake"),
    ("exit", "ended with exit code 3 before block 1 at step 3 was answered"),
    ("kill", "was killed by signal 9 before block 1 at step 3 was answered"),
    ("sleep", "does not answer: nothing came for block 1 at step 3 within 10.0 s"),
    ("spin", "does not answer: nothing came for block 1 at step 3 within 10.0 s"),
    ("rubbish", "which is no message of the protocol"),
    ("none", "TypeError: gradient() returned None for a task that was not dropped"),
    ("length", "ValueError: could not broadcast input array from shape (4,) into shape (3,)"),
    ("names", "ValueError: evaluate() returned ['loss'], and the metrics are ['train_loss']"),
  ]

  /// Starts a run; `patience` is in seconds, of which a program on a busy machine takes several to start.
  private func start(
    _ program: String, ranks: Int = 0, patience: Int = 120, _ more: [String]
  ) throws -> Job {
    let workers = ranks == 0 ? ["--virtual", "--workers", "4"] : []
    return try Job(
      ranks: ranks,
      workers + ["--program", program, "--program-patience", "\(patience)"] + Self.some + more)
  }

  @Test(arguments: faults)
  func isToldAndNothingIsLeft(fault: String, line: String) throws {
    let folder = try TemporaryFolder()
    let job = try start(
      PythonProgram.faulty(fault), patience: 10, ["--out", folder.file("run")])
    #expect(job.wait() == 1)
    #expect(job.errors.contains("pgc-train: --program '"))
    #expect(job.errors.contains(line), "\(job.errors)")
    #expect(job.left == 0)
  }

  @Test(
    "A command that is no program",
    arguments: [
      ("no-such-command", "the command is not found"),
      ("true", "it must call pgc.serve"),
      ("exit 5", "ended with exit code 5"),
      ("sleep 100", "nothing came for 'describe' within 10.0 s"),
    ])
  func noProgram(command: String, line: String) throws {
    let job = try start(command, patience: 10, [])
    #expect(job.wait() == 1)
    #expect(job.errors.contains(line), "\(job.errors)")
    #expect(job.left == 0)
  }

  @Test("A traceback is one block, and says where its first line of the user's is")
  func traceback() throws {
    let folder = try TemporaryFolder()
    let job = try start(PythonProgram.faulty("raise"), ["--out", folder.file("run")])
    #expect(job.wait() == 1)
    let lines = job.errors.split(separator: "\n")
    let first = try #require(lines.firstIndex { $0.contains("a mistake") })
    #expect(lines[first + 1].contains("Traceback"))
    #expect(lines[first + 2].contains("faulty.py"))
    #expect(outcome(of: folder.file("run")).contains("ValueError: a mistake"))
  }

  @Test("Ranks that fail in the same way are told once", arguments: ["everywhere", "start"])
  func toldOnce(fault: String) throws {
    let folder = try TemporaryFolder()
    let job = try start(
      PythonProgram.faulty(fault), ranks: 5,
      ["--scheme", "uncoded", "--out", folder.file("run")])
    #expect(job.wait() == 1)
    let lines = job.errors.split(separator: "\n")
    #expect(lines.count { $0.contains("Traceback") } == 1, "\(job.errors)")
    let first = try #require(lines.firstIndex { $0.contains("--program") })
    #expect(lines[first].contains("pgc-train: rank ") && lines[first].contains(" on "))
    #expect(lines[first].contains(": ValueError: "))
    #expect(lines[first + 1].contains("Traceback") && lines[first + 2].contains("faulty.py"))
    let sum = try #require(lines.first { $0.contains("failed in the same way") })
    // Rank 0 has a program only to judge models.
    #expect(sum.contains(",") && sum.contains("ranks "), "\(job.errors)")
    #expect(job.left == 0)
  }

  @Test("A loss that is not a number is named, and is no fault of the program")
  func notANumber() throws {
    let folder = try TemporaryFolder()
    let job = try start(PythonProgram.faulty("nan"), ["--out", folder.file("run")])
    #expect(job.wait() == 0)
    #expect(job.errors.contains("block 1 at step 3: the loss is nan, of a finite model"))
  }

  @Test("A worker whose program fails is lost", arguments: ["raise", "exit", "sleep"])
  func lostWorker(fault: String) throws {
    let folder = try TemporaryFolder()
    // Block 1 is one worker's alone, and the step does without it.
    let job = try start(
      PythonProgram.faulty(fault, seconds: 0.05), ranks: 5, patience: 10,
      ["--scheme", "pgc", "--stragglers", "1", "--out", folder.file("run"), "--steps", "80"])
    #expect(job.wait() == 0, "\(job.errors)")
    #expect(job.errors.contains("rank 2 on "), "\(job.errors)")
    #expect(job.errors.contains("worker 1 is lost"), "\(job.errors)")
    #expect(outcome(of: folder.file("run")) == "done")
    #expect(job.left == 0)
  }

  @Test("Programs that say different things on different ranks")
  func unlike() throws {
    let job = try start(PythonProgram.faulty("unlike"), ranks: 3, [])
    #expect(job.wait() == 1)
    #expect(job.errors.contains("what --program says of itself"), "\(job.errors)")
    #expect(job.left == 0)
  }

  @Test("A rank that is killed takes its program with it, whatever that does", arguments: [0, 3])
  func killed(ranks: Int) throws {
    let folder = try TemporaryFolder()
    let job = try Job(
      ranks: ranks,
      (ranks == 0 ? ["--virtual", "--workers", "2"] : []) + [
        "--program", PythonProgram.faulty("spin"), "--out", folder.file("run"), "--scheme",
        "uncoded",
        "--checkpoint-every", "1",
      ] + Self.some)
    // The first checkpoint flushes the first step; later ones may be left out while it is written.
    #expect(waitForSteps(1, in: folder.file("run"), of: job), "\(job.errors)")
    usleep(500_000)
    if ranks == 0 {
      job.signal(SIGKILL)
      #expect(job.wait() == 128 + SIGKILL)
    } else {
      for rank in 0..<ranks { _ = job.signal(SIGKILL, rank: rank) }
      #expect(job.wait() != nil)
    }
    for _ in 0..<100 where job.left > 0 { usleep(20_000) }
    #expect(job.left == 0)
  }

  @Test("A worker that dies before the first step ends the job with a line")
  func diesAtTheStart() throws {
    let folder = try TemporaryFolder()
    // One rank's program takes its time to say what it has.
    let slow = "if [ \"$OMPI_COMM_WORLD_RANK\" = 2 ]; then tail -f /dev/null; fi; "
    let job = try start(
      slow + PythonProgram.faulty("never"), ranks: 4, ["--out", folder.file("run")])
    let limit = Date() + 120
    while !job.runs("tail"), Date() < limit { usleep(50_000) }
    #expect(job.signal(SIGKILL, rank: 2))
    #expect(job.wait() == 1, "\(job.errors)")
    #expect(
      job.errors.contains("rank 2: its process has ended before the first step"), "\(job.errors)")
    for _ in 0..<100 where job.left > 0 { usleep(20_000) }
    #expect(job.left == 0)
  }

  @Test("A run that was killed goes on with the same bits")
  func resumes() throws {
    let folder = try TemporaryFolder()
    let program = PythonProgram.faulty("never", seconds: 0.004)
    let words = ["--delay", "exponential:mean=1", "--checkpoint-every", "5", "--batch", "20"]
    let (calm, killed) = (folder.file("calm"), folder.file("killed"))
    let steps = ["--steps", "60"]
    #expect(try start(program, words + steps + ["--out", calm]).wait() == 0)
    let job = try start(program, words + steps + ["--out", killed])
    #expect(waitForSteps(20, in: killed, of: job))
    job.signal(SIGKILL)
    #expect(job.wait() == 128 + SIGKILL)
    let again = try Job(["--resume", killed, "--quiet", "--no-picture"])
    #expect(again.wait() == 0, "\(again.errors)")
    #expect(differences(calm, killed) == [])
  }

  @Test("A run on MPI that was interrupted goes on, and its replay has the same bits")
  func resumesOnMPI() throws {
    let folder = try TemporaryFolder()
    let program = PythonProgram.faulty("never", seconds: 0.004)
    let run = folder.file("run")
    let job = try start(
      program, ranks: 5,
      ["--scheme", "pgc", "--stragglers", "1", "--steps", "100", "--out", run])
    #expect(waitForSteps(20, in: run, of: job))
    job.signal(SIGTERM)
    #expect(job.wait() == 128 + SIGTERM, "\(job.errors)")
    let again = try Job(ranks: 5, ["--resume", run, "--quiet", "--no-picture"])
    #expect(again.wait() == 0, "\(again.errors)")
    let replay = try Job(["replay", run, "--out", folder.file("again"), "--quiet", "--no-picture"])
    #expect(replay.wait() == 0, "\(replay.errors)")
    let models = [run, folder.file("again")].map {
      FileManager.default.contents(atPath: $0 + "/model.npy")
    }
    #expect(models[0] != nil && models[0] == models[1])
  }
}

import Console
import Foundation
import TestSupport
import Testing

/// What a run needs of the system is missing, or runs out: one line, and nothing half-written.
@Suite(.serialized) struct FullDiskTests {
  private static let problem = [
    "--virtual", "--workers", "4", "--scheme", "frc", "--stragglers", "1", "--dataset",
    "mixture:samples=200,features=5", "--no-picture", "--quiet", "--checkpoint-every", "50",
  ]

  /// A small file system of its own; nil where this process may not mount one.
  private final class SmallDisk {
    let path: String

    init?(_ folder: TemporaryFolder, size: String) throws {
      path = folder.file("disk")
      try makeFolder(path)
      guard geteuid() == 0,
        try ChildProcess(["mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", path]).wait()
          == .exited(0)
      else { return nil }
    }

    func grow() throws {
      let end = try ChildProcess(["mount", "-o", "remount,size=50m", path]).wait()
      #expect(end == .exited(0))
    }

    deinit { _ = try? ChildProcess(["umount", path]).wait() }
  }

  @Test("The disk is full: the record says so, and with more room the run goes on")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    guard let disk = try SmallDisk(folder, size: "300k") else {
      print("skipped: mounting a small disk needs root")
      return
    }
    let (out, calm) = (disk.path + "/run", folder.file("calm"))
    let job = try Job(Self.problem + ["--steps", "3000", "--out", out])
    #expect(job.wait() == 1)
    let last = try #require(job.errors.split(separator: "\n").last)
    #expect(
      last.contains("No space left on device; make room on the disk; then go on by '--resume"))
    #expect(outcome(of: out).hasPrefix("failed: \(out)/"))
    let whole = [
      "run.json", "steps.csv", "arrivals.csv", "evaluations.csv", "model.npy", "checkpoint",
      "checkpoint.previous", "saved-models",
    ]
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: out)).isSubset(of: whole))
    try disk.grow()
    let again = try Job(["--resume", out, "--quiet", "--no-picture"])
    #expect(again.wait() == 0, "\(again.errors)")
    #expect(try Job(Self.problem + ["--steps", "3000", "--out", calm]).wait() == 0)
    #expect(differences(out, calm) == [])
  }

  @Test("There is no room for a record: the run does not begin")
  func noRoomAtAll() throws {
    let folder = try TemporaryFolder()
    guard let disk = try SmallDisk(folder, size: "20k") else { return }
    let job = try Job(Self.problem + ["--steps", "5", "--out", disk.path + "/run"])
    #expect(job.wait() == 1)
    #expect(job.errors.split(separator: "\n").count == 1 && job.errors.contains("make room"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path + "/run") == [])
  }

  @Test(
    "A limit is told of in one line with its remedy",
    arguments: [
      ("ulimit -f 60", "20000", "raise the limit on the size of files (ulimit -f)"),
      ("ulimit -n 12", "5", "more open files, and"),
    ])
  func limits(limit: String, steps: String, says: String) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      limits: limit, Self.problem + ["--checkpoint-every", "never", "--steps", steps, "--out", out])
    #expect(job.wait() == 1)
    #expect(
      job.errors.split(separator: "\n").count == 1 && job.errors.contains(says), "\(job.errors)")
    #expect(["no record", "failed"].contains(String(outcome(of: out).prefix { $0 != ":" })))
  }

  @Test("The model is larger than a file may be: said before the first step")
  func modelTooLarge() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      limits: "ulimit -f 100",
      Self.problem.map { $0.hasPrefix("mixture") ? "mixture:samples=20,features=30000" : $0 }
        + ["--steps", "5", "--out", out])
    #expect(job.wait() == 1)
    #expect(job.errors.contains("model.npy: will have"), "\(job.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: out) == [])
  }

  @Test("The folder is renamed: the run goes on there")
  func renamed() throws {
    let folder = try TemporaryFolder()
    let (out, new) = (folder.file("run"), folder.file("new"))
    let job = try Job(Self.problem + ["--steps", "4000", "--out", out])
    #expect(waitForSteps(20, in: out, of: job))
    try FileManager.default.moveItem(atPath: out, toPath: new)
    #expect(job.wait() == 0, "\(job.errors)")
    #expect(outcome(of: new) == "done")
    #expect(!FileManager.default.fileExists(atPath: out))
    let files = try FileManager.default.contentsOfDirectory(atPath: new)
    #expect(Set(files) == Set(results + ["run.json"]).subtracting(["tasks.csv"]))
  }

  @Test("The folder is deleted: the run ends at its next write")
  func deleted() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(Self.problem + ["--steps", "100000000", "--out", out])
    #expect(waitForSteps(20, in: out, of: job))
    try FileManager.default.removeItem(atPath: out)
    // Another folder of that name is not the run's.
    try makeFolder(out)
    #expect(job.wait(limit: 120) == 1)
    #expect(job.errors.split(separator: "\n").last?.contains("the folder was deleted") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: out) == [])
  }

  @Test("All files have the mode that the user's mask gives")
  func modes() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("run")
    let job = try Job(
      limits: "umask 027", Self.problem + ["--record-tasks", "--steps", "20", "--out", out])
    #expect(job.wait() == 0)
    for name in results + ["run.json"] {
      let mode = try FileManager.default.attributesOfItem(atPath: out + "/" + name)[
        .posixPermissions]
      #expect(mode as? Int == 0o640, "\(name)")
    }
  }
}

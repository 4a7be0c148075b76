import Foundation
import TestSupport
import Testing

/// The scripts that a user calls.
@Suite("Scripts")
struct ScriptTests {
  private static let scripts =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/scripts"

  @Test("install puts programs, manual pages and completions in their places")
  func install() throws {
    let folder = try TemporaryFolder()
    let installed = try Launcher.run(
      [
        "env", "PGC_BUILT=\(BuiltProducts.folder.path)", Self.scripts + "/install",
        folder.file("here"),
      ])
    #expect(installed.code == 0, "\(installed.errors)")
    for program in ["pgc-train", "pgc-data", "pgc-experiment", "pgc-advise"] {
      let version = try Launcher.run([folder.file("here/bin/\(program)"), "--version"])
      #expect(version.code == 0 && version.output == "0.1.0\n")
      let page = try String(
        contentsOfFile: folder.file("here/share/man/man1/\(program).1"), encoding: .utf8)
      #expect(page.contains(".Nm \(program)") && page.contains(".It Em help"), "\(page)")
      let share = folder.file("here/share")
      for completion in [
        "bash-completion/completions/\(program)", "zsh/site-functions/_\(program)",
        "fish/vendor_completions.d/\(program).fish",
      ] { #expect(FileManager.default.fileExists(atPath: "\(share)/\(completion)")) }
      let bash = try Launcher.run(
        [
          "bash", "-c",
          "source \(share)/bash-completion/completions/\(program) && complete -p \(program)",
        ])
      #expect(bash.code == 0, "\(bash.errors)")
    }
    let page = try String(
      contentsOfFile: folder.file("here/share/man/man1/pgc-train.time.1"), encoding: .utf8)
    #expect(page.contains("record-tasks") && !page.contains("momentum"))

    // An installed program names what is installed.
    let alone = try Launcher.run([folder.file("here/bin/pgc-train"), "--workers", "2"])
    #expect(alone.errors.contains("pgc-mpirun 3 pgc-train"), "\(alone.errors)")
    let ranks = try Launcher.run(
      [
        folder.file("here/bin/pgc-mpirun"), "3", folder.file("here/bin/pgc-train"), "--dataset",
        "mixture:samples=40,features=2", "--steps", "2", "--out", folder.file("run"),
      ])
    #expect(ranks.code == 0, "\(ranks.errors)")
    #expect(ranks.output.contains("train loss"))
  }

  @Test(
    "mpirun says how it is called",
    arguments: [
      ([], "RANKS PROGRAM"), (["x", "y"], "RANKS 'x'"), (["0", "y"], "at least 1"),
      (["3"], "needs a program"), (["3", "no-such-program"], "no-such-program: is no program"),
    ])
  func launcher(words: [String], says: String) throws {
    let result = try Launcher.run([Self.scripts + "/mpirun"] + words)
    #expect(result.code == 2)
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test(
    "mpirun does without process_vm_readv where it fails",
    arguments: [("exit 0", false), ("exit 1", true), ("exit 255", true)])
  func memoryOfOthers(perl: String, isForbidden: Bool) throws {
    let folder = try TemporaryFolder()
    for (name, script) in [("perl", perl), ("mpirun", "echo \"$@\""), ("id", "echo 0")] {
      let path = try folder.write(name, "#!/bin/sh\n\(script)\n")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    let result = try Launcher.run(
      ["env", "PATH=\(folder.path):/usr/bin:/bin", Self.scripts + "/mpirun", "3", "echo", "x"])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("--oversubscribe --bind-to none"))
    #expect(result.output.hasSuffix(" -n 3 echo x\n"))
    #expect(
      result.output.contains("btl_vader_single_copy_mechanism none") == isForbidden,
      "\(result.output)")
  }

  @Test("install wants one folder")
  func nowhere() throws {
    let result = try Launcher.run([Self.scripts + "/install"])
    #expect(result.code == 2)
    #expect(result.errors.contains("name one folder"))
  }

  @Test("plan-cluster says what takes longest: the wire where messages are long, workers where not")
  func planCluster() throws {
    let result = try Launcher.run([
      "env", "PGC_TRAIN=" + BuiltProducts.path("pgc-train"), "WORKERS=8", "NUMBERS=10 50000000",
      "SCHEMES=uncoded", Self.scripts + "/plan-cluster",
    ])
    #expect(result.code == 0, "\(result.errors)")
    let rows = result.output.split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows.first?.hasPrefix("workers") == true)
    #expect(rows.dropFirst().first?.contains("workers and delays") == true, "\(result.output)")
    #expect(
      rows.last?.contains("of the server") == true || rows.last?.contains("server memory") == true,
      "\(result.output)")
  }
}

import Foundation
import Randomness
import TestSupport
import Testing

/// Runs of a plan as real processes: killed, doubled, failing.
@Suite("Running a plan", .serialized)
struct RunnerTests {
  private static let text = """
    name: little
    base:
      workers: 6
      dataset: "mixture:samples=120,features=4"
      steps: 12
      evaluate-every: 3
    axes:
      delay: ["exponential:mean=1", "exponential:mean=0.2+slow:workers=1,factor=5"]
    schemes: [uncoded, {name: is-sgd, stragglers: 1}, {name: pgc, stragglers: 1}]
    seeds: two
    targets: [train_loss=0.5]
    tuning: {seeds: [7], grid: {step-size: [0.5, 4]}, common: {step-size: 1}}
    reference: uncoded
    timeline: {steps: 3}
    """
  /// 12 of tuning, 12 with the common step size, 6 recorded, 12 with the tuned one.
  private static let total = 42

  private func run(_ plan: PlanText, store: String, more: [String] = []) throws
    -> Experimenter.Result
  {
    try Experimenter.run(
      ["run", plan.path, "--seeds", "seeds", "--store", store] + more, in: plan.folder)
  }

  private func tables(_ plan: PlanText, store: String, to: String) throws -> [String: Data] {
    let result = try Experimenter.run(
      ["export", plan.path, "--seeds", "seeds", "--store", store, "--to", to], in: plan.folder)
    #expect(result.code == 0, "\(result.errors)")
    return try Experimenter.files(plan.folder + "/" + to)
  }

  @Test("Killed at ten random moments, it gives the tables of an undisturbed run, byte for byte")
  func killed() throws {
    let plan = try PlanText(Self.text)
    let began = ContinuousClock.now
    let whole = try run(plan, store: "calm")
    let seconds = began.duration(to: .now) / .seconds(1)
    #expect(whole.code == 0, "\(whole.errors)")
    #expect(whole.output.hasPrefix("little: \(Self.total) runs done, 0 were there, 0 failed"))
    let calm = try tables(plan, store: "calm", to: "calm-tables")
    #expect(calm.count == 16)

    // Each life lasts about a sixth of what all runs take, so that most of ten are cut short.
    var stream = Stream(seed: 3, for: .synthetic)
    var killed = 0
    for _ in 0..<10 {
      let process = try Experimenter.start(
        ["run", plan.path, "--seeds", "seeds", "--store", "wild"], in: plan.folder)
      usleep(UInt32(stream.uniform() * seconds / 6 * 1e6))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
    }
    #expect(killed >= 5)
    let rest = try run(plan, store: "wild")
    #expect(rest.code == 0, "\(rest.errors)")
    let wild = try tables(plan, store: "wild", to: "wild-tables")
    #expect(Set(wild.keys) == Set(calm.keys))
    for (name, bytes) in calm { #expect(wild[name] == bytes, "\(name)") }
    // Nothing is left of what was cut short.
    let left = try FileManager.default.contentsOfDirectory(atPath: plan.folder + "/wild")
    #expect(left.allSatisfy { !$0.hasSuffix(".part") && !$0.hasSuffix(".lock") }, "\(left)")
    #expect(left.count == Self.total)
  }

  @Test("Two at once share the work: each run is done once")
  func twoAtOnce() throws {
    let plan = try PlanText(Self.text)
    let both = try (0..<2).map { _ in
      try Experimenter.start(
        ["run", plan.path, "--seeds", "seeds", "--store", "runs"], in: plan.folder)
    }
    var done = 0
    for process in both {
      let result = try Experimenter.result(of: process)
      #expect(result.code == 0, "\(result.errors)")
      done += result.output.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }
    #expect(done == Self.total)
    let again = try run(plan, store: "runs")
    #expect(again.output.hasPrefix("little: 0 runs done, \(Self.total) were there, 0 failed"))
  }

  @Test("A failed run is kept with its error output, told, and does not stop the rest")
  func failing() throws {
    let plan = try PlanText(Self.text)
    let train = BuiltProducts.path("pgc-train")
    let stand = plan.folder + "/train"
    try """
    #!/bin/sh
    if grep -q '"is-sgd"' "$2"; then echo "no luck today" >&2; exit 3; fi
    exec \(train) "$@"
    """.write(toFile: stand, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: stand)

    let result = try run(plan, store: "runs", more: ["--pgc-train", stand])
    #expect(result.code == 1)
    // 4 of tuning, 4 with the common step size, 2 recorded; nothing could be chosen.
    #expect(
      result.output.hasPrefix("little: 28 runs done, 0 were there, 10 failed"), "\(result.output)")
    #expect(result.output.contains("scheme=is-sgd"))
    #expect(result.output.contains("no luck today"))
    let kept = try FileManager.default.contentsOfDirectory(atPath: plan.folder + "/runs")
      .filter { $0.hasSuffix(".failed") }
    #expect(kept.count == 10)
    let errors = try String(
      contentsOfFile: "\(plan.folder)/runs/\(kept[0])/errors.txt", encoding: .utf8)
    #expect(errors == "no luck today\n")

    let status = try Experimenter.run(
      ["status", plan.path, "--seeds", "seeds", "--store", "runs"], in: plan.folder)
    #expect(status.output.hasPrefix("little: 28 done, 10 failed, 0 missing"), "\(status.output)")
    // It is not tried again unasked, and its rows say so.
    #expect(try run(plan, store: "runs").code == 1)
    let rows = try tables(plan, store: "runs", to: "tables")["runs.csv"] ?? Data()
    let failed = String(decoding: rows, as: UTF8.self).split(separator: "\n")
      .filter { $0.contains(",failed,") }
    #expect(failed.count == 8)
    #expect(try run(plan, store: "runs", more: ["--retry"]).code == 0)
  }

  @Test("A run that diverges is a result, not a failure")
  func diverging() throws {
    let plan = try PlanText(
      """
      base: {workers: 4, dataset: "mixture:samples=80,features=4", model: least-squares, steps: 400}
      schemes: [{name: pgc, stragglers: 1}]
      seeds: two
      targets: [train_loss=0.01]
      tuning: {seeds: [7], grid: {step-size: [100, 0.01]}, common: {step-size: 100}}
      """)
    let result = try run(plan, store: "runs")
    #expect(result.code == 0, "\(result.output) \(result.errors)")
    let tables = try tables(plan, store: "runs", to: "tables")
    let runs = String(decoding: tables["runs.csv"] ?? Data(), as: UTF8.self)
    #expect(runs.split(separator: "\n").count { $0.contains(",diverged,") } == 3, "\(runs)")
    let tuning = String(decoding: tables["tuning.csv"] ?? Data(), as: UTF8.self)
    #expect(
      tuning.contains("step-size=100,finish,train_loss=0.01,7,1/1,1,0,1,0,0,,,no,"), "\(tuning)")
    #expect(tuning.contains("step-size=0.01,finish,train_loss=0.01,7,1/1,1,0,0,0,0,"), "\(tuning)")
    // It is the end of a list, which does not grow.
    #expect(tuning.hasSuffix(",yes,yes,edge after 0 extensions,2\n"), "\(tuning)")
  }

  @Test("Plans run on MPI by their command")
  func onMPI() throws {
    let plan = try PlanText(
      """
      base: {workers: 2, dataset: "mixture:samples=80,features=4", steps: 5}
      schemes: [{name: pgc, stragglers: 1}]
      targets: [train_loss=0.69]
      cluster:
        mpi: >-
          mpirun --oversubscribe --bind-to none --mca btl vader,self --mca plm isolated
          --mca oob_tcp_if_include lo -n {ranks} {command}
      """)
    let result = try run(plan, store: "runs")
    #expect(result.code == 0, "\(result.output) \(result.errors)")
    let about = try tables(plan, store: "runs", to: "tables")["about.csv"] ?? Data()
    #expect(String(decoding: about, as: UTF8.self).contains("clock,wall"))
  }

  @Test("Mistakes are told before anything runs")
  func mistakes() throws {
    let plan = try PlanText("base: {workers: 6}\nschemes: [{name: frc, stragglers: 3}, pgd]\n")
    let result = try run(plan, store: "runs")
    #expect(result.code == 2)
    #expect(result.errors.split(separator: "\n").count == 2, "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: plan.folder + "/runs"))
    #expect(try run(plan, store: "runs", more: ["--jobs", "0"]).code == 2)

    let possible = try PlanText("base: {workers: 6}\nschemes: [pgc]\n")
    let other = try run(possible, store: "runs", more: ["--pgc-train", "/bin/true"])
    #expect(other.code == 2)
    #expect(
      other.errors.hasPrefix("pgc-experiment: --pgc-train /bin/true: does not say which program"),
      "\(other.errors)")
  }
}

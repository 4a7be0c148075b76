import Console
import Foundation
import TestSupport
import Testing

/// A plan that is asked to end, and commands that do not do what they say.
@Suite(.serialized) struct InterruptedPlanTests {
  /// More where programs are optimized, as under the sanitizers: both runs are still at it when they are asked.
  private static let steps = BuiltProducts.areSanitized ? 30_000 : 3_000

  private static let text = """
    name: long
    base: {workers: 4, dataset: "mixture:samples=120,features=4", steps: \(steps), evaluate-every: 500}
    schemes: [{name: pgc, stragglers: 1}, {name: frc, stragglers: 1}]
    seeds: [1]
    """

  private func start(_ plan: PlanText, store: String, _ more: [String] = []) throws -> (
    child: ChildProcess, output: KeptOutput, errors: KeptOutput
  ) {
    let (output, errors) = (try KeptOutput(), try KeptOutput())
    let program = BuiltProducts.slowPath("pgc-experiment")
    let child = try ChildProcess(
      [program, "run", plan.path, "--store", store, "--jobs", "2"] + more,
      environment: ["OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"],
      output: .kept(output), errors: .kept(errors))
    return (child, output, errors)
  }

  /// Folders of runs in a store, by the part of the name that people read.
  private func folders(_ store: String) throws -> [String: String] {
    var folders: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: store)
    where !name.hasPrefix(".") {
      folders[String(name.prefix { $0 != "-" })] = store + "/" + name
    }
    return folders
  }

  private func rows(_ folder: String) -> Int {
    (FileManager.default.contents(atPath: folder + "/steps.csv") ?? Data()).count { $0 == 10 }
  }

  @Test(
    "Asked to end, it passes that on, waits, and goes on later",
    arguments: [
      SIGTERM, SIGINT, SIGHUP,
    ])
  func passedOn(signal: Int32) throws {
    let plan = try PlanText(Self.text)
    let (store, calm) = (plan.folder + "/store", plan.folder + "/calm")
    let first = try start(plan, store: store)
    for _ in 0..<1500 {
      let under = (try? folders(store)) ?? [:]
      if under.count == 2, under.values.allSatisfy({ rows($0) > 20 }) { break }
      usleep(20_000)
    }
    first.child.send(signal)
    #expect(first.child.wait(seconds: 30) == .exited(128 + signal), "\(first.errors.text)")
    #expect(first.errors.text.contains("the same command goes on from here"))
    let parts = try folders(store)
    #expect(parts.values.allSatisfy { $0.hasSuffix(".part") }, "\(parts)")
    var done: [Int] = []
    for part in parts.values {
      let record = FileManager.default.contents(atPath: part + "/run.json") ?? Data()
      #expect(String(decoding: record, as: UTF8.self).contains("\"interrupted: "))
      #expect(FileManager.default.fileExists(atPath: part + "/checkpoint"))
      done.append(rows(part))
    }
    // One that is damaged is begun anew.
    let spoiled = try #require(parts["frc"])
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: spoiled + "/checkpoint"))
    let second = try start(plan, store: store)
    #expect(second.child.wait(seconds: 120) == .exited(0), "\(second.errors.text)")
    #expect(second.output.text.hasPrefix("long: 2 runs done, 0 were there, 0 failed"))
    #expect(try start(plan, store: calm).child.wait(seconds: 120) == .exited(0))
    let expected = try folders(calm)
    for (name, folder) in try folders(store) {
      for file in ["steps.csv", "arrivals.csv", "evaluations.csv", "model.npy"] {
        #expect(
          FileManager.default.contentsEqual(
            atPath: folder + "/" + file, andPath: (expected[name] ?? "") + "/" + file),
          "\(name): \(file)")
      }
    }
  }

  private static let onRanks = """
    name: ranks
    base: {workers: 2, dataset: "mixture:samples=60,features=3", steps: 4}
    schemes: [uncoded]
    seeds: [1]
    """

  @Test("A command that ends with 0 and ran nothing has not done the run")
  func ranNothing() throws {
    let plan = try PlanText(
      Self.onRanks + "\ncluster: {mpi: \"echo Submitted job 7 {ranks} {command}\"}\n")
    let store = plan.folder + "/store"
    let run = try start(plan, store: store)
    #expect(run.child.wait(seconds: 60) == .exited(1))
    #expect(run.output.text.contains("0 runs done, 0 were there, 1 failed"))
    #expect(run.output.text.contains("no run.json says that the run is done"))
    #expect(run.output.text.contains("it said: Submitted job 7 3 "))
    // A retry does not take what failed for done either.
    let again = try start(plan, store: store, ["--retry"])
    #expect(again.child.wait(seconds: 60) == .exited(1))
  }

  @Test("A run whose record says that it is done is done, whatever its command ends with")
  func doneAllTheSame() throws {
    let plan = try PlanText(Self.onRanks + "\ncluster: {mpi: \"./ranks {ranks} {command}\"}\n")
    let script = plan.folder + "/ranks"
    try "#!/bin/sh\nmpirun --oversubscribe -n \"$@\"\nexit 3\n".write(
      toFile: script, atomically: false, encoding: .utf8)
    #expect(chmod(script, 0o755) == 0)
    try PlanText.replace(plan, "./ranks", with: script)
    let run = try start(plan, store: plan.folder + "/store")
    #expect(run.child.wait(seconds: 90) == .exited(0), "\(run.output.text) \(run.errors.text)")
  }
}

extension PlanText {
  fileprivate static func replace(_ plan: PlanText, _ words: String, with new: String) throws {
    let text = try String(contentsOfFile: plan.path, encoding: .utf8)
    try text.replacing(words, with: new).write(
      toFile: plan.path, atomically: false, encoding: .utf8)
  }
}

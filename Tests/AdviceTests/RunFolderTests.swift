import Advice
import Clusters
import Foundation
import Runs
import TestSupport
import Testing

/// Times from what runs have written.
@Suite("Advice: runs") struct RunFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ scheme: String, _ name: String, seed: UInt64 = 4, late: String? = nil) throws
    -> String
  {
    var asked = RunConfiguration()
    asked.mode = .time
    asked.scheme = scheme
    asked.workers = 6
    asked.stragglers = scheme == "uncoded" ? nil : 2
    asked.lateWork = late
    asked.virtual = true
    asked.delay = "exponential:mean=1"
    asked.seed = seed
    asked.steps = 20
    asked.progress = "none"
    let path = folder.file(name)
    _ = try TimingSession(asked).run(
      into: RunFolder(path: path, name: "run", overwrite: false))
    return path
  }

  private func drawn(_ worker: Int, _ step: Int) throws -> Double {
    try Delays.make("exponential:mean=1", workers: 6, seed: 4)
      .seconds(worker: worker, step: step, load: 1)
  }

  @Test("an uncoded run's journal gives back the delays")
  func uncoded() throws {
    let table = try TimeTable(reading: run("uncoded", "u"))
    #expect(table.workers.count == 6 && table.steps.count == 20 && table.missing == 0)
    for worker in 0..<6 {
      for step in 0..<20 {
        #expect(abs(table.seconds[worker][step] - (try drawn(worker, step))) < 1e-9)
      }
    }
  }

  @Test("of a run that does not wait, what came has its time", arguments: ["pgc", "is-sgd"])
  func others(scheme: String) throws {
    for late in ["finish", "cancel", "backlog"] {
      let table = try TimeTable(reading: run(scheme, "\(scheme)-\(late)", late: late))
      #expect(table.missing > 0 || late == "backlog")
      #expect(table.missing == 0 || table.notes.contains { $0.contains("did not come in") })
      for worker in 0..<6 {
        for (place, step) in table.steps.enumerated() {
          let seconds = table.seconds[worker][place]
          guard seconds.isFinite, let number = Int(step) else { continue }
          #expect(abs(seconds - (try drawn(worker, number))) < 1e-9, "\(late) \(worker) \(step)")
        }
      }
    }
  }

  @Test("the load of a coded run is known")
  func load() throws {
    #expect(try TimeTable(reading: run("frc", "f")).load == 3)
  }

  @Test("of a folder of runs the uncoded ones are read")
  func store() throws {
    _ = try run("uncoded", "store/a")
    _ = try run("uncoded", "store/b", seed: 5)
    _ = try run("frc", "store/c")
    let table = try TimeTable(reading: folder.file("store"))
    #expect(table.steps.count == 40 && table.missing == 0)
    #expect(table.notes.contains { $0.contains("Of 3 runs there, the 2 of uncoded") })
  }

  @Test("of a plan's tables the recorded tasks are read")
  func timeline() throws {
    var text = "scheme,variant,seed,worker,version,blocks,began,ended,outcome\n"
    for (scheme, factor) in [("pgc", 9.0), ("uncoded", 1.0)] {
      for step in 0..<3 {
        for worker in 0..<2 {
          text +=
            "\(scheme),common,1,\(worker),\(step),\(worker),10,\(10 + factor * Double(worker + 1)),"
          text += "fresh\n"
        }
      }
    }
    try folder.write("tables/timeline.csv", text)
    let table = try TimeTable(reading: folder.file("tables"))
    #expect(table.seconds == [[1, 1, 1], [2, 2, 2]])
  }
}

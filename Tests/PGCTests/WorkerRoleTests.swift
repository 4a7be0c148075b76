import Clusters
import Coding
import Kernels
import TestSupport
import Testing
import Training

/// A rank's worker makes the messages that the virtual cluster promises, part by part, bit for bit.
@Suite struct WorkerRoleTests {
  private static let names = [
    "pgc", "pgc-hybrid", "pgc-fr", "pgc-cr", "pgc-cr-naive", "reed-solomon", "partial-frc",
    "two-part-memory",
  ]

  private func scheme(_ name: String, repetitions: Int = 0) throws -> any Scheme {
    name == "two-part-memory"
      ? TwoPartMemory(workers: 6, awaited: 4, repetitions: repetitions)
      : try makeScheme(name, workers: 6, stragglers: 2)
  }

  private func gradients(_ scheme: any Scheme) -> RandomGradients {
    RandomGradients(.random(blocks: scheme.blocks, dimension: 3, unequal: true))
  }

  @Test(arguments: names)
  func sameBitsAsTheVirtualCluster(name: String) throws {
    let scheme = try scheme(name)
    let source = gradients(scheme)
    let timing = TaskTiming(
      delays: ScriptedDelays(late: []), secondsOfBlock: Array(repeating: 0, count: scheme.blocks))
    var cluster = VirtualCluster(scheme, source: source, timing: timing)
    var role = WorkerRole(worker: 1, of: scheme, source: source)
    var message = Vector<Double>(repeating: 0, count: 4)
    for step in 0..<12 {
      let x = (0..<3).map { Double($0 + step * step) / 7 }
      cluster.publish(x.span, version: step)
      let task = scheme.assignment(worker: 1, version: step, turn: step)
      try cluster.start(task, interrupts: false)
      for part in task.parts {
        let isDone = try role.fill(&message, part: part, of: task, at: x.span) { true }
        #expect(isDone)
        guard case .message(let sent, let sentPart, _) = try cluster.next(before: .infinity) else {
          Issue.record("part \(part) of step \(step) did not come")
          return
        }
        #expect(sent == task && sentPart == part)
        cluster.put(.keep(part))
        var promised: [Double] = []
        try cluster.withMessage(at: part) { promised = Double.elements($0) }
        #expect(message.withSpan { Double.elements($0) } == promised, "step \(step), part \(part)")
      }
      #expect(try cluster.next(before: .infinity) == .idle(time: cluster.now))
    }
  }

  /// The second message of a task comes well after the first.
  private struct ByLoad: DelayModel {
    func seconds(worker: Int, step draw: Int, load: Double) -> Double {
      let step = draw & 0xFFFF_FFFF + draw >> 32
      let pace = Double(1 + (worker * 7 + step * step * 5) % 13) / 4
      return pace * (0.5 + load) + Double(worker) / 1000
    }
  }

  /// Whole runs with tasks that are interrupted, finished late, or queued: the models of workers that
  /// evaluate, of promises, and of the replay of the record.
  @Test(arguments: names, LateWork.allCases)
  func sameBitsInARun(name: String, lateWork: LateWork) throws {
    for repetitions in name == "two-part-memory" && lateWork != .backlog ? [0, 2] : [0] {
      let scheme = try scheme(name, repetitions: repetitions)
      var rehearsal = Rehearsal(
        scheme, .random(blocks: scheme.blocks, dimension: 3, unequal: true),
        delays: ByLoad(), lateWork: lateWork, steps: 40, stepSize: 0.05)
      rehearsal.gradients = gradients(scheme)
      let promised = try rehearsal.run()
      let made = try rehearsal.runByRoles()
      #expect(made.journal == promised.journal)
      #expect(made.started == promised.started)
      #expect(made.models == promised.models)
      #expect(made.records == promised.records)
      let again = try rehearsal.replay(promised.journal)
      #expect(again.models == promised.models)
      #expect(again.records == promised.records)

      // Late workers are late, and what is repeated is.
      let late = promised.arrivals.contains { $0.version < $0.step }
      #expect(late == (lateWork != .cancel))
      #expect((promised.started.map(\.repetition).max() ?? 0) == repetitions)
      // Some tasks are interrupted between their messages.
      if lateWork == .cancel, scheme.parts > 1, scheme.remembers {
        let messages = Dictionary(
          grouping: promised.arrivals.filter { $0.version > 0 }, by: { [$0.worker, $0.version] })
        let isHalf = messages.contains { name, messages in
          let task = scheme.assignment(worker: name[0], version: name[1])
          return messages.count % task.parts.count != 0
        }
        #expect(isHalf)
      }
    }
  }
}

import Clusters
import Coding
import Kernels
import TestSupport
import Testing

@testable import Training

/// Messages that are a part of a gradient: the same bits wherever they are made, and the loss apart.
@Suite struct SlicedMessages {
  private static let codes: [(name: String, workers: Int, settings: [(String, String)])] = [
    ("ye-abbe", 6, []), ("ye-abbe", 6, [("slices", "4")]), ("adaptive-gc", 6, []),
    ("adaptive-gc", 6, [("groups", "1")]), ("sliced-agc", 6, []),
    ("sliced-agc", 8, [("slices", "4"), ("construction", "null-space")]),
    ("sliced-agc", 7, [("structure", "bibd"), ("slices", "3")]),
  ]

  private func rehearsal(
    _ code: (name: String, workers: Int, settings: [(String, String)]), dimension: Int = 7,
    stragglers: Int = 2
  ) throws -> Rehearsal {
    let scheme = try makeScheme(
      code.name, workers: code.workers, stragglers: stragglers, code.settings)
    return Rehearsal(
      scheme, .random(blocks: scheme.blocks, dimension: dimension, unequal: true),
      delays: try Delays.make("exponential:mean=0.5", workers: code.workers, seed: 3), steps: 25,
      stepSize: 0.2)
  }

  /// As worker roles make them, which is what ranks do, from a journal, and on two threads; also where
  /// slices are longer than the model, or empty.
  @Test(arguments: codes, [1, 2, 7])
  func sameBits(
    code: (name: String, workers: Int, settings: [(String, String)]), dimension: Int
  ) throws {
    var rehearsal = try rehearsal(code, dimension: dimension)
    let run = try rehearsal.run()
    #expect(run.models.count == 25)
    #expect(try rehearsal.runByRoles().models == run.models)
    let again = try rehearsal.replay(run.journal)
    #expect(again.models == run.models && again.records == run.records)
    rehearsal.threads = 2
    #expect(try rehearsal.run().models == run.models)
  }

  /// The loss that is decoded is that of the model.
  @Test(arguments: codes.filter { $0.name != "sliced-agc" })
  func loss(code: (name: String, workers: Int, settings: [(String, String)])) throws {
    let rehearsal = try rehearsal(code)
    let run = try rehearsal.run()
    for (model, record) in zip(run.models, run.records.dropFirst()) {
      let loss = rehearsal.objective.loss(at: model)
      #expect(abs(record.loss - loss) < 1e-9 * loss)
    }
  }

  /// Gradients whose losses are of another size.
  private struct LargeLosses: GradientSource {
    let quadratic: Quadratic
    var gradientLength: Int { quadratic.gradientLength }

    func evaluate(
      block: Int, draw: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
      while proceed: () -> Bool
    ) -> Bool {
      let isWhole = quadratic.evaluate(
        block: block, draw: draw, at: model, into: &g, while: proceed)
      g[g.count - 1] = block == 0 ? .infinity : 1e9
      return isWhole
    }

    func forAnotherThread() -> any GradientSource<Double> { self }
  }

  /// Approximate decoding mixes slices, but never a loss with a coordinate.
  @Test(arguments: codes)
  func noLossGetsIntoTheModel(
    code: (name: String, workers: Int, settings: [(String, String)])
  ) throws {
    var rehearsal = try rehearsal(code)
    let models = try rehearsal.run().models
    rehearsal.gradients = LargeLosses(quadratic: rehearsal.objective)
    #expect(try rehearsal.run().models == models)
  }

  private func broken(_ rehearsal: Rehearsal) -> Rehearsal {
    var rehearsal = rehearsal
    let blocks = rehearsal.scheme.blocks
    rehearsal.gradients = BrokenGradients(rehearsal.objective) { block, draw in
      draw % 7 == 3 && block == draw / 7 % blocks
    }
    return rehearsal
  }

  /// Every message with a gradient in it that is not finite is one that is not.
  @Test func badMessagesAreKeptOut() throws {
    // Four of six workers hold a block, so two messages are left.
    var rehearsal = broken(try rehearsal(("sliced-agc", 6, []), stragglers: 4))
    rehearsal.refusesBad = true
    let run = try rehearsal.run()
    #expect(run.models.allSatisfy { $0.allSatisfy(\.isFinite) })
    for row in run.journal {
      guard case .bad(let message) = row.event else { continue }
      let blocks = rehearsal.scheme.placement(of: message.worker)
      #expect(message.version % 7 == 3 && blocks.contains(message.version / 7 % 3))
    }
    let refused = run.journal.count { if case .bad = $0.event { true } else { false } }
    #expect(refused > 0)
    #expect(try rehearsal.replay(run.journal).models == run.models)
    #expect(try rehearsal.runByRoles().models == run.models)
  }

  @Test(arguments: codes)
  func badMessagesAreNamed(
    code: (name: String, workers: Int, settings: [(String, String)])
  ) throws {
    let rehearsal = broken(try rehearsal(code))
    let error = #expect(throws: TrainingError.self) { try rehearsal.run() }
    guard case .diverged(_, let culprit?) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(culprit.version == 3 && culprit.blocks.contains(0))
    #expect(Set(culprit.blocks).count == culprit.blocks.count)
    #expect(rehearsal.scheme.placement(of: culprit.worker) == culprit.blocks.sorted())
  }

  /// Who takes over a lost worker's rows sends its slices too.
  @Test(arguments: codes)
  func lostWorkers(code: (name: String, workers: Int, settings: [(String, String)])) throws {
    var rehearsal = try rehearsal(code, stragglers: 1)
    rehearsal.lostBlocks = .reassign
    rehearsal.absences = try Absences(parsing: "1@2.2,3@3.1-6,0@4.3", workers: code.workers)
    let run = try rehearsal.run()
    #expect(run.models.count == 25)
    #expect(try rehearsal.replay(run.journal).models == run.models)
    if code.name != "sliced-agc" {
      #expect(run.records.allSatisfy { $0.coverage.residual < 1e-6 })
    }
  }

  /// A step takes as much less time on a narrow network, as messages are shorter.
  @Test func secondsFallWithTheNumberOfSlices() throws {
    struct Waits: TimingObserver {
      var seconds: [Double] = []
      mutating func stepped(_ record: StepRecord) -> Bool {
        seconds.append(record.waited)
        return true
      }
    }
    for m in 1...4 {
      let scheme = try makeScheme("ye-abbe", workers: 8, stragglers: 1, [("slices", "\(m)")])
      let slices = Slices(m, of: 12_000)
      var waits = Waits()
      var workers = VirtualWorkers(
        8,
        timing: TaskTiming(
          delays: try Delays.make("none", workers: 8, seed: 1),
          secondsOfBlock: Array(repeating: 0, count: 8)),
        link: VirtualLink(
          try LinkModel("link:ingress=1e5"), modelBytes: 0,
          messageBytes: slices.messageLength * 8))
      try simulate(
        scheme, lateWork: .cancel, shares: Array(repeating: 0.125, count: 8), on: &workers,
        steps: 0..<3, observer: &waits)
      // Seven messages go through the ingress.
      let expected = 7 * Double(8 * (12_000 / m + 1)) / 1e5
      #expect(waits.seconds.allSatisfy { abs($0 - expected) < 1e-9 }, "\(waits.seconds)")
    }
  }

  /// A block is evaluated once, whatever number of slices of it are sent.
  @Test(arguments: codes)
  func secondsOfComputing(
    code: (name: String, workers: Int, settings: [(String, String)])
  ) throws {
    let scheme = try makeScheme(code.name, workers: code.workers, stragglers: 2, code.settings)
    let timing = TaskTiming(
      delays: try Delays.make("none", workers: code.workers, seed: 1),
      secondsOfBlock: Array(repeating: 2, count: scheme.blocks))
    let task = scheme.assignment(worker: 1, version: 0)
    for part in task.parts {
      #expect(timing.seconds(task, through: part) == 2 * Double(scheme.placement(of: 1).count))
    }
  }

  /// A scheme that weighs a slice that there is not contradicts itself.
  @Test func unknownSlices() throws {
    let scheme = try makeScheme("ye-abbe", workers: 4, stragglers: 1)
    var holdings = Holdings(scheme, shares: [0.25, 0.25, 0.25, 0.25])
    try holdings.put(scheme.assignment(worker: 0, version: 0), part: 0, .keep(0))
    for slice in [-1, 2] {
      #expect(throws: ControlError.self) {
        try holdings.measure([Weight(place: 0, version: 0, 1, slice: slice)], step: 0)
      }
    }
  }
}

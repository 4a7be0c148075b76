import Coding
import Randomness
import Runs
import Settings
import Testing

/// What every scheme here promises, whoever answers, over many steps of one gather.
@Suite struct ConservationTests {
  static let codes: [(name: String, workers: Int, settings: [(String, String)])] = [
    ("agc", 12, [("copies", "3")]), ("agc", 12, [("scaling", "unbiased")]), ("bgc", 12, []),
    ("bgc", 12, [("decoding", "one-step")]), ("rbgc", 12, []), ("bibd", 13, []),
    ("sparse-gaussian", 12, []), ("expander", 12, []), ("graph", 12, []),
    ("graph", 15, [("graph", "complete")]),
    ("sgc", 12, []), ("is-gc-fr", 12, []), ("is-gc-cr", 12, [("copies", "5")]),
    ("is-gc-hr", 12, []),
  ]

  /// Weights name messages that came on the model of the step, each once; late ones free their worker.
  @Test(arguments: codes)
  func weightsNameFreshMessages(name: String, workers n: Int, settings: [(String, String)]) throws {
    for s in [0, 1, 4, n - 1] {
      let scheme = try CodeUnderTest(name, workers: n, stragglers: s, settings).scheme
      var gather = scheme.makeGather(
        shares: Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks))
      var stream = Stream(seed: 1, for: .synthetic, s)
      for step in 0..<25 {
        gather.open(step: step, at: Double(step))
        var came = Set<Int>()
        var isClosed = false
        for worker in stream.permutation(n) where !isClosed {
          if step > 0, stream.below(3) == 0 {
            let late = gather.add(Arrival(worker: worker, version: step - 1, time: Double(step)))
            #expect(late == .released)
          }
          came.insert(worker)
          switch gather.add(Arrival(worker: worker, version: step, time: Double(step))) {
          case .closes: isClosed = true
          case .counted: break
          case .released: Issue.record("a fresh message was released")
          }
        }
        #expect(isClosed && came.count <= n - s)
        var weights: [Weight] = []
        try gather.close(into: &weights)
        #expect(Set(weights.map(\.place)).count == weights.count)
        for weight in weights {
          // One message a task: a worker's place is its number.
          #expect(came.contains(weight.place) && weight.version == step && scheme.parts == 1)
          #expect(weight.value.isFinite)
        }
      }
    }
  }

  /// Rows name blocks that exist, each at most once, the same in every step and for every copy.
  @Test(arguments: codes)
  func rowsAreWellFormed(name: String, workers n: Int, settings: [(String, String)]) throws {
    let scheme = try CodeUnderTest(name, workers: n, settings, seed: 9).scheme
    let again = try CodeUnderTest(name, workers: n, settings, seed: 9).scheme
    #expect(scheme.workers == n)
    for worker in 0..<n {
      let terms = scheme.terms(worker: worker, step: 0)
      #expect(Set(terms.map(\.block)).count == terms.count)
      #expect(
        terms.allSatisfy { (0..<scheme.blocks).contains($0.block) && $0.coefficient.isFinite })
      #expect(terms == scheme.terms(worker: worker, step: 7))
      #expect(terms == again.terms(worker: worker, step: 0))
    }
  }

  @Test(arguments: codes.map(\.name)) func isListed(name: String) throws {
    let type = try #require(Schemes.all.first { $0.description.entry.name == name })
    #expect(!type.description.citation.isEmpty && !type.description.constraint.isEmpty)
  }

  /// No number of workers traps, from none on: a scheme is made, or says why not.
  @Test func anyNumberOfWorkers() {
    for name in Set(Self.codes.map(\.name)).sorted() {
      for n in 0...40 {
        for s in [nil, 0, 1, n - 1, n, -1] {
          let scheme = try? CodeUnderTest(name, workers: n, stragglers: s)
          #expect(n > 0 || scheme == nil)
        }
      }
    }
  }
}

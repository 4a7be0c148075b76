import Coding
import Settings
import TestSupport
import Testing
import Training

@testable import Baselines

/// CoGC and GC+: the worked numbers, what is drawn, and what a step waits for.
@Suite struct CooperativeCodeTests {
  /// Rows (½, 1, 0), (0, 1, −1), (½, 0, 1) of gradients 10, 20 and 30.
  private static let rows: [[Double]] = [[0.5, 1, 0], [0, 1, -1], [0.5, 0, 1]]
  private static let gradients = [10.0, 20, 30]

  private func value(_ weights: [Double], _ rows: [[Double]]) -> Double {
    zip(weights, rows).reduce(0) { sum, pair in
      sum + pair.0 * zip(pair.1, Self.gradients).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  @Test(arguments: [([0, 1], [2.0, -1]), ([0, 2], [1, 1]), ([1, 2], [1, 2])])
  func completeSums(clients: [Int], wanted: [Double]) throws {
    let rows = clients.map { Self.rows[$0] }
    guard case .sum(let a) = RowRecovery(rows, clients: 3) else { throw Failed() }
    #expect(zip(a, wanted).allSatisfy { abs($0 - $1) < 1e-12 }, "\(a)")
    #expect(abs(value(a, rows) - 60) < 1e-12)
  }

  /// The gradient of client 1 never reaches client 0.
  @Test func oneLinkLost() throws {
    let rows = [[0.5, 0, 0], Self.rows[1], Self.rows[2]]
    guard case .singles(let singles) = RowRecovery(Array(rows.prefix(2)), clients: 3) else {
      throw Failed()
    }
    #expect(singles.map(\.client) == [0])
    #expect(abs(value(singles[0].weights, rows) - 10) < 1e-12)
    guard case .sum(let a) = RowRecovery(rows, clients: 3) else { throw Failed() }
    #expect(abs(value(a, rows) - 60) < 1e-12)
    // All three alone too: rank 3.
    guard case .singles(let none) = RowRecovery([], clients: 3) else { throw Failed() }
    #expect(none.isEmpty)
  }

  private struct Failed: Error {}

  /// Every mask of a code of four: what is recovered is right, and nothing that could be is missed.
  @Test func everyMask() throws {
    let matrix = try CyclicRepetition(SchemeRequest("crc", workers: 4, stragglers: 1)).matrix
    for mask in 0..<16 {
      for up in 1..<16 {
        let rows = (0..<4).filter { up >> $0 & 1 == 1 }.map { j in
          (0..<4).map { i in i != j && mask >> j & 1 == 0 ? 0 : matrix[j, i] }
        }
        switch RowRecovery(rows, clients: 4) {
        case .sum(let a): #expect(gap(a, rows, [1, 1, 1, 1]) < 1e-7)
        case .singles(let singles):
          for single in singles {
            let unit = (0..<4).map { $0 == single.client ? 1.0 : 0 }
            #expect(gap(single.weights, rows, unit) < 1e-7)
          }
          // A client whose neighbor's gradient was lost sends its own alone.
          let alone = (0..<4).filter { up >> $0 & 1 == 1 && mask >> $0 & 1 == 0 }
          let found = Set(singles.map { $0.client })
          #expect(found.isSuperset(of: alone))
        }
      }
    }
  }

  private func gap(_ a: [Double], _ rows: [[Double]], _ target: [Double]) -> Double {
    target.indices.map { i in
      abs(zip(a, rows).reduce(0) { $0 + $1.0 * $1.1[i] } - target[i])
    }.max() ?? 0
  }

  private func exchange(
    _ n: Int, _ s: Int, link: String, uplink: String = "1", attempts: Int = 1, seed: UInt64 = 1
  ) throws -> LossyExchange {
    try LossyExchange(
      SchemeRequest(
        "cogc", workers: n, stragglers: s,
        settings: [("link", link), ("uplink", uplink), ("attempts", "\(attempts)")], seed: seed))
  }

  /// Chances of links are what was asked for, and attempts differ.
  @Test func whatIsDrawn() throws {
    let exchange = try exchange(6, 2, link: "0.7", uplink: "0.8", attempts: 2)
    var (ups, members) = (0, 0)
    for step in 0..<2000 {
      for client in 0..<6 {
        let fate = exchange.fate(of: client, step: step, attempt: 1)
        ups += fate.isUp ? 1 : 0
        members += fate.members.count - 1
        #expect(fate.members[0] == client)
      }
    }
    #expect(abs(Double(ups) / 12000 - 0.8) < 0.02 && abs(Double(members) / 24000 - 0.7) < 0.02)
    let differ = (0..<50).contains {
      exchange.fate(of: 0, step: $0, attempt: 0) != exchange.fate(of: 0, step: $0, attempt: 1)
    }
    #expect(differ)
  }

  private func models(
    _ name: String, _ n: Int, _ s: Int, _ settings: [(String, String)], seconds: [Double],
    steps: Int = 4
  ) throws -> Recording {
    let source = Quadratic.random(blocks: n, dimension: 2, unequal: true)
    return try Rehearsal(
      makeScheme(name, workers: n, stragglers: s, settings), source,
      delays: ScriptedDelays(seconds: seconds), steps: steps
    ).run()
  }

  /// Links that lose nothing: the gradient of all, from n − s clients, each of which waits for its neighbors.
  @Test(arguments: ["cogc", "gc-plus"])
  func nothingLost(name: String) throws {
    let safe = [("link", "1"), ("uplink", "1")]
    let seconds = [1.0, 2, 3, 10]
    let found = try models(name, 4, 1, safe, seconds: seconds)
    let wanted = try models("uncoded", 4, 0, [], seconds: seconds)
    for (a, b) in zip(found.models.joined(), wanted.models.joined()) { #expect(abs(a - b) < 1e-9) }
    // Clients 0 to 3 wait for 2, 3, 10 and 10 s; three sums are needed.
    #expect(abs(found.records[0].time - 10) < 1e-12)
    #expect(try abs(models(name, 4, 2, safe, seconds: seconds).records[0].time - 10) < 1e-12)
    #expect(try abs(models(name, 4, 1, safe, seconds: [10, 2, 3, 1]).records[0].time - 10) < 1e-12)
    // 2, 3, 4 and 4 s: by themselves three clients would be there after 3.
    #expect(try abs(models(name, 4, 1, safe, seconds: [1, 2, 3, 4]).records[0].time - 4) < 1e-12)
  }

  /// Nothing comes up: every step is void, and told as one that covers nothing.
  @Test(arguments: ["cogc", "gc-plus"])
  func everythingLost(name: String) throws {
    let found = try models(name, 4, 1, [("uplink", "0")], seconds: [1, 2, 3, 4])
    #expect(found.models.joined().allSatisfy { $0 == 0 })
    #expect(found.records.allSatisfy { $0.coverage.recovery == 0 })
  }

  /// Clients that hear nobody: CoGC has nothing, GC+ has each alone, which together are all.
  @Test func nobodyHearsAnybody() throws {
    let deaf = [("link", "0"), ("uplink", "1")]
    let seconds = [1.0, 2, 3, 4]
    let void = try models("cogc", 4, 1, deaf, seconds: seconds).models.joined()
    #expect(void.allSatisfy { $0 == 0 })
    let found = try models("gc-plus", 4, 1, deaf, seconds: seconds)
    let wanted = try models("uncoded", 4, 0, [], seconds: seconds)
    for (a, b) in zip(found.models.joined(), wanted.models.joined()) { #expect(abs(a - b) < 1e-9) }
  }

  /// A step that no single attempt decodes is decoded by both together.
  @Test func attemptsAreStacked() throws {
    let n = 4
    let exchange = try exchange(n, 1, link: "0.5", uplink: "0.6", attempts: 2)
    var (alone, stacked) = (0, 0)
    for step in 0..<300 {
      func rows(_ attempts: [Int]) -> [[Double]] {
        attempts.flatMap { attempt in
          (0..<n).filter { exchange.fate(of: $0, step: step, attempt: attempt).isUp }
            .map { exchange.row(of: $0, step: step, attempt: attempt) }
        }
      }
      func isWhole(_ attempts: [Int]) -> Bool {
        if case .sum = RowRecovery(rows(attempts), clients: n) { true } else { false }
      }
      alone += isWhole([0]) || isWhole([1]) ? 1 : 0
      stacked += isWhole([0, 1]) ? 1 : 0
    }
    #expect(stacked > alone + 20, "\(alone), \(stacked)")
  }

  @Test func whatDoesNotGo() {
    for setting in [("link", "1.5"), ("uplink", "0.5+0.5"), ("attempts", "0")] {
      #expect(throws: ConfigurationError.self) {
        try makeScheme("cogc", workers: 4, stragglers: 1, [setting])
      }
    }
  }
}

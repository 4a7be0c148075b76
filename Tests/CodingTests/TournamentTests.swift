import Randomness
import Testing

@testable import Coding

/// Tournaments between workers with claims that are whole numbers, which add up exactly.
@Suite struct TournamentTests {
  private func play(_ claims: [[Int]], truth: [Int]) throws -> Tournament {
    try Tournament(Array(claims.indices), blocks: truth.count) { a, b, blocks in
      claims[a][blocks].reduce(0, +) == claims[b][blocks].reduce(0, +)
    } isTrue: { worker, block in
      claims[worker][block] == truth[block]
    }
  }

  /// The worked example: worker 1 lies on block 5, worker 2 on blocks 2 and 6.
  @Test func twoLiarsOfThree() throws {
    let truth = [3, 1, 4, 1, 5, 9, 2, 6]
    var claims = [truth, truth, truth]
    claims[1][5] += 4
    claims[2][2] -= 1
    claims[2][6] -= 2
    let found = try play(claims, truth: truth)
    #expect(
      found.matches == [
        .init(first: 0, second: 1, block: 5), .init(first: 0, second: 2, block: 2),
      ])
    #expect(found.survivors == [0] && found.eliminated == [1, 2])
    #expect(found.messages == 12 && found.computations == 2)
    #expect(claims[found.survivors[0]].reduce(0, +) == 31)
  }

  /// Whoever lies, wherever: while one is honest, who is left has the sum.
  @Test(arguments: [2, 3, 4], [1, 2, 3, 5, 8])
  func oneHonestWorkerIsEnough(workers: Int, blocks: Int) throws {
    var stream = Stream(seed: 1, for: .synthetic, workers, blocks)
    let truth = (0..<blocks).map { _ in stream.below(10) }
    var levels = 0
    while 1 << levels < blocks { levels += 1 }
    for count in 0..<workers {
      for liars in StragglerPatterns.all(count, of: workers) {
        for _ in 0..<20 {
          var claims = Array(repeating: truth, count: workers)
          for liar in liars {
            for block in 0..<blocks where stream.below(2) == 0 {
              claims[liar][block] += stream.below(5) - 2
            }
          }
          let found = try play(claims, truth: truth)
          let sum = truth.reduce(0, +)
          #expect(found.survivors.allSatisfy { claims[$0].reduce(0, +) == sum })
          #expect(Set(found.eliminated).isSubset(of: liars))
          #expect(found.matches.count <= count && found.computations <= count)
          #expect(found.messages <= 2 * levels * found.matches.count)
        }
      }
    }
  }

  /// Nobody honest: who agrees wins, and who does not is told.
  @Test func nobodyHonest() throws {
    #expect(try play([[1, 3], [1, 3]], truth: [1, 2]).survivors == [0, 1])
    #expect(throws: DecodingError.self) { try play([[1, 3], [1, 4]], truth: [1, 2]) }
  }

  /// Claims that do not add up.
  @Test func noBlockInDispute() {
    #expect(throws: DecodingError.self) {
      try Tournament([0, 1], blocks: 2) { _, _, blocks in
        blocks.count < 2
      } isTrue: { _, _ in
        true
      }
    }
  }
}

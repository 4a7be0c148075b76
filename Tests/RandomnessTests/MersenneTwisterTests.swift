import Randomness
import Testing

/// Against `numpy.random.RandomState(seed)`, numpy 2.4.6; its legacy generator is frozen.
@Suite struct MersenneTwisterTests {
  @Test(
    arguments: [
      (UInt32(0), [2_357_136_044, 2_546_248_239, 3_071_714_933, 3_626_093_760, 2_588_848_963]),
      (1, [1_791_095_845, 4_282_876_139, 3_093_770_124, 4_005_303_368, 491_263]),
      (12345, [3_992_670_690, 3_823_185_381, 1_358_822_685, 561_383_553, 789_925_284]),
      (.max, [419_326_371, 479_346_978, 3_918_654_476, 2_416_749_639, 3_388_880_820]),
    ] as [(UInt32, [UInt32])])
  func words(seed: UInt32, expected: [UInt32]) {
    var twister = MersenneTwister(seed: seed)
    #expect(expected.map { _ in twister.next() } == expected)
  }

  @Test func uniforms() {
    var twister = MersenneTwister(seed: 0)
    let expected = [
      0.5488135039273248, 0.7151893663724195, 0.6027633760716439, 0.5448831829968969,
    ]
    #expect(expected.map { _ in twister.uniform() } == expected)
  }

  @Test(
    arguments: [
      (UInt32(0), [0]), (0, [1, 0]), (0, [2, 8, 4, 9, 1, 6, 7, 3, 0, 5]),
      (1, [3, 16, 6, 10, 2, 14, 4, 17, 7, 1, 13, 0, 19, 18, 9, 15, 8, 12, 11, 5]),
      (
        7,
        [
          2, 28, 1, 9, 13, 5, 20, 16, 29, 17, 21, 11, 15, 12, 18, 0, 32, 6, 26, 30, 10, 24, 8, 27,
          14, 31, 7, 23, 19, 3, 22, 25, 4,
        ]
      ),
    ] as [(UInt32, [Int])])
  func permutations(seed: UInt32, expected: [Int]) {
    var twister = MersenneTwister(seed: seed)
    #expect(twister.permutation(expected.count) == expected)
  }

  @Test(arguments: [
    (32_769, [18654, 19639, 24971, 18359, 11252], 559_988),
    (100_000, [3582, 60498, 53227, 21333, 3885], 54_444),
  ])
  func longPermutations(count: Int, first: [Int], digest: Int) {
    var twister = MersenneTwister(seed: 0)
    let items = twister.permutation(count)
    #expect(Array(items.prefix(5)) == first)
    let sum = items.enumerated().reduce(0) { $0 + $1.element * ($1.offset + 1) }
    #expect(sum % 1_000_003 == digest)
  }

  @Test func emptyPermutation() {
    var twister = MersenneTwister(seed: 0)
    #expect(twister.permutation(0).isEmpty)
  }
}

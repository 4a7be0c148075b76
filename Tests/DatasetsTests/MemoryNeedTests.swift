import Console
import Testing

@testable import Datasets

@Suite("Data: memory")
struct MemoryNeedTests {
  @Test(arguments: [(1 << 40, 1 << 10, 8), (Int.max, 2, 8), (1 << 50, 1, 1)])
  func moreThanThereIs(count: Int, columns: Int, width: Int) {
    let text = complaint { () throws(DataError) in
      try MemoryNeed.check(count, by: columns, width: width, file: "x")
    }
    #expect(text?.hasPrefix("x: needs ") == true && text?.contains(" GB can be had; ") == true)
  }

  @Test func whatFitsIsTaken() throws {
    try MemoryNeed.check(1 << 20, by: 8, width: 8, file: "x")
    #expect(MemoryNeed.room > 0)
  }

  @Test func syntheticSamplesAreRefusedBeforeTheyAreMade() {
    let mixture = GaussianMixture(samples: 1 << 30, features: 1 << 30, seed: 1)
    let text = complaint { () throws(DataError) in
      _ = try mixture.load(rows: Array(0..<1 << 16), columns: 1 << 30, as: Double.self)
    }
    #expect(text?.contains("needs 562950.0 GB") == true, "\(text ?? "none")")
  }
}

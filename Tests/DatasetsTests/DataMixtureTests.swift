import Console
import Foundation
import Kernels
import Testing

@testable import Datasets

@Suite("Data: Gaussian mixture")
struct DataMixtureTests {
  let source = GaussianMixture(samples: 4_000, features: 20, separation: 1.5, seed: 3)

  @Test func aSubsetIsThatPartOfTheWhole() throws {
    let all = try source.load(rows: Array(0..<50), columns: 20, as: Double.self)
    let some = try source.load(rows: [49, 0, 7], columns: 20, as: Double.self)
    let table = all.features.table
    #expect(some.features.table == [table[49], table[0], table[7]])
    #expect(some.labels == [all.labels[49], all.labels[0], all.labels[7]])
    #expect(Array(try source.survey().labels[..<50]) == all.labels)
    let single = try source.load(rows: [7], columns: 20, as: Float.self)
    #expect(single.features.table == [table[7].map { Float($0) }])
    let fewer = GaussianMixture(samples: 60, features: 20, separation: 1.5, seed: 3)
    #expect(try fewer.load(rows: [7], columns: 20, as: Double.self).features.table == [table[7]])
  }

  @Test func theTestSetAndOtherSeedsAreOthers() throws {
    let test = GaussianMixture(samples: 50, features: 20, seed: 3, test: true)
    let other = GaussianMixture(samples: 50, features: 20, seed: 4)
    #expect(test.trueModel() == source.trueModel())
    #expect(other.trueModel() != source.trueModel())
    let tables = try [source, test, other].map {
      try $0.load(rows: Array(0..<50), columns: 20, as: Double.self).features.table.joined()
    }
    #expect(Set(tables.flatMap { $0 }).count == 3 * 50 * 20)
  }

  /// Bounds are five standard deviations of each estimate.
  @Test func momentsAreTheModels() throws {
    let n = source.samples
    let data = try source.load(rows: Array(0..<n), columns: 20, as: Double.self)
    let truth = source.trueModel()
    let table = data.features.table
    #expect(truth.allSatisfy { abs($0) == 1 })
    var excess = 0.0
    var expected = 0.0
    for (row, label) in zip(table, data.labels) {
      let z = zip(row, truth).reduce(0) { $0 + $1.0 * $1.1 }
      let p = 1 / (exp(2 * z) + 1)
      expected += p
      excess += (label == 1 ? 1 : 0) - p
    }
    #expect(abs(excess) < 5 * (Double(n) / 4).squareRoot())
    #expect(expected > 0.4 * Double(n) && expected < 0.6 * Double(n))
    // Cov x = I + (α/p)² β* β*ᵀ, mean 0; z = xᵀβ* has variance p + α².
    for j in 0..<20 {
      let mean = table.reduce(0) { $0 + $1[j] } / Double(n)
      #expect(abs(mean) < 5 / Double(n).squareRoot())
      let square = table.reduce(0) { $0 + $1[j] * $1[j] } / Double(n)
      #expect(abs(square - 1 - 0.005625) < 5 * (2 / Double(n)).squareRoot())
      let product = table.reduce(0) { $0 + $1[j] * $1[(j + 1) % 20] } / Double(n)
      let sign = truth[j] * truth[(j + 1) % 20]
      #expect(abs(product - 0.005625 * sign) < 5 / Double(n).squareRoot())
    }
    let variance =
      table.reduce(0) { sum, row in
        let z = zip(row, truth).reduce(0) { $0 + $1.0 * $1.1 }
        return sum + z * z
      } / Double(n)
    #expect(abs(variance - 22.25) < 5 * 22.25 * (2 / Double(n)).squareRoot())
  }

  @Test func errors() {
    #expect(
      complaint { () throws(DataError) in _ = try source.load(rows: [0], columns: 5, as: Float.self)
      }
        == "mixture:samples=4000,features=20,separation=1.5: has 20 features, but the model takes 5"
    )
    #expect(
      complaint { () throws(DataError) in
        _ = try source.load(rows: [-1], columns: 20, as: Float.self)
      }?.contains("there is no sample -1 of 4000") == true)
  }
}

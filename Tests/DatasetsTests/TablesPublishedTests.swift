import Foundation
import Kernels
import TestSupport
import Testing

@testable import Datasets

/// The published problems, to the entry: sums over the one-hot matrices were taken with numpy.
@Suite("Tables: published problems")
struct TablesPublishedTests {
  struct Problem: CustomTestStringConvertible, Sendable {
    let name: String
    let train: Int, test: Int, columns: Int, stored: Int
    /// The first columns of the first training row.
    let first: [Int32]
    /// Σ (column mod 1009) over all entries.
    let trainSum: Int, testSum: Int
    let labelSum: Double
    /// Training and test rows of each class.
    let classes: [Int]

    var testDescription: String { name }
    var isThere: Bool { realData(name) != nil }
  }

  static let all = [
    Problem(
      name: "amazon", train: 26_215, test: 6_554, columns: 241_915, stored: 44,
      first: [6971, 8790, 11782, 11953, 12310, 12625, 15125, 15238, 15402, 42467],
      trainSum: 585_729_913, testSum: 146_713_209, labelSum: 23_165, classes: [1_897, 30_872]),
    Problem(
      name: "kc-house", train: 17_290, test: 4_323, columns: 27_654, stored: 19,
      first: [3, 16, 245, 3531, 10863, 10869, 10871, 10879, 10886, 10986],
      trainSum: 154_577_534, testSum: 38_654_402, labelSum: 9385.009195, classes: []),
    Problem(
      name: "covtype", train: 396_112, test: 99_029, columns: 15_509, stored: 55,
      first: [463, 1518, 1875, 1976, 2689, 3837, 9109, 9285, 9465, 12680],
      trainSum: 8_019_490_517, testSum: 2_005_020_202, labelSum: 57_034,
      classes: [211_840, 283_301]),
  ]

  /// Covertype takes a minute where nothing is optimized.
  static let isLong = ProcessInfo.processInfo.environment["PGC_LONG_TESTS"] == "1"

  @Test(
    .enabled(if: all.contains(where: \.isThere), "the data sets are not on this machine"),
    arguments: all.filter { $0.isThere && ($0.name != "covtype" || isLong) })
  func shapesAndEntries(of problem: Problem) throws {
    let folder = try TemporaryFolder()
    let standard = DatasetFolders.standard
    let folders = DatasetFolders(standard.roots, prepared: [folder.path])
    let made = try #require(try DatasetCatalog.prepare(problem.name, folders: folders))
    #expect(made.labels.map(\.count) == problem.classes && made.stored == problem.stored)
    let pair = try DatasetCatalog.open(problem.name, seed: 1, folders: folders)
    let train = try pair.train.survey()
    let test = try #require(pair.test).survey()
    #expect(train.count == problem.train && test.count == problem.test)
    #expect(train.columns == problem.columns && test.columns == problem.columns)
    #expect(train.nonzeros == problem.train * problem.stored)
    #expect(abs(train.labels.reduce(0, +) - problem.labelSum) < 1e-6)
    #expect(train.labelKind == (problem.name == "kc-house" ? .real : .binary))
    #expect(try sum(pair.train, problem, first: problem.first) == problem.trainSum)
    #expect(try sum(try #require(pair.test), problem, first: nil) == problem.testSum)
  }

  private func sum(_ source: any DatasetSource, _ problem: Problem, first: [Int32]?) throws -> Int {
    let count = try source.survey().count
    let data = try source.load(rows: Array(0..<count), columns: problem.columns, as: Float.self)
    guard case .sparse(let matrix) = data.features else { return 0 }
    #expect(matrix.values.isEmpty && matrix.indices.count == count * problem.stored)
    if let first { #expect(Array(matrix.indices.prefix(first.count)) == first) }
    return matrix.indices.reduce(0) { $0 + Int($1) % 1009 }
  }
}

import Console
import Foundation
import Kernels
import TestSupport
import Testing

@testable import Datasets

@Suite("Tables: prepared files")
struct TablesCacheTests {
  let folder: TemporaryFolder
  let reports = Reports()
  init() throws {
    folder = try TemporaryFolder()
    try folder.write("table.csv", Self.text)
  }

  static let text = "y,a,n\n1,x,0.5\n-1,y,1.5\n1,x,2\n1,z,4\n-1,z,5\n"
  static let recipe: Recipe = {
    var recipe = Recipe(name: "small", file: "table.csv", label: .init("y"))
    recipe.numeric = ["n"]
    recipe.split = .init(fraction: 0.2)
    return recipe
  }()

  private var prepared: String { folder.path + "/prepared" }
  private var source: String { folder.path + "/table.csv" }
  private var cache: TableCache { TableCache([prepared]) { [reports] in reports.add($0) } }
  private var tables: [String] { names(in: prepared).filter { $0.hasSuffix(".table") } }

  private func pair() -> DatasetPair {
    TableSource.pair(Self.recipe, path: source, labels: nil, cache: cache, name: "small")
  }

  private func file() throws -> URL {
    URL(fileURLWithPath: "\(prepared)/\(try #require(tables.first))")
  }

  @Test func theSameSamplesWithAndWithoutAFile() throws {
    let direct = TableSource.pair(
      Self.recipe, path: source, labels: nil, cache: TableCache([]), name: "small")
    for _ in 0..<2 {
      let pair = pair()
      let all = try pair.train.all()
      let expected = try direct.train.all()
      #expect(all.table == expected.table && all.labels == expected.labels)
      #expect(try pair.test?.all().table == direct.test?.all().table)
    }
    #expect(tables.count == 1 && reports.lines.isEmpty)
    #expect(try cache.table(Self.recipe, path: source).wasThere)
    #expect(names(in: prepared).allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test func aChangedSourceOrRecipeIsPreparedAnew() throws {
    _ = try pair().train.survey()
    try folder.write("table.csv", Self.text.replacingOccurrences(of: "x,2", with: "y,2"))
    #expect(try !cache.table(Self.recipe, path: source).wasThere)
    var other = Self.recipe
    other.bias = true
    #expect(try !cache.table(other, path: source).wasThere)
    #expect(tables.count == 3 && reports.lines.isEmpty)
  }

  @Test(arguments: [
    (0, 1, "is no prepared table"), (8, 9, "is of version"), (20, 0x7f, "is cut short"),
    (30, 0x40, "is damaged"),
  ])
  func aFileThatIsNoUseIsToldAndPreparedAgain(byte: Int, change: UInt8, says: String) throws {
    _ = try pair().train.survey()
    var bytes = try Data(contentsOf: file())
    bytes[byte] ^= change
    try bytes.write(to: file())
    let survey = try pair().train.survey()
    #expect(survey.count == 4 && reports.lines.count == 1)
    #expect(reports.lines.first?.contains(says) == true)
    #expect(reports.lines.first?.hasSuffix("it is prepared again from \(source)") == true)
    #expect(try cache.table(Self.recipe, path: source).wasThere)
  }

  @Test func everyHalfWrittenFileIsToldAndPreparedAgain() throws {
    _ = try pair().train.survey()
    let whole = try Data(contentsOf: file())
    let key = try TableKey(Self.recipe, path: source)
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: file())
      #expect(throws: TableFile.Refusal.self) { try TableFile(file().path, key: key) }
    }
    try (whole + [0]).write(to: file())
    #expect(throws: TableFile.Refusal.unusable("is cut short")) {
      try TableFile(file().path, key: key)
    }
    try whole.prefix(whole.count / 2).write(to: file())
    _ = try pair().train.survey()
    #expect(reports.lines.count == 1)
    #expect(try Data(contentsOf: file()) == whole)
  }

  @Test func aFileOfAnotherKeyIsNotRead() throws {
    _ = try pair().train.survey()
    try folder.write("table.csv", Self.text + "1,x,7\n")
    let key = try TableKey(Self.recipe, path: source)
    #expect(
      throws: TableFile.Refusal.unusable("was made from another source file or by another recipe")
    ) { try TableFile(file().path, key: key) }
  }

  @Test func aDamagedRowIsToldByItsNumber() throws {
    _ = try pair().train.survey()
    var bytes = try Data(contentsOf: file())
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: file())
    let pair = pair()
    _ = try pair.train.survey()
    var lines: [String] = []
    for source in [pair.train, try #require(pair.test)] {
      for row in 0..<(try source.survey().count) {
        lines += [
          complaint { () throws(DataError) in
            _ = try source.load(rows: [row], columns: 4, as: Double.self)
          }
        ].compactMap { $0 }
      }
    }
    #expect(lines.count == 1)
    #expect(lines.first?.contains(".table, row 4: the prepared table is damaged; delete") == true)
  }

  @Test func leftoversOfKilledWritersGo() throws {
    let key = try TableKey(Self.recipe, path: source)
    try folder.write("prepared/\(key.fileName).99999.part", "half")
    _ = try pair().train.survey()
    #expect(names(in: prepared).filter { $0.hasSuffix(".part") }.isEmpty)
  }

  @Test func withoutAFolderTheRunReadsTheSourceAndSaysSoOnce() throws {
    let pair = TableSource.pair(
      Self.recipe, path: source, labels: nil,
      cache: TableCache([source + "/no", "/proc/none"]) { [reports] in reports.add($0) },
      name: "small")
    #expect(try pair.train.all().table.count == 4)
    #expect(try pair.test?.all().table.count == 1)
    #expect(reports.lines.count == 1)
    #expect(reports.lines.first?.contains("instead, which is slower") == true)
    // The next folder is tried.
    let second = TableCache([source + "/no", prepared])
    #expect(try second.table(Self.recipe, path: source).problem == nil && tables.count == 1)
  }

  @Test func aSourceThatChangesMeanwhileIsTold() throws {
    let encoding = try TableEncoding(Self.recipe, path: source)
    for text in ["y,a,n\n1,w,0.5\n", Self.text + "1,x,1\n", "y,a,n\n1,x,0.5\n"] {
      try folder.write("table.csv", text)
      let line = complaint { () throws(DataError) in
        try encoding.forEachRow { _, _, _ in true }
      }
      #expect(line == "\(source): changed while it was read; run again when nothing writes to it")
    }
  }

  @Test func manyPrepareAtOnce() async throws {
    let rows = (0..<2_000).map { "\($0 % 2),\($0 % 97),\($0)" }.joined(separator: "\n")
    try folder.write("table.csv", "y,a,n\n" + rows)
    let (cache, source) = (cache, source)
    let made = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<12 {
        group.addTask { try !cache.table(Self.recipe, path: source).wasThere }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(made == 1 && tables.count == 1 && reports.lines.isEmpty)
  }

  @Test func preparedByTheirNames() throws {
    try folder.write("kc_house/kc_house_data.csv", "id,date,price,b\n1,d,1e6,2\n2,d,5e5,3\n")
    let folders = DatasetFolders([folder.path], prepared: [prepared])
    let first = try #require(try DatasetCatalog.prepare("kc-house", folders: folders))
    #expect(first.train == 1 && first.test == 1 && first.columns == 3 && first.stored == 2)
    #expect(!first.wasThere && first.labels.isEmpty)
    #expect(try DatasetCatalog.prepare("kc-house", folders: folders)?.wasThere == true)
    #expect(
      try DatasetCatalog.open("kc-house", seed: 1, folders: folders).test?.survey().labels == [0.5])
    #expect(try DatasetCatalog.prepare("mixture", folders: folders) == nil)
    #expect(throws: DataError.self) {
      try DatasetCatalog.prepare("kc-house", folders: DatasetFolders([folder.path]))
    }
  }
}

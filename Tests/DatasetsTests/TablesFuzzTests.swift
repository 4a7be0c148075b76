import Console
import Foundation
import Kernels
import Randomness
import Settings
import TestSupport
import Testing

@testable import Datasets

/// Damaged tables, recipes and prepared files are read or told in one line; nothing traps or hangs.
@Suite("Tables: damaged files")
struct TablesFuzzTests {
  private func run(
    _ name: String, _ seeds: [String], words: [String], key: Int, _ read: (String) throws -> String?
  ) throws {
    try run(name, seeds.map { Array($0.utf8) }, words: words, key: key, read)
  }

  /// - Parameter read: What is wrong with a file, or nil.
  private func run(
    _ name: String, _ seeds: [[UInt8]], words: [String], key: Int,
    _ read: (String) throws -> String?
  ) throws {
    let folder = try TemporaryFolder()
    var stream = Randomness.Stream(seed: 78, for: .synthetic, key)
    var readable = 0
    for _ in 0..<Mutation.count {
      let bytes = Mutation.mutate(seeds, words: words, &stream)
      let path = "\(folder.path)/\(name)"
      unlink(path)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      if let line = try read(path) {
        #expect(!line.contains("\n") && !line.isEmpty)
      } else {
        readable += 1
      }
    }
    #expect(readable > 0 && readable < Mutation.count)
  }

  private func use(_ pair: DatasetPair) -> String? {
    complaint { () throws(DataError) in
      for source in [pair.train, pair.test].compactMap({ $0 }) {
        let survey = try source.survey()
        let data = try source.load(
          rows: Array((0..<survey.count).reversed()), columns: survey.columns, as: Float.self)
        #expect(data.count == survey.count && data.features.columns == survey.columns)
        if case .sparse(let matrix) = data.features {
          #expect(matrix.indices.allSatisfy { $0 >= 0 && Int($0) < survey.columns })
        }
      }
    }
  }

  @Test func tables() throws {
    let words = [
      "\"", "\"\"", ",", ",,", "\n", "\r\n", "nan", "1e999", "-", "é", "\u{0}", " ", "1.5e3",
    ]
    try run(
      "t.csv", ["y,a,b\n1,x,0.5\n2,\"y,z\",3\n1,x,2\n2,x,4\n", "y,a,b\n1,1,1\n2,2,2\n1,1,2\n"],
      words: words, key: 1
    ) { path in
      var recipe = Recipe(name: "fuzz", file: "t.csv", label: .init("y"))
      recipe.numeric = ["b"]
      recipe.standardise = true
      recipe.bias = true
      recipe.split = .init(fraction: 0.25)
      return use(
        TableSource.pair(recipe, path: path, labels: nil, cache: TableCache([]), name: "fuzz"))
    }
  }

  @Test func recipes() throws {
    let words = [
      ":", "{", "}", "[", "]", "- ", "\n", "  ", "&a ", "*a", "!!int ", "|\n", "\"", "null", "~",
    ]
    let table = Array("y;id;n;7;a;b\n1;4;1;2;p;q\n2;5;2;2;p;r\n1;6;0;1;o;q\n2;4;1;3;o;q\n".utf8)
    let folder = try TemporaryFolder()
    let file = try folder.write("t.csv", table)
    try run("r.yaml", [TablesRecipeTests.whole, "file: t\nlabel: y\n"], words: words, key: 2) {
      path in
      do throws(ConfigurationError) {
        let recipe = try Recipe(file: path)
        // A recipe that can be read may still not fit the table; that is told as well.
        let line = use(
          TableSource.pair(recipe, path: file, labels: nil, cache: TableCache([]), name: "fuzz"))
        #expect(line?.contains("\n") != true)
        return nil
      } catch { return error.description }
    }
  }

  @Test func preparedFiles() throws {
    let folder = try TemporaryFolder()
    let source = try folder.write("table.csv", TablesCacheTests.text)
    let encoding = try TableEncoding(TablesCacheTests.recipe, path: source)
    let key = try TableKey(TablesCacheTests.recipe, path: source)
    try encoding.write(to: folder.path + "/whole", key: key)
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/whole")))
    func look(_ path: String) -> String? {
      do throws(TableFile.Refusal) {
        let file = try TableFile(path, key: key)
        return complaint { () throws(DataError) in
          let rows = Array(0..<file.shape.rows)
          let features = try PreparedTable.file(file)
            .features(rows, columns: file.shape.columns, as: Double.self)
          #expect(features.rows == rows.count)
        }
      } catch { return "\(error)" }
    }
    // Nothing damaged is read as if it were whole.
    try run("t.table", [whole], words: ["\u{0}"], key: 3) { path in
      let line = look(path)
      if line == nil {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes == Data(whole))
      }
      return line
    }
    // Few changes pass the checksum of the head; these are made before it is taken.
    try run("t.table", [whole], words: ["\u{0}", "\u{7f}"], key: 4) { path in
      var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      guard bytes.count > 24 else { return "short" }
      let length = bytes[16..<24].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      if length <= UInt64(bytes.count - 24) {
        let head = Array(bytes[24..<24 + Int(length)])
        bytes.replaceSubrange(12..<16, with: little(checksum(head)))
        try Data(bytes).write(to: URL(fileURLWithPath: path))
      }
      return look(path)
    }
  }
}

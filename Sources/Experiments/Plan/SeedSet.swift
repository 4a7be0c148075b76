import Console
import Foundation
public import Settings

/// Seeds with a name, from a file of `seeds/`: one number a line, `#` begins a comment.
public struct SeedSet: Hashable, Sendable {
  /// What tables call it.
  public let name: String
  /// At least one, each once, in the order of the file.
  public let seeds: [UInt64]

  /// A set that needs no file.
  public init(name: String, seeds: [UInt64]) {
    self.name = name
    self.seeds = seeds
  }

  /// Reads `FOLDER/NAME.txt`, or the file itself where the name has a slash.
  /// - Throws: naming file and line.
  public init(_ name: String, folder: String) throws(ConfigurationError) {
    let path =
      name.contains("/") ? name : "\(folder)/\(name)\(name.hasSuffix(".txt") ? "" : ".txt")"
    let lines = try TextFile.lines(of: path) { error in
      let known = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
      return ConfigurationError(
        "\(error)" + (known.isEmpty ? "" : " (known: \(known.joined(separator: ", ")))"))
    }
    var seeds: [UInt64] = []
    var known: Set<UInt64> = []
    for (number, line) in lines.enumerated() {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      guard let word = words.first else { continue }
      guard words.count == 1, let seed = UInt64(word) else {
        let shown = visible(line.prefix { $0 != "#" }.drop(while: { $0 == " " }).prefix(40))
        throw ConfigurationError(
          "\(path), line \(number + 1): '\(shown)' is not a whole number, one a line")
      }
      guard known.insert(seed).inserted else {
        throw ConfigurationError("\(path), line \(number + 1): seed \(seed) stands twice")
      }
      seeds.append(seed)
    }
    guard !seeds.isEmpty else { throw ConfigurationError("\(path): holds no seed") }
    self.init(name: name, seeds: seeds)
  }
}

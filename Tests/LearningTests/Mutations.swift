import Foundation
import Randomness

/// Small damage to files, at random but the same in every run.
enum Mutations {
  /// How many damaged files a fuzz test reads.
  static let count =
    ProcessInfo.processInfo.environment["PGC_LONG_TESTS"] == "1" ? 100_000 : 5_000

  /// One to `most` changes: bytes, bits, cuts, repetitions, and words that parsers stumble over.
  static func mutated(
    _ seed: [UInt8], words: [String], most: Int = 6, _ stream: inout Randomness.Stream
  ) -> [UInt8] {
    var bytes = seed
    for _ in 0..<1 + stream.below(most) {
      let place = stream.below(bytes.count + 1)
      switch stream.below(6) {
      case 0 where place < bytes.count: bytes[place] = UInt8(stream.below(256))
      case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8(stream.below(8))
      case 2 where place < bytes.count:
        bytes.removeSubrange(place..<min(bytes.count, place + 1 + stream.below(9)))
      case 3 where stream.below(4) == 0: bytes = Array(bytes.prefix(place))
      case 4: bytes.insert(contentsOf: bytes.prefix(stream.below(30)), at: place)
      default:
        bytes.insert(contentsOf: Array(words[stream.below(words.count)].utf8), at: place)
      }
    }
    return bytes
  }
}

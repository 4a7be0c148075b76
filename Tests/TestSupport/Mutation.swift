public import Randomness

#if canImport(Glibc)
  import Glibc
#endif

/// Damage for readers to survive: seeded changes of small valid files.
public enum Mutation {
  /// Inputs a reader gets: 5,000, or as many as `PGC_FUZZ` says, which `scripts/fuzz` sets.
  public static var count: Int { asked ?? 5_000 }

  private static var asked: Int? { getenv("PGC_FUZZ").flatMap { Int(String(cString: $0)) } }

  /// Prints what came of the inputs, where a number of them was asked for.
  public static func tell(_ reader: String, read: Int) {
    guard asked != nil else { return }
    print("fuzz: \(reader): \(count) inputs, \(read) read, \(count - read) refused")
  }

  /// Words that parsers stumble over.
  public static let words = [
    "nan", "-inf", "1e999", "99999999999999999999", "0:", ":", "::", "\n", "#", "\r\n", " -0",
    "2147483647:1", "\u{0}", "é", ",", ",,", "\"", "[", "{", "- ", "&a ", "*a", "\t", "-1",
    "\u{2028}",
  ]

  /// One to eight changes of one of `seeds`: bits, bytes, cuts, insertions, repetitions, pieces of
  /// another seed, and `words`.
  public static func mutate(
    _ seeds: [[UInt8]], words: [String] = words, _ stream: inout Stream
  ) -> [UInt8] {
    var bytes = seeds[stream.below(seeds.count)]
    for _ in 0..<1 + stream.below(8) {
      let place = stream.below(bytes.count + 1)
      switch stream.below(8) {
      case 0 where place < bytes.count: bytes[place] = UInt8(stream.below(256))
      case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8(stream.below(8))
      case 2 where place < bytes.count:
        bytes.removeSubrange(place..<min(bytes.count, place + 1 + stream.below(9)))
      case 3 where stream.below(4) == 0: bytes.removeSubrange(place...)
      case 4: bytes.insert(UInt8(stream.below(256)), at: place)
      case 5:
        let end = min(bytes.count, place + stream.below(40))
        bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
      case 6:
        let other = seeds[stream.below(seeds.count)]
        let from = stream.below(other.count + 1)
        let end = min(bytes.count, place + stream.below(40))
        bytes.replaceSubrange(
          place..<end, with: other[from..<min(other.count, from + stream.below(40))])
      default: bytes.insert(contentsOf: words[stream.below(words.count)].utf8, at: place)
      }
    }
    return bytes
  }

  /// Whether an error's text is one line, short enough to read, and names the file.
  public static func isOneLine(_ text: String, naming path: String) -> Bool {
    text.contains(path) && text.count < 1_000 && !text.contains(where: \.isNewline)
  }
}

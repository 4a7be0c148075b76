import CZlib
import Console
import Glibc
import Yams

/// What a prepared table was made from: the recipe, and the bytes of its source.
///
/// The source counts by its size and two check sums, CRC-32 and Adler-32. That tells an edited,
/// truncated or newly downloaded file; it is no defense against a forger, who could as well write the
/// prepared file itself. The recipe counts by its whole text.
struct TableKey: Equatable, Sendable {
  /// The text that a prepared file must have been made from.
  let text: String
  /// The prepared file's name.
  let fileName: String

  /// - Complexity: one pass over the file's bytes as they are on the disk.
  /// - Throws: where the file cannot be read.
  init(_ recipe: Recipe, path: String) throws(DataError) {
    let encoder = YAMLEncoder()
    encoder.options.sortKeys = true
    let words: String
    do { words = try encoder.encode(recipe) } catch {
      throw DataError(path, "the recipe '\(recipe.name)' cannot be written down")
    }
    let source = try Self.sums(of: path)
    let recipeSum = checksum(Array(words.utf8))
    text = "bytes: \(source.size)\ncrc32: \(source.crc)\nadler32: \(source.adler)\n\(words)"
    fileName = "\(recipe.name)-\(hex(source.crc))\(hex(source.adler))-\(hex(recipeSum)).table"
  }

  private static func sums(of path: String) throws(DataError) -> (
    size: Int, crc: UInt32, adler: UInt32
  ) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DataError(path, "cannot be read: \(errorText(errno))") }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var (size, crc, adler) = (0, crc32(0, nil, 0), adler32(0, nil, 0))
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw DataError(path, "cannot be read: \(errorText(errno))") }
      if count == 0 {
        return (size, UInt32(truncatingIfNeeded: crc), UInt32(truncatingIfNeeded: adler))
      }
      size += count
      buffer.withUnsafeBufferPointer {
        crc = crc32(crc, $0.baseAddress, UInt32(count))
        adler = adler32(adler, $0.baseAddress, UInt32(count))
      }
    }
  }
}

/// The CRC-32 of bytes, however many.
func checksum(_ bytes: [UInt8]) -> UInt32 {
  bytes.withUnsafeBufferPointer { all in
    var sum = crc32(0, nil, 0)
    for start in stride(from: 0, to: all.count, by: 1 << 30) {
      let piece = UnsafeBufferPointer(rebasing: all[start..<min(all.count, start + (1 << 30))])
      sum = crc32(sum, piece.baseAddress, UInt32(piece.count))
    }
    return UInt32(truncatingIfNeeded: sum)
  }
}

private func hex(_ value: UInt32) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}

import CZlib

/// zlib's CRC-32 of bytes that come one after the other.
public struct Checksum: Sendable {
  private var sum = crc32(0, nil, 0)

  /// Of nothing.
  public init() {}

  /// Goes on with some bytes.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      sum = crc32(sum, piece.bindMemory(to: UInt8.self).baseAddress, UInt32(piece.count))
      rest = rest.dropFirst(piece.count)
    }
  }

  /// The sum of what came so far.
  public var value: UInt32 { UInt32(truncatingIfNeeded: sum) }
}

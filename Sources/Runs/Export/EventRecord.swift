/// Records of TensorBoard's event files.
///
/// A record is its length, the length's checksum, its bytes and their checksum (TFRecord). The bytes are
/// a message of protocol buffers, `tensorflow.Event`, of which four fields are written here.
///
/// - Sources: tensorflow.org/tutorials/load_data/tfrecord, "TFRecords format details";
///   tensorboard/compat/proto/event.proto and summary.proto; protobuf.dev, "Encoding".
enum EventRecord {
  /// Frames a message.
  static func record(_ message: [UInt8]) -> [UInt8] {
    let length = bytes(UInt64(message.count))
    return length + bytes(Castagnoli.masked(length)) + message + bytes(Castagnoli.masked(message))
  }

  /// The message that a file begins with.
  static func opening(at seconds: Double) -> [UInt8] {
    double(1, seconds) + text(3, "brain.Event:2")
  }

  /// The scalars of a step, which TensorBoard keeps as 32-bit floats.
  static func event(_ row: RunRow) -> [UInt8] {
    let summary = row.values.flatMap { name, value in
      block(1, text(1, name) + key(2, .four) + bytes(Float(value).bitPattern))
    }
    return double(1, row.timestamp) + key(2, .varint) + varint(UInt64(max(row.step, 0)))
      + block(5, summary)
  }

  private enum Wire: UInt64 { case varint = 0, eight, block, four = 5 }

  private static func key(_ field: UInt64, _ wire: Wire) -> [UInt8] {
    varint(field << 3 | wire.rawValue)
  }

  private static func double(_ field: UInt64, _ value: Double) -> [UInt8] {
    key(field, .eight) + bytes(value.bitPattern)
  }

  private static func text(_ field: UInt64, _ text: String) -> [UInt8] {
    block(field, Array(text.utf8))
  }

  private static func block(_ field: UInt64, _ content: [UInt8]) -> [UInt8] {
    key(field, .block) + varint(UInt64(content.count)) + content
  }

  private static func varint(_ value: UInt64) -> [UInt8] {
    var rest = value
    var bytes: [UInt8] = []
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}

/// CRC-32C, whose polynomial is Castagnoli's: zlib has another one.
///
/// - Source: RFC 3720, appendix B.4.
enum Castagnoli {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0x82f6_3b78 : 0) }
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crc, byte in crc >> 8 ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] }
  }

  /// As TFRecord stores it, so that a checksum of data with checksums in them is a good one.
  static func masked(_ bytes: [UInt8]) -> UInt32 {
    let crc = checksum(bytes)
    return (crc >> 15 | crc << 17) &+ 0xa282_ead8
  }
}

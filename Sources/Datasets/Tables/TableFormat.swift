import CZlib

/// How a prepared table lies in its file, little-endian throughout.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `PGCTABLE` |
/// | 4 | the version of this format |
/// | 4 | CRC-32 of the head |
/// | 8 | length of the head |
/// | … | head: key, labels, first columns of groups, numeric columns |
/// | … | rows of one length: CRC-32 of row number and content, columns that are one (4 bytes each), numeric columns (8 bytes each) |
enum TableFormat {
  static let magic = Array("PGCTABLE".utf8)
  static let version: UInt32 = 2
  static let prefix = 24

  static func rowBytes(_ shape: TableShape) -> Int {
    4 + 4 * shape.groups + 8 * shape.numeric.count
  }

  /// Everything before the rows.
  static func front(_ shape: TableShape, key: String) -> [UInt8] {
    var head: [UInt8] = []
    append(key, to: &head)
    append(shape.labels.count, to: &head)
    for label in shape.labels { append(label.bitPattern, to: &head) }
    append(shape.starts.count, to: &head)
    for start in shape.starts { append(start, to: &head) }
    append(shape.numeric.count, to: &head)
    for column in shape.numeric {
      append(column.name, to: &head)
      for value in [column.center, column.scale, column.greatest] {
        append(value.bitPattern, to: &head)
      }
    }
    var front = magic
    append(version, to: &front)
    append(checksum(head), to: &front)
    append(head.count, to: &front)
    return front + head
  }

  /// Appends a row.
  static func append(row: Int, _ ones: [Int32], _ numbers: [Double], to bytes: inout [UInt8]) {
    let start = bytes.count
    append(UInt32(0), to: &bytes)
    for column in ones { append(column, to: &bytes) }
    for number in numbers { append(number.bitPattern, to: &bytes) }
    let sum = bytes.withUnsafeBytes { self.sum(row: row, $0[(start + 4)...]) }
    withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(start..<start + 4, with: $0) }
  }

  /// The checksum of a row, which also tells a row that is in another's place.
  static func sum(row: Int, _ content: Slice<UnsafeRawBufferPointer>) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(rebasing: content).assumingMemoryBound(to: UInt8.self)
    let start = uLong(UInt32(truncatingIfNeeded: row))
    return UInt32(truncatingIfNeeded: crc32(start, bytes.baseAddress, UInt32(bytes.count)))
  }

  private static func append<Number: FixedWidthInteger>(_ value: Number, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text.utf8.count, to: &bytes)
    bytes += Array(text.utf8)
  }
}

public import Console
import Glibc
public import Kernels

/// Vectors in NumPy's `.npy` format: one dimension, float32 or float64, in the machine's byte order.
///
/// - Source: NumPy enhancement proposal 1, "A simple file format for NumPy arrays", versions 1.0 to
///   3.0 read, 1.0 written.
public enum NPYFile {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  static let order = 1.littleEndian == 1 ? "<" : ">"

  /// Writes a vector, atomically: the file is whole or as it was before.
  /// - Throws: where it cannot be written, as on a full disk; nothing is left behind then.
  public static func write<Element: Scalar>(_ values: Span<Element>, to path: String)
    throws(DataError)
  {
    let type = "\(order)f\(MemoryLayout<Element>.size)"
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(values.count),), }"
    // The data begins at a multiple of 64 bytes, after a line feed.
    header += String(repeating: " ", count: 63 - (magic.count + 4 + header.utf8.count) % 64) + "\n"
    let length = header.utf8.count
    let head = magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + Array(header.utf8)

    try writing { () throws(RunError) in
      let file = try AtomicFile(path)
      try file.write(head.span.bytes)
      try file.write(values.bytes)
      try file.commit()
    }
  }

  /// Reads a vector; float32 widens and float64 rounds to the type asked for.
  /// - Throws: where the file cannot be read, is no `.npy`, has another number of dimensions, another
  ///   type or byte order, or more or fewer bytes than its header says.
  public static func read<Element: Scalar>(_ path: String, as: Element.Type) throws(DataError)
    -> Vector<Element>
  {
    var reader = try ByteReader(path)
    let header = try header(&reader).vector(path, order: order)
    var values: [Element] = []
    while values.count < header.count {
      // By pieces, so that memory follows the bytes that are there and not what a header claims.
      let piece = try reader.take(
        min(8_192, header.count - values.count) * header.width, "the numbers")
      let stored = reader.buffer.span.extracting(piece)
      if header.width == 4 {
        values += nearest(numbers(stored, as: Float.self).map(Double.init), as: Element.self)
      } else {
        values += nearest(numbers(stored, as: Double.self), as: Element.self)
      }
    }
    guard try reader.peek(1).isEmpty else {
      throw DataError(
        path, "byte \(reader.position)",
        "more bytes follow than the header says (\(header.count) numbers)")
    }
    return Vector(copying: values.span)
  }

  /// The numbers whose bytes these are, in the machine's order.
  static func numbers<Number: BitwiseCopyable>(_ bytes: Span<UInt8>, as: Number.Type)
    -> [Number]
  {
    bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: MemoryLayout<Number>.size).map {
        raw.loadUnaligned(fromByteOffset: $0, as: Number.self)
      }
    }
  }

  /// Reads the head of a file, up to the first number.
  /// - Throws: where it is none.
  static func header(_ reader: inout ByteReader) throws(DataError) -> NPYHeader {
    let path = reader.path
    let start = try reader.take(upTo: 8)
    guard start.count == 8, reader.buffer[start].starts(with: magic) else {
      throw DataError(path, "byte 0", "this is no .npy file")
    }
    let version = reader.buffer[start.lowerBound + 6]
    let minor = reader.buffer[start.lowerBound + 7]
    guard (1...3).contains(version), minor == 0 else {
      throw DataError(
        path, "byte 6", ".npy version \(version).\(minor) is not supported; 1.0, 2.0 and 3.0 are")
    }
    let size = try reader.take(version == 1 ? 2 : 4, "the header")
    let length = reader.buffer[size].reversed().reduce(0) { $0 << 8 | Int($1) }
    // As NumPy has it: one of numbers alone has a hundred.
    guard length <= 10_000 else {
      throw DataError(
        path, "byte 8", "the header has \(length) bytes, and 10000 are taken; is the file damaged?")
    }
    let text = try reader.take(length, "the header")
    guard let header = String(validating: reader.buffer[text], as: UTF8.self) else {
      throw DataError(path, "the header", "is no text; is the file damaged? save it again")
    }
    return try NPYHeader(header, path: path, order: order)
  }
}

import Console

/// The head of an IDX file: two zero bytes, a type, the number of dimensions, each as a big-endian
/// 32-bit number.
///
/// - Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", file formats.
struct IDXHeader: Equatable {
  /// Sizes, the number of items first.
  let sizes: [Int]

  /// The number of images or labels.
  var count: Int { sizes[0] }
  /// Bytes of an item.
  let itemBytes: Int

  /// Reads a header of unsigned bytes.
  /// - Throws: where it is none, of another type, has no items, or sizes that cannot be.
  init(_ reader: inout ByteReader, what: String) throws(DataError) {
    let path = reader.path
    let magic = try reader.take(upTo: 4)
    guard !magic.isEmpty else { throw .empty(path) }
    let bytes = reader.buffer[magic]
    let first = magic.lowerBound
    guard magic.count == 4, bytes[first] == 0, bytes[first + 1] == 0 else {
      throw DataError(path, "byte 0", "this is no IDX file: it does not begin with two zero bytes")
    }
    let type = bytes[first + 2]
    guard type == 0x08 else {
      throw DataError(
        path, "byte 2", "IDX type \(type) is not supported; type 8 (unsigned bytes) is")
    }
    let dimensions = Int(bytes[first + 3])
    guard (1...4).contains(dimensions) else {
      throw DataError(path, "byte 3", "\(dimensions) dimensions are not supported; 1 to 4 are")
    }
    let head = try reader.take(4 * dimensions, "the header of \(what)")
    sizes = (0..<dimensions).map { dimension in
      reader.buffer[head].dropFirst(4 * dimension).prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }
    guard sizes[0] > 0 else { throw DataError(path, "the header says that it has no \(what)") }
    var item = 1
    for size in sizes.dropFirst() {
      let (product, overflow) = item.multipliedReportingOverflow(by: size)
      guard !overflow, product > 0, product <= Int(Int32.max) else {
        throw DataError(path, "the header has impossible dimensions: \(Self.describe(sizes))")
      }
      item = product
    }
    itemBytes = item
  }

  /// The number of dimensions.
  var dimensions: Int { sizes.count }

  static func describe(_ sizes: [Int]) -> String {
    sizes.map(String.init).joined(separator: " x ")
  }
}

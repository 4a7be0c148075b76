/// What travels between this process and a program: a kind, a length, and that many bytes.
///
/// `docs/PROGRAM-PROTOCOL.md` has every field. All numbers are little-endian.
struct Frame {
  /// The version of the protocol; a program that speaks another one says so in its first answer.
  static let version = 1
  /// Bytes of kind and length.
  static let headerLength = 8
  /// Bytes of the longest body that a program may send, so that rubbish is no request for memory.
  static let longest = 16 << 20

  /// What a frame says.
  enum Kind: UInt32 {
    /// A JSON object, for what is rare.
    case text = 1
    /// The samples of a block.
    case block = 2
    /// One gradient, please.
    case evaluate = 3
    /// Here it is, or it was dropped.
    case evaluated = 4
    /// Losses and metrics of a model, please.
    case judge = 5
    /// Here they are, in the order of their names.
    case judged = 6
  }

  var kind: Kind
  var body: [UInt8]

  /// A frame to send.
  init(_ kind: Kind, _ body: [UInt8]) {
    self.kind = kind
    self.body = body
  }

  /// All bytes of it.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.headerLength + body.count)
    bytes.add(kind.rawValue)
    bytes.add(UInt32(body.count))
    return bytes + body
  }
}

extension [UInt8] {
  /// Appends a number, little-endian.
  mutating func add<Number: FixedWidthInteger>(_ number: Number) {
    for byte in 0..<Number.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: number >> (8 * Number(byte))))
    }
  }

  /// Appends a number, little-endian.
  mutating func add(_ number: Double) { add(number.bitPattern) }

  /// Reads a whole number at an offset.
  func number<Number: FixedWidthInteger>(at offset: Int, as: Number.Type = Number.self) -> Number {
    (0..<Number.bitWidth / 8).reduce(0) { $0 | Number(self[offset + $1]) << (8 * Number($1)) }
  }

  /// Reads a floating-point number at an offset.
  func double(at offset: Int) -> Double { Double(bitPattern: number(at: offset)) }
}

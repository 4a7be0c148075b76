/// What is text in UTF-8, and what bytes that are not may be.
enum TextEncoding {
  /// UTF-8's byte order mark.
  static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// The name of an encoding of two or four bytes a character, by a file's first bytes.
  static func wide(_ first: ArraySlice<UInt8>) -> String? {
    let bytes = Array(first)
    if bytes.starts(with: [0xff, 0xfe, 0, 0]) || bytes.starts(with: [0, 0, 0xfe, 0xff]) {
      return "UTF-32"
    }
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) { return "UTF-16" }
    // Without a mark, letters and digits have zero bytes beside them.
    guard bytes.count >= 4, bytes.contains(0) else { return nil }
    for isLittle in [true, false] {
      let end = isLittle ? "LE" : "BE"
      if isText(bytes, width: 4, isLittle) { return "UTF-32\(end)" }
      if isText(bytes, width: 2, isLittle) { return "UTF-16\(end)" }
    }
    return nil
  }

  /// Whether bytes are text of so many bytes a character, of which a quarter is ASCII, as in data.
  private static func isText(_ bytes: [UInt8], width: Int, _ isLittle: Bool) -> Bool {
    let units = stride(from: 0, through: bytes.count - width, by: width).map { start in
      (0..<width).reduce(UInt32(0)) { unit, i in
        unit << 8 | UInt32(bytes[start + (isLittle ? width - 1 - i : i)])
      }
    }
    var scalars = String.UnicodeScalarView()
    if width == 4 {
      for unit in units {
        guard let scalar = Unicode.Scalar(unit) else { return false }
        scalars.append(scalar)
      }
    } else {
      // The last unit may be half a character.
      let whole =
        units.last.map { UTF16.isLeadSurrogate(UInt16($0)) } == true
        ? units.dropLast() : units[...]
      guard let text = String(validating: whole.map { UInt16($0) }, as: UTF16.self) else {
        return false
      }
      scalars = text.unicodeScalars
    }
    let isPlain = scalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control: return "\t\n\r".unicodeScalars.contains(scalar)
      case .unassigned, .privateUse, .surrogate: return false
      default: return true
      }
    }
    // Damaged ASCII has a NUL or two, and its letters are ideographs when taken by twos.
    let letters = scalars.count { (0x09...0x7e).contains($0.value) }
    let isASCII = bytes.allSatisfy { $0 == 0 || (0x09...0x7e).contains($0) }
    return isPlain && (isASCII ? letters == scalars.count : 4 * letters >= scalars.count)
  }

  /// The error for a file in such an encoding.
  static func error(_ path: String, _ name: String, isGzip: Bool) -> FileError {
    let convert = "iconv -f \(name) -t UTF-8"
    return FileError(
      path,
      "this is text in \(name), and UTF-8 is read; convert it: "
        + (isGzip ? "gunzip -c \(path) | \(convert) > NEW" : "\(convert) \(path) > NEW"))
  }

  /// The first byte of a line that is not text in UTF-8; nil for nearly all lines, quickly.
  static func problem(_ line: Span<UInt8>) -> (byte: Int, text: String)? {
    guard isUnusual(line) else { return nil }
    let bytes = line.withUnsafeBufferPointer { Array($0) }
    if let place = bytes.firstIndex(of: 0) {
      return (place, "a NUL byte, which text has not; the file is damaged or no text")
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    let place = validPrefix(bytes)
    let code = String(bytes[place], radix: 16, uppercase: true)
    return (
      place,
      "the byte 0x\(code) is not UTF-8; convert the file, as by iconv -f WINDOWS-1252 -t UTF-8"
    )
  }

  /// Whether there is a NUL, or a byte beyond ASCII.
  private static func isUnusual(_ line: Span<UInt8>) -> Bool {
    line.withUnsafeBytes { raw in
      var i = 0
      let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
      while i + 8 <= raw.count {
        let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        // High bits of the word itself, or of a byte that was zero.
        if (word | (word &- ones)) & highs != 0 { return true }
        i += 8
      }
      while i < raw.count {
        if raw[i] == 0 || raw[i] > 0x7f { return true }
        i += 1
      }
      return false
    }
  }

  /// Bytes before the first that is not UTF-8.
  private static func validPrefix(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var valid = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      valid += UTF8.width(scalar)
    }
    return min(valid, bytes.count - 1)
  }
}

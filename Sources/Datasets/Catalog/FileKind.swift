import Console

/// What a data file is: by its first bytes, or, where those tell nothing, its name.
enum FileKind: Equatable {
  case cifar
  case npy
  case idx
  case libsvm

  /// - Throws: for every other kind of file, saying which it is and what to do.
  init(_ path: String) throws(DataError) {
    var reader = try ByteReader(path, capacity: 1 << 12)
    let first = Array(reader.buffer[try reader.peek(FileSignature.length)])
    guard !first.isEmpty else { throw .empty(path) }
    if CIFARSource.isName(path) {
      self = .cifar
    } else if first.starts(with: [0x93]) {
      self = .npy
    } else if first.starts(with: [0, 0]), first.count < 3 || (0x08...0x0e).contains(first[2]) {
      self = .idx
    } else if let known = FileSignature(first[...]) {
      throw known.error(path)
    } else if let records = try CIFARSource.recordsWithoutName(path) {
      throw DataError(path, records)
    } else {
      // Says of text in another encoding what it is.
      var lines = try LineReader(path)
      let isBinary = first.contains { $0 < 0x09 || (0x0e..<0x20).contains($0) && $0 != 0x1b }
      guard !isBinary else {
        throw DataError(
          path, "byte 0", "this is neither IDX, NumPy's .npy nor LIBSVM text, plain or gzip")
      }
      try Self.checkTable(&lines)
      self = .libsvm
    }
  }

  /// Throws where the first line that holds something is of a table and not of LIBSVM text.
  private static func checkTable(_ lines: inout LineReader) throws(DataError) {
    while let range = try lines.next() {
      let line = lines.text(range)
      guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else { continue }
      if let separator = TableGuess.separator(of: line) {
        throw DataError(
          lines.path,
          "this is a table with '\(separator == "\t" ? "\\t" : String(separator))' between fields; a "
            + "recipe says what is learned from it: pgc-data recipe \(lines.path)")
      }
      return
    }
  }
}

extension CIFARSource {
  /// What to say of a file that has records of CIFAR-10 or CIFAR-100 under another name; nil for others.
  static func recordsWithoutName(_ path: String) throws(DataError) -> String? {
    guard path.withoutGzipSuffix.hasSuffix(".bin") else { return nil }
    func records(_ length: Int, _ most: [UInt8]) throws(DataError) -> Bool {
      var reader = try ByteReader(path)
      while true {
        let head = try reader.take(upTo: most.count)
        if head.isEmpty { return reader.position > 0 }
        guard head.count == most.count,
          zip(reader.buffer[head], most).allSatisfy({ $0 <= $1 }),
          try reader.take(upTo: length - most.count).count == length - most.count
        else { return false }
      }
    }
    if try records(3074, [19, 99]) {
      return "this is CIFAR-100, of two labels an image; keep one of them in a .npy (docs/DATA.md)"
    }
    if try records(3073, [9]) {
      return "this looks like CIFAR-10; its files are told by their name: data_batch_1.bin"
    }
    return nil
  }
}

import Console

extension CIFARSource: FileFormat {
  static let formatName = "CIFAR-10"

  static func isFormat(of path: String, beginning first: [UInt8]) -> Bool { isName(path) }

  static func open(_ file: FileRequest) throws(DataError) -> any DatasetSource {
    guard file.labels == nil || file.labels == .classes(classes) else {
      throw DataError(
        file.path, "CIFAR-10 labels are 0 to 9, not \(file.labels.map { "\($0)" } ?? "")")
    }
    return CIFARSource([file.path], name: file.name)
  }

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

import Console
import Glibc

/// A prepared table on the disk, open for reading rows in any order.
final class TableFile: Sendable {
  let path: String
  let shape: TableShape
  private let descriptor: Int32
  private let firstRow: Int

  /// Why a file is no use.
  enum Refusal: Error, Equatable {
    case missing
    /// In words that follow the file's name.
    case unusable(String)
  }

  /// Opens a file and checks everything but its rows.
  /// - Throws: where it is not there, was not made from `key`, or is not whole.
  init(_ path: String, key: TableKey) throws(Refusal) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing : .unusable("cannot be read: \(errorText(errno))")
    }
    var head: (shape: TableShape, firstRow: Int)?
    // In a class, `deinit` runs only after all of `init`.
    defer { if head == nil { close(descriptor) } }
    let checked = try Self.head(descriptor, key: key)
    head = checked
    self.path = path
    self.descriptor = descriptor
    shape = checked.shape
    firstRow = checked.firstRow
  }

  deinit { close(descriptor) }

  private static func head(_ descriptor: Int32, key: TableKey) throws(Refusal)
    -> (shape: TableShape, firstRow: Int)
  {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unusable("is not a regular file")
    }
    let size = Int(status.st_size)
    var front = [UInt8](repeating: 0, count: TableFormat.prefix)
    guard size >= front.count, readAll(&front, descriptor, at: 0) else {
      throw .unusable("is cut short")
    }
    guard front.starts(with: TableFormat.magic) else { throw .unusable("is no prepared table") }
    func field<Number: FixedWidthInteger>(_ offset: Int, as: Number.Type) -> Number {
      front.withUnsafeBytes {
        Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
      }
    }
    let version = field(8, as: UInt32.self)
    guard version == TableFormat.version else {
      throw .unusable(
        "is of version \(version), and this program reads version \(TableFormat.version)")
    }
    let length = field(16, as: Int.self)
    guard length >= 0, length <= size - front.count else { throw .unusable("is cut short") }
    var head = [UInt8](repeating: 0, count: length)
    guard readAll(&head, descriptor, at: front.count) else { throw .unusable("is cut short") }
    guard checksum(head) == field(12, as: UInt32.self) else { throw .unusable("is damaged") }
    var reader = TableHead(head)
    guard let (made, shape) = reader.read() else { throw .unusable("is damaged") }
    guard made == key.text else {
      throw .unusable("was made from another source file or by another recipe")
    }
    let rows = shape.rows.multipliedReportingOverflow(by: TableFormat.rowBytes(shape))
    let firstRow = front.count + length
    guard !rows.overflow, size - firstRow == rows.partialValue else {
      throw .unusable("is cut short")
    }
    return (shape, firstRow)
  }

  /// Rows ascending, each handed out in turn.
  ///
  /// Rows that lie near each other are read at once.
  /// - Parameter body: Gets the place in `rows`, the columns that are one, and the numeric columns.
  /// - Throws: where the file cannot be read or a row is damaged.
  func forEach(_ rows: [Int], _ body: (Int, [Int32], [Double]) -> Void) throws(DataError) {
    let width = TableFormat.rowBytes(shape)
    let most = max(1, (1 << 20) / width)
    var ones = [Int32](repeating: 0, count: shape.groups)
    var numbers = [Double](repeating: 0, count: shape.numeric.count)
    var buffer: [UInt8] = []
    var window = 0..<0
    for (place, row) in rows.enumerated() {
      if !window.contains(row) {
        var last = row
        for next in rows[place...] {
          guard next - row < most, (next - last) * width <= 1 << 13 else { break }
          last = next
        }
        window = row..<last + 1
        let size = window.count * width
        if buffer.count < size { buffer += repeatElement(0, count: size - buffer.count) }
        guard Self.readAll(&buffer, descriptor, at: firstRow + row * width, count: size) else {
          throw damaged(row)
        }
      }
      guard decode(buffer, at: (row - window.lowerBound) * width, row, &ones, &numbers) else {
        throw damaged(row)
      }
      body(place, ones, numbers)
    }
  }

  private func decode(
    _ buffer: [UInt8], at start: Int, _ row: Int, _ ones: inout [Int32], _ numbers: inout [Double]
  ) -> Bool {
    let width = TableFormat.rowBytes(shape)
    let starts = shape.starts
    return buffer.withUnsafeBytes { bytes in
      let sum = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
      guard TableFormat.sum(row: row, bytes[start + 4..<start + width]) == sum else { return false }
      var at = start + 4
      for group in ones.indices {
        let column = Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: Int32.self))
        // Kernels take columns without a check.
        guard column >= starts[group], column < starts[group + 1] else { return false }
        ones[group] = column
        at += 4
      }
      for place in numbers.indices {
        let bits = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        numbers[place] = Double(bitPattern: bits)
        guard numbers[place].isFinite else { return false }
        at += 8
      }
      return true
    }
  }

  private func damaged(_ row: Int) -> DataError {
    DataError(
      path, "row \(row)", "the prepared table is damaged; delete the file to have it made again")
  }

  private static func readAll(
    _ buffer: inout [UInt8], _ descriptor: Int32, at offset: Int, count: Int? = nil
  ) -> Bool {
    buffer.withUnsafeMutableBytes { bytes in
      var done = 0
      let count = count ?? bytes.count
      while done < count {
        let read = pread(
          descriptor, bytes.baseAddress.map { $0 + done }, count - done, offset + done)
        if read < 0 && errno == EINTR { continue }
        guard read > 0 else { return false }
        done += read
      }
      return true
    }
  }
}

extension TableEncoding {
  /// Writes the prepared table; it appears under its name when it is whole.
  /// - Throws: where it cannot be written, or the source cannot be read again.
  func write(to path: String, key: TableKey) throws(DataError) {
    let file = try writing { () throws(RunError) in try AtomicFile(path) }
    var progress = Terminal()
    defer { progress.clear() }
    var bytes = TableFormat.front(shape, key: key.text)
    try forEachRow { (row, ones, numbers) throws(DataError) -> Bool in
      TableFormat.append(row: row, ones, numbers, to: &bytes)
      if bytes.count >= 1 << 20 {
        try writing { () throws(RunError) in try file.write(bytes.span.bytes) }
        bytes.removeAll(keepingCapacity: true)
      }
      if row & 0xfff == 0 { progress.show("\(recipe.name): writing rows, row \(row)") }
      return true
    }
    try writing { () throws(RunError) in
      try file.write(bytes.span.bytes)
      try file.commit()
    }
  }
}

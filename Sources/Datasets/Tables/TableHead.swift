/// Reads the head of a prepared table; nil from the first thing on that cannot be.
struct TableHead {
  private let bytes: [UInt8]
  private var next = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The key, and the shape.
  mutating func read() -> (key: String, shape: TableShape)? {
    guard let key = text(), let labels = list({ $0.number().map(Double.init(bitPattern:)) }, 8),
      let starts = list({ (head: inout TableHead) -> Int32? in head.number() }, 4),
      let numeric = list({ $0.column() }, 32), next == bytes.count,
      labels.allSatisfy(\.isFinite), starts.first == Int32(clamping: numeric.count),
      zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    return (key, TableShape(labels: labels, starts: starts, numeric: numeric))
  }

  private mutating func column() -> TableShape.Numeric? {
    guard let name = text(), let center = number().map(Double.init(bitPattern:)),
      let scale = number().map(Double.init(bitPattern:)),
      let greatest = number().map(Double.init(bitPattern:)), center.isFinite, scale.isFinite,
      scale != 0
    else { return nil }
    return TableShape.Numeric(name: name, center: center, scale: scale, greatest: greatest)
  }

  private mutating func number<Number: FixedWidthInteger>() -> Number? {
    let size = Number.bitWidth / 8
    guard bytes.count - next >= size else { return nil }
    defer { next += size }
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: next, as: Number.self))
    }
  }

  private mutating func text() -> String? {
    guard let count: Int = number(), count >= 0, count <= bytes.count - next else { return nil }
    defer { next += count }
    return String(validating: bytes[next..<next + count], as: UTF8.self)
  }

  /// A list whose items take at least `width` bytes each.
  private mutating func list<Item>(_ item: (inout TableHead) -> Item?, _ width: Int) -> [Item]? {
    guard let count: Int = number(), count >= 0, count <= (bytes.count - next) / width else {
      return nil
    }
    var items: [Item] = []
    items.reserveCapacity(count)
    for _ in 0..<count {
      guard let item = item(&self) else { return nil }
      items.append(item)
    }
    return items
  }
}

/// The different values of a column, each with a code.
///
/// Values are numbers while all are, and otherwise texts, byte by byte. Codes are given in order of
/// appearance, and after `rank()` in ascending order.
struct Categories: Sendable {
  /// Whether values are compared as texts.
  let isText: Bool
  /// Codes of small whole numbers, −1 where there is none: nearly all of most tables.
  private var small: [Int32] = []
  private var numbers: [Double: Int32] = [:]
  private var texts: [[UInt8]: Int32] = [:]
  /// The code of fields without a value, where there are any.
  private(set) var missing: Int32?
  /// How many there are.
  private(set) var count = 0

  private static let smallest = 1 << 16

  init(isText: Bool) { self.isText = isText }

  /// The code of a field; nil where it is new.
  func code(_ field: Span<UInt8>) -> Int32? {
    if isText { return texts[Self.bytes(field)] }
    guard case .number(let number) = FieldValue(field) else { return nil }
    return code(number)
  }

  func code(_ number: Double) -> Int32? {
    if let place = Self.place(number) {
      return place < small.count && small[place] >= 0 ? small[place] : nil
    }
    return numbers[number]
  }

  mutating func add(_ number: Double) -> Int32 {
    if let code = code(number) { return code }
    let new = Int32(clamping: count)
    if let place = Self.place(number) {
      // Doubled, so that ascending values do not copy each time.
      if place >= small.count {
        let size = min(Self.smallest, max(place + 1, 2 * small.count))
        small += repeatElement(-1, count: size - small.count)
      }
      small[place] = new
    } else {
      numbers[number] = new
    }
    count += 1
    return new
  }

  mutating func add(text field: Span<UInt8>) -> Int32 {
    let key = Self.bytes(field)
    if let code = texts[key] { return code }
    let new = Int32(clamping: count)
    texts[key] = new
    count += 1
    return new
  }

  /// The code of a field without a value: a category of its own.
  mutating func addMissing() -> Int32 {
    if let missing { return missing }
    let new = Int32(clamping: count)
    missing = new
    count += 1
    return new
  }

  /// Replaces codes by ranks; a missing value comes last.
  /// - Returns: The rank of each code.
  mutating func rank() -> [Int32] {
    var ranks = [Int32](repeating: 0, count: count)
    if isText {
      let ascending = texts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      for (rank, entry) in ascending.enumerated() {
        ranks[Int(entry.value)] = Int32(rank)
        texts[entry.key] = Int32(rank)
      }
    } else {
      var all = numbers.map { ($0.key, $0.value) }
      for (place, code) in small.enumerated() where code >= 0 { all.append((Double(place), code)) }
      all.sort { $0.0 < $1.0 }
      for (rank, entry) in all.enumerated() {
        ranks[Int(entry.1)] = Int32(rank)
        if let place = Self.place(entry.0) {
          small[place] = Int32(rank)
        } else {
          numbers[entry.0] = Int32(rank)
        }
      }
    }
    if let code = missing {
      let last = Int32(clamping: count - 1)
      ranks[Int(code)] = last
      missing = last
    }
    return ranks
  }

  private static func place(_ number: Double) -> Int? {
    guard number >= 0, number < Double(smallest) else { return nil }
    let whole = Int(number)
    return Double(whole) == number ? whole : nil
  }

  private static func bytes(_ field: Span<UInt8>) -> [UInt8] {
    field.withUnsafeBufferPointer { Array($0) }
  }
}

/// The different pairs of codes of two columns, each with a code.
struct PairCategories: Sendable {
  private var codes: [UInt64: Int32] = [:]

  var count: Int { codes.count }

  mutating func add(_ a: Int32, _ b: Int32) {
    let key = Self.key(a, b)
    if codes[key] == nil { codes[key] = 0 }
  }

  func code(_ a: Int32, _ b: Int32) -> Int32? { codes[Self.key(a, b)] }

  /// Gives codes in ascending order of the two columns' ranks, and takes pairs of ranks from now on.
  mutating func rank(_ a: [Int32], _ b: [Int32]) {
    let ascending = codes.keys
      .map { Self.key(a[Int($0 >> 32)], b[Int($0 & 0xffff_ffff)]) }
      .sorted()
    codes = Dictionary(uniqueKeysWithValues: zip(ascending, 0...))
  }

  private static func key(_ a: Int32, _ b: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
  }
}

import Console

/// How the labels of a file become the labels of a data set, whatever its format.
enum LabelMeaning: Equatable, Sendable {
  /// Two values, which become a and b.
  case two(low: Double, high: Double, kind: LabelKind)
  /// Whole numbers, ascending, become their places, 0..<count.
  case classes([Double])
  /// As they are.
  case real

  /// What labels mean, or must mean.
  ///
  /// Unasked, two values, or only −1 or +1, are ±1, the smaller −1; whole numbers are classes where
  /// they fill 0...k or 1...k, or are `few`; all others are real.
  /// - Parameter values: The different labels, ascending.
  /// - Returns: nil where `requested` cannot be had.
  init?(_ values: [Double], requested: LabelKind?) {
    func whole(from first: Double, _ count: Int) -> LabelMeaning {
      .classes((0..<count).map { first + Double($0) })
    }
    let isSigned = values.allSatisfy { abs($0) == 1 }
    let low = values.first ?? 0
    let high = values.last ?? 0
    switch requested {
    case .real: self = .real
    case .binary:
      guard isSigned || values.count == 2 || values == [0] else { return nil }
      if isSigned {
        self = .two(low: -1, high: 1, kind: .binary)
      } else {
        self = .two(low: low, high: values.count == 2 ? high : 1, kind: .binary)
      }
    case .classes(let count):
      guard count >= 2 else { return nil }
      if count == 2, values.count == 2 {
        self = .two(low: low, high: high, kind: .classes(2))
      } else if count == 2, isSigned, low < 0 {
        self = .two(low: -1, high: 1, kind: .classes(2))
      } else {
        guard Self.areWhole(values) else { return nil }
        let first: Double = high == Double(count) ? 1 : 0
        if low >= first, high <= Double(count) {
          self = whole(from: first, count)
        } else if values.count == count {
          self = .classes(values)
        } else {
          return nil
        }
      }
    case nil:
      if isSigned {
        self = .two(low: -1, high: 1, kind: .binary)
      } else if values.count == 2 {
        self = .two(low: low, high: high, kind: .binary)
      } else if Self.areWhole(values), low == 0 || low == 1,
        high - low + 1 == Double(values.count)
      {
        self = whole(from: low, max(2, values.count))
      } else if Self.areWhole(values), (3...Self.few).contains(values.count) {
        self = .classes(values)
      } else {
        self = .real
      }
    }
  }

  var kind: LabelKind {
    switch self {
    case .two(_, _, let kind): kind
    case .classes(let values): .classes(values.count)
    case .real: .real
    }
  }

  /// The label of the data set for a label of the file; nil where there is none.
  func label(_ value: Double) -> Double? {
    switch self {
    case .two(let low, let high, let kind):
      if value == low { return kind == .binary ? -1 : 0 }
      return value == high ? 1 : nil
    case .classes(let values): return Self.place(of: value, in: values).map { Double($0) }
    case .real: return value
    }
  }

  /// The labels of a whole file.
  /// - Parameter place: Where the label of a number is in the file, such as "line 3".
  /// - Throws: where one has no meaning, naming its place.
  func labels(_ values: [Double], file: String, at place: (Int) -> String) throws(DataError)
    -> [Double]
  {
    if self == .real { return values }
    var labels: [Double] = []
    labels.reserveCapacity(values.count)
    for (i, value) in values.enumerated() {
      guard let label = label(value) else {
        throw DataError(file, place(i), "the label \(Self.text(value)) is not \(description)")
      }
      labels.append(label)
    }
    return labels
  }

  /// What to say of labels that cannot be what was asked for.
  static func unusable(_ values: Set<Double>, _ requested: LabelKind?, file: String) -> DataError {
    let some = values.sorted().prefix(4).map(text).joined(separator: ", ")
    return DataError(
      file,
      "the labels (\(values.count) different: \(some)\(values.count > 4 ? ", …" : "")) cannot be "
        + (requested.map { "\($0)" } ?? "used"))
  }

  /// What changed, for the user; nil where the file's labels are kept.
  var note: String? {
    switch self {
    case .two(-1, 1, .binary), .two(0, 1, .classes(2)), .real: nil
    case .two(let low, let high, let kind):
      "label \(Self.text(low)) is \(kind == .binary ? "-1" : "0"), "
        + "\(Self.text(high)) is \(kind == .binary ? "+1" : "1")"
    case .classes(let values):
      values.first == 0 && Self.areConsecutive(values)
        ? nil : "labels \(Self.list(values)) are classes 0 to \(values.count - 1)"
    }
  }

  private var description: String {
    switch self {
    case .two(let low, let high, _): "\(Self.text(low)) or \(Self.text(high))"
    case .classes(let values):
      Self.areConsecutive(values)
        ? "a whole number from \(Self.list(values))" : "one of \(Self.list(values))"
    case .real: "a real number"
    }
  }

  /// Whole numbers with gaps are classes up to this many.
  ///
  /// Glass has six, sold as 1, 2, 3, 5, 6, 7; counts and years, which are to be predicted as numbers,
  /// mostly have more.
  static let few = 20

  private static func place(of value: Double, in values: [Double]) -> Int? {
    // Nearly always consecutive.
    if let first = values.first, let guess = Int(exactly: value - first),
      values.indices.contains(guess), values[guess] == value
    {
      return guess
    }
    return values.firstIndex(of: value)
  }

  private static func areConsecutive(_ values: [Double]) -> Bool {
    (values.last ?? 0) - (values.first ?? 0) == Double(values.count - 1)
  }

  private static func list(_ values: [Double]) -> String {
    areConsecutive(values) && values.count > 2
      ? "\(text(values[0])) to \(text(values[values.count - 1]))"
      : values.map(text).joined(separator: ", ")
  }

  private static func areWhole(_ values: [Double]) -> Bool {
    values.allSatisfy { $0 == $0.rounded() && abs($0) < 0x1p31 }
  }

  /// Whole numbers without ".0", as files have them.
  static func text(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? String(value)
  }
}

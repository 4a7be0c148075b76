import Console

/// How the labels of a text file become the labels of a data set.
enum LabelMeaning: Equatable, Sendable {
  /// Two values, which become a and b.
  case two(low: Double, high: Double, kind: LabelKind)
  /// Whole numbers from `first` on become 0..<count.
  case classes(count: Int, first: Double)
  /// As they are.
  case real

  /// What labels mean, or must mean.
  ///
  /// Unasked, two values, or only −1 or +1, are ±1, the smaller −1; whole numbers that fill 0...k or
  /// 1...k are classes; all others are real.
  /// - Parameter values: The different labels, ascending.
  /// - Returns: nil where `requested` cannot be had.
  init?(_ values: [Double], requested: LabelKind?) {
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
        guard Self.areWhole(values), low >= 0, high <= Double(count) else { return nil }
        let first: Double = high == Double(count) ? 1 : 0
        guard low >= first else { return nil }
        self = .classes(count: count, first: first)
      }
    case nil:
      if isSigned {
        self = .two(low: -1, high: 1, kind: .binary)
      } else if values.count == 2 {
        self = .two(low: low, high: high, kind: .binary)
      } else if Self.areWhole(values), low == 0 || low == 1,
        high - low + 1 == Double(values.count)
      {
        self = .classes(count: max(2, values.count), first: low)
      } else {
        self = .real
      }
    }
  }

  var kind: LabelKind {
    switch self {
    case .two(_, _, let kind): kind
    case .classes(let count, _): .classes(count)
    case .real: .real
    }
  }

  /// The label of the data set for a label of the file; nil where there is none.
  func label(_ value: Double) -> Double? {
    switch self {
    case .two(let low, let high, let kind):
      if value == low { return kind == .binary ? -1 : 0 }
      return value == high ? 1 : nil
    case .classes(let count, let first):
      let label = value - first
      return label >= 0 && label < Double(count) && label == label.rounded() ? label : nil
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
    case .two(-1, 1, .binary), .classes(_, 0), .two(0, 1, .classes(2)), .real: nil
    case .two(let low, let high, let kind):
      "label \(Self.text(low)) is \(kind == .binary ? "-1" : "0"), "
        + "\(Self.text(high)) is \(kind == .binary ? "+1" : "1")"
    case .classes(let count, let first):
      "labels \(Self.text(first)) to \(count) are classes 0 to \(count - 1)"
    }
  }

  private var description: String {
    switch self {
    case .two(let low, let high, _): "\(Self.text(low)) or \(Self.text(high))"
    case .classes(let count, let first):
      "a whole number from \(Self.text(first)) to \(Self.text(first + Double(count) - 1))"
    case .real: "a real number"
    }
  }

  private static func areWhole(_ values: [Double]) -> Bool {
    values.allSatisfy { $0 == $0.rounded() && abs($0) < 0x1p31 }
  }

  /// Whole numbers without ".0", as files have them.
  static func text(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? String(value)
  }
}

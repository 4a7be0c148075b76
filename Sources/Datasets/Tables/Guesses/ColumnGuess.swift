/// What a column's fields look like.
struct ColumnGuess: Sendable {
  /// As the header has it, or the column's number.
  let name: String
  private(set) var count = 0
  private(set) var missing = 0
  private(set) var numbers = 0
  private(set) var wholes = 0
  /// Whether each whole number is one more than that before, as in a column of row numbers.
  private var isCounting = true
  private var last = Double.nan
  /// Different fields with how often they came, up to `most`.
  private(set) var values: [String: Int] = [:]

  /// Different values that are told apart.
  static let most = 1_000
  /// Different texts that a categorical column may have.
  static let categories = 200

  init(name: String) { self.name = name }

  mutating func add(_ field: Span<UInt8>, isMissing: Bool) {
    count += 1
    guard !isMissing else {
      missing += 1
      isCounting = false
      return
    }
    if case .number(let number) = FieldValue(field), !FieldValue.isLong(field) {
      numbers += 1
      let isWhole = number == number.rounded()
      if isWhole { wholes += 1 }
      isCounting = isCounting && isWhole && (count == 1 || number == last + 1)
      last = number
    } else {
      isCounting = false
    }
    guard values.count <= Self.most else { return }
    let text = field.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    values[text, default: 0] += 1
  }

  /// Different values; more than `most` are not counted.
  var distinct: Int { values.count }

  /// Fields with a value.
  var present: Int { count - missing }

  /// Whether all values are numbers.
  var isNumeric: Bool { numbers == present && present > 0 }

  /// Whether it numbers the rows, or has no name.
  var isRowNumber: Bool {
    isCounting && count > 2 || name.isEmpty || name.hasPrefix("Unnamed: ")
  }

  /// What a recipe does with it, and why where that is not plain.
  var kind: (kind: Recipe.ColumnKind, why: String?) {
    if isRowNumber { return (.drop, "numbers the rows") }
    if present == 0 { return (.drop, "is empty") }
    if distinct == 1 { return (.drop, "has one value only") }
    if isNumeric {
      let isFew = wholes == numbers && (3...20).contains(distinct)
      return (.numeric, isFew ? "\(distinct) values; categorical if they are codes" : nil)
    }
    let shown = distinct > Self.most ? "over \(Self.most)" : "\(distinct)"
    if distinct > Self.categories || distinct > 20 && distinct * 2 > present {
      return (.drop, "\(shown) different texts; categorical if they are few enough to learn from")
    }
    let rest = present - numbers
    return (
      .categorical,
      numbers > rest ? "\(rest) fields are no numbers; are they missing values?" : nil
    )
  }
}

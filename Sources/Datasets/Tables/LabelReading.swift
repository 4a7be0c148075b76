import Console

/// How a recipe reads the labels of a table.
struct LabelReading: Sendable {
  private let label: Recipe.Label
  private let byNumber: [Double: Double]
  private let byText: [[UInt8]: Double]

  /// What is made of a field.
  enum Outcome {
    case label(Double)
    /// The row does not count.
    case drop
    case bad(String)
  }

  init(_ label: Recipe.Label) {
    self.label = label
    var byNumber: [Double: Double] = [:]
    var byText: [[UInt8]: Double] = [:]
    for (key, value) in label.map {
      let bytes = Array(key.utf8)
      if case .number(let number) = FieldValue(bytes.span) {
        byNumber[number] = value
      } else {
        byText[bytes] = value
      }
    }
    self.byNumber = byNumber
    self.byText = byText
  }

  func callAsFunction(_ field: Span<UInt8>) -> Outcome {
    let value = FieldValue(field)
    guard !label.map.isEmpty else {
      guard case .number(let number) = value else {
        return .bad("the label: \(value.problem(field) ?? "")")
      }
      let scaled = label.divideBy.map { number / $0 } ?? number
      return scaled.isFinite ? .label(scaled) : .bad("the label is too large")
    }
    let known =
      if case .number(let number) = value {
        byNumber[number]
      } else {
        byText[field.withUnsafeBufferPointer { Array($0) }]
      }
    if let known { return .label(known) }
    if label.others == .drop, value != .empty { return .drop }
    let keys = label.map.keys.sorted().prefix(8).map(Recipe.shown).joined(separator: ", ")
    return .bad(
      "the label \(LIBSVMLine.quote(field, 0..<field.count)) is not in the recipe's map (\(keys))")
  }

  /// What the labels mean.
  /// - Parameter requested: What they must be; nil to tell by their values.
  /// - Throws: where they cannot be that, or a classification has one class only.
  func meaning(of labels: [Double], requested: LabelKind?, file: String) throws(DataError)
    -> LabelMeaning
  {
    let values = Set(labels)
    let kind = requested ?? (label.divideBy == nil ? nil : .real)
    let known = label.map.isEmpty ? values : Set(label.map.values)
    guard let meaning = LabelMeaning(known.sorted(), requested: kind) else {
      throw DataError(
        file, "column '\(Recipe.shown(label.column))'",
        "the \(known.count) different labels cannot be \(kind.map { "\($0)" } ?? "used")")
    }
    if meaning != .real, values.count < 2 {
      let only = values.first.map(LabelMeaning.text) ?? "none"
      throw DataError(
        file, "column '\(Recipe.shown(label.column))'",
        "all \(labels.count) rows have the label \(only); a classification needs two classes")
    }
    return meaning
  }
}

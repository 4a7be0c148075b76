public import Console

/// A source whose labels another's are told by: a test set's by its training set's.
public protocol LabelReference: Sendable {
  /// The file of labels, for errors.
  var labelFile: String { get }
  /// The different labels as the file has them.
  /// - Throws: `DataError` for what cannot be read.
  func labelValues() throws(DataError) -> Set<Double>
}

/// What decides on the meaning of a source's labels: the same in every format.
struct LabelRule: Sendable {
  /// What labels must be; nil to tell by their values.
  var requested: LabelKind?
  /// The training set of a test set, which may lack some labels.
  var reference: (any LabelReference)?

  /// The meaning of labels.
  /// - Throws: where they cannot be what was asked for.
  func meaning(of values: [Double], file: String) throws(DataError) -> LabelMeaning {
    let known = try reference?.labelValues() ?? Set(values)
    guard let meaning = LabelMeaning(known.sorted(), requested: requested) else {
      throw LabelMeaning.unusable(known, requested, file: reference?.labelFile ?? file)
    }
    return meaning
  }
}

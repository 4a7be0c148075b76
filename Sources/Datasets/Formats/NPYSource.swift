public import Console
public import Kernels

/// Samples in two NumPy files: features, a matrix of a row a sample, and labels, a number each.
///
/// `X.npy` or `X.features.npy` has the features, float32 or float64, row major, finite; `X.labels.npy`
/// beside it the labels, floating point or integers of any width. Other usual names are known too, as
/// `X_train.npy` and `y_train.npy`. Each may be gzip. What labels mean is told by their values
/// (`LabelMeaning`).
///
/// - Source: NumPy enhancement proposal 1, "A simple file format for NumPy arrays".
public struct NPYSource: DatasetSource {
  /// What a reader of the run's configuration sees.
  public let name: String
  /// The file of features.
  public let features: String
  /// The file of labels.
  public let labels: String
  private let rule: LabelRule

  /// Features and labels.
  public var files: [String] { [features, labels] }

  /// A source of a file of features, and the labels beside it.
  /// - Parameters:
  ///   - kind: What the labels must be; nil to tell by their values.
  ///   - training: Whose labels say what labels mean, for a test set: it may lack some.
  /// - Throws: where the labels are not there.
  public init(
    _ path: String, labels kind: LabelKind? = nil,
    likeLabelsOf training: (any LabelReference)? = nil, name: String? = nil
  ) throws(DataError) {
    features = path
    labels = try Self.labels(beside: path)
    rule = LabelRule(requested: kind, reference: training)
    self.name = name ?? path
  }

  /// Reads labels, and checks that every feature is finite.
  /// - Complexity: one pass over both files, O(samples) memory.
  /// - Throws: `DataError` for what cannot be read.
  public func survey() throws(DataError) -> DatasetSurvey {
    let (labels, meaning) = try readLabels()
    var reader = try ByteReader(features)
    let shape = try head(&reader, labels: labels.count)
    for row in 0..<shape.rows {
      try checkFinite(try self.row(row, &reader, shape), row, greatest: .greatestFiniteMagnitude)
    }
    guard try reader.peek(1).isEmpty else {
      throw DataError(
        features, "byte \(reader.position)",
        "more bytes follow than the header says (\(shape.rows) x \(shape.columns) numbers)")
    }
    return DatasetSurvey(
      labels: labels, labelKind: meaning.kind, columns: shape.columns, note: meaning.note)
  }

  /// The samples at `rows`, dense, in the order given.
  /// - Complexity: one pass over the features up to the last row asked for; memory for those asked.
  /// - Throws: `DataError` for what cannot be read, also where a number is beyond `Element`'s.
  public func load<Element: Scalar>(rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Dataset<Element>
  {
    let (labels, _) = try readLabels()
    var reader = try ByteReader(features)
    let shape = try head(&reader, labels: labels.count)
    guard shape.columns <= columns else {
      throw DataError(
        features, "has \(shape.columns) features, but the model takes only \(columns)")
    }
    try checkRows(rows, count: shape.rows, file: features)
    let greatest = Element.greatestFiniteMagnitude.double
    if let wrong = rows.first(where: { abs(labels[$0]) > greatest }) {
      throw DataError(
        self.labels, "element [\(wrong)]",
        "\(labels[wrong]) is too great for this precision; use float64")
    }
    try MemoryNeed.check(
      rows.count, by: columns, width: MemoryLayout<Element>.stride, file: name)
    var elements = Vector<Element>(repeating: 0, count: rows.count * columns)
    var next = 0
    var values: [Double] = []
    // In the order of the file, each to its place: one pass whatever order was asked for.
    for place in rows.indices.sorted(by: { (rows[$0], $0) < (rows[$1], $1) }) {
      if rows[place] >= next {
        try reader.skip((rows[place] - next) * shape.columns * shape.width, "the features")
        next = rows[place] + 1
        values = try row(rows[place], &reader, shape)
        try checkFinite(values, rows[place], greatest: greatest)
      }
      var target = elements.mutableSpan
      round(values.span, to: &target, at: place * columns)
    }
    return Dataset(
      features: .dense(DenseRows(rows: rows.count, columns: columns, elements)),
      labels: nearest(rows.map { labels[$0] }, as: Element.self))
  }

  private typealias Shape = (rows: Int, columns: Int, width: Int)

  private func head(_ reader: inout ByteReader, labels: Int) throws(DataError) -> Shape {
    let shape = try NPYFile.header(&reader).matrix(features, order: NPYFile.order)
    guard shape.rows == labels else {
      throw DataError(
        features, "has \(shape.rows) rows, but \(self.labels) has \(labels) labels")
    }
    return shape
  }

  private func row(_ row: Int, _ reader: inout ByteReader, _ shape: Shape) throws(DataError)
    -> [Double]
  {
    let range = try reader.take(shape.columns * shape.width, "row \(row)")
    let bytes = reader.buffer.span.extracting(range)
    if shape.width == 8 { return NPYFile.numbers(bytes, as: Double.self) }
    return NPYFile.numbers(bytes, as: Float.self).map(Double.init)
  }

  private func checkFinite(_ values: [Double], _ row: Int, greatest: Double) throws(DataError) {
    guard let column = values.firstIndex(where: { !(abs($0) <= greatest) }) else { return }
    throw DataError(
      features, "element [\(row), \(column)]",
      values[column].isFinite
        ? "\(values[column]) is too great for this precision; use float64"
        : "\(values[column]) is not a finite number")
  }

  private func readLabels() throws(DataError) -> ([Double], LabelMeaning) {
    let values = try NPYFile.readNumbers(labels)
    let meaning = try rule.meaning(of: values, file: labels)
    return (try meaning.labels(values, file: labels) { "element [\($0)]" }, meaning)
  }

  /// The labels that belong to a file of features, under any of the usual names.
  private static func labels(beside path: String) throws(DataError) -> String {
    let file = FilePath(path.withoutGzipSuffix)
    var stem = file.name
    for end in [".npy", ".features"] where stem.hasSuffix(end) {
      stem = String(stem.dropLast(end.count))
    }
    guard !stem.hasSuffix(".labels") else {
      throw DataError(path, "these are labels; name the file of features beside them")
    }
    var names = ["\(stem).labels.npy", "\(stem)_labels.npy", "\(stem)-labels.npy"]
    for (features, labels) in [
      ("features", "labels"), ("images", "labels"), ("data", "labels"), ("X", "y"), ("x", "y"),
      ("X", "Y"),
    ] where file.name.contains(features) {
      names.append(file.name.replacing(features, with: labels, maxReplacements: 1))
    }
    for name in names {
      if let found = plainOrGzip(file.folder + name), name != file.name { return found }
    }
    throw DataError(
      path,
      "its labels '\(file.folder)\(names[0])' are not there; save them beside the features")
  }
}

extension NPYSource: LabelReference {
  public var labelFile: String { labels }

  public func labelValues() throws(DataError) -> Set<Double> {
    Set(try NPYFile.readNumbers(labels))
  }
}

extension NPYSource: FileFormat {
  static let formatName = "NumPy's .npy"

  static func isFormat(of path: String, beginning first: [UInt8]) -> Bool {
    first.starts(with: [0x93])
  }

  static func open(_ file: FileRequest) throws(DataError) -> any DatasetSource {
    try NPYSource(
      file.path, labels: file.labels, likeLabelsOf: file.training, name: file.name)
  }
}

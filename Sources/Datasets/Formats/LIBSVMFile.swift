public import Console
public import Kernels

/// Samples in LIBSVM text, plain or gzip: one line a sample, `label index:value …`, indices from 1 on
/// and ascending, comments after `#`, blank lines allowed.
///
/// What labels mean is told by their values (`LabelMeaning`), or asked for by `labels`. `qid:` behind a
/// label is passed over, which the survey's note says. Features are sparse, or dense where more than
/// half of the whole file's entries are stored (so that every worker decides alike).
///
/// - Source: Chang and Lin, "LIBSVM: a library for support vector machines", ACM TIST 2011.
public struct LIBSVMSource: DatasetSource {
  /// What a reader of the run's configuration sees.
  public let name: String
  /// The file.
  public let path: String
  private let rule: LabelRule

  /// The one file.
  public var files: [String] { [path] }

  /// A source of a file, which is not read yet.
  /// - Parameters:
  ///   - labels: What the labels must be; nil to tell by their values.
  ///   - training: Whose labels say what labels mean, for a test set: it may lack some.
  public init(
    _ path: String, labels: LabelKind? = nil, likeLabelsOf training: (any LabelReference)? = nil,
    name: String? = nil
  ) {
    self.path = path
    self.name = name ?? path
    rule = LabelRule(requested: labels, reference: training)
  }

  /// Counts samples, features and labels, and checks every number.
  /// - Complexity: one pass over the file, O(samples) memory.
  /// - Throws: `DataError` with line and column.
  public func survey() throws(DataError) -> DatasetSurvey {
    var reader = try LineReader(path)
    var line = LIBSVMLine(path: path, greatest: .greatestFiniteMagnitude)
    var raw = RawLabels()
    var columns = 0
    var nonzeros = 0
    var hasGroups = false
    while let range = try reader.next() {
      line.number = reader.number
      let text = reader.bytes.buffer.span.extracting(range)
      guard let label = try line.label(text) else { continue }
      hasGroups = hasGroups || line.hasGroup(text, from: label.next)
      raw.append(label.value, line: line.number)
      let found = try line.features(text, from: label.next, columns: Int(Int32.max)) { _, _ in }
      columns = max(columns, found.greatest)
      nonzeros += found.count
    }
    guard !raw.values.isEmpty else { throw DataError(path, "there is no sample in the file") }
    guard columns > 0 else { throw DataError(path, "no sample has a feature, written index:value") }
    let meaning = try rule.meaning(of: raw.values, file: path)
    return DatasetSurvey(
      labels: try meaning.labels(raw.values, file: path) { "line \(raw.lines[$0])" },
      labelKind: meaning.kind,
      columns: columns, nonzeros: nonzeros,
      note: notes(meaning.note, hasGroups ? "qid: is left out; ranking in groups is not done" : nil)
    )
  }

  /// The samples at `rows`, in the order given.
  /// - Complexity: one pass over the file, whose other lines are checked for their labels only;
  ///   memory for the samples asked for.
  /// - Throws: `DataError` for what cannot be read, also an index beyond `columns`.
  public func load<Element: Scalar>(rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Dataset<Element>
  {
    let wanted = Array(Set(rows)).sorted()
    var reader = try LineReader(path)
    var line = LIBSVMLine(path: path, greatest: Element.greatestFiniteMagnitude.double)
    var raw = RawLabels()
    var entries = RowBuilder()
    var nonzeros = 0
    while let range = try reader.next() {
      line.number = reader.number
      let text = reader.bytes.buffer.span.extracting(range)
      guard let label = try line.label(text) else { continue }
      if entries.rows < wanted.count, wanted[entries.rows] == raw.values.count {
        nonzeros += try line.features(text, from: label.next, columns: columns) { index, value in
          entries.append(index, value)
        }.count
        entries.endRow()
      } else {
        nonzeros += LIBSVMLine.countFeatures(text)
      }
      raw.append(label.value, line: line.number)
    }
    guard !raw.values.isEmpty else { throw DataError(path, "there is no sample in the file") }
    try checkRows(rows, count: raw.values.count, file: path)
    let labels = try rule.meaning(of: raw.values, file: path).labels(raw.values, file: path) {
      "line \(raw.lines[$0])"
    }
    return Dataset(
      features: features(
        entries.matrix(columns: columns, as: Element.self), wanted: wanted, rows: rows,
        isDense: nonzeros > raw.values.count * columns / 2),
      labels: nearest(rows.map { labels[$0] }, as: Element.self))
  }

  private func features<Element: Scalar>(
    _ stored: SparseRows<Element>, wanted: [Int], rows: [Int], isDense: Bool
  ) -> Features<Element> {
    var matrix = stored
    if wanted != rows {
      let places = Dictionary(uniqueKeysWithValues: zip(wanted, 0...))
      matrix = stored.selecting(rows.map { places[$0] ?? 0 })
    }
    guard isDense else { return .sparse(matrix) }
    var elements = Vector<Element>(repeating: 0, count: matrix.rows * matrix.columns)
    var target = elements.mutableSpan
    scatter(matrix, to: &target)
    return .dense(DenseRows(rows: matrix.rows, columns: matrix.columns, elements))
  }

}

extension LIBSVMSource: LabelReference {
  public var labelFile: String { path }

  public func labelValues() throws(DataError) -> Set<Double> {
    var reader = try LineReader(path)
    var line = LIBSVMLine(path: path, greatest: .greatestFiniteMagnitude)
    var values: Set<Double> = []
    while let range = try reader.next() {
      line.number = reader.number
      if let label = try line.label(reader.bytes.buffer.span.extracting(range)) {
        values.insert(label.value)
      }
    }
    return values
  }
}

/// Labels as the file has them, with their lines.
private struct RawLabels {
  var values: [Double] = []
  var lines: [Int32] = []

  mutating func append(_ value: Double, line: Int) {
    values.append(value)
    lines.append(Int32(clamping: line))
  }
}

/// Rows while they are read; keeps values only from the first that is not one.
private struct RowBuilder {
  private var offsets = [0]
  private var indices: [Int32] = []
  private var values: [Double] = []

  var rows: Int { offsets.count - 1 }

  mutating func append(_ index: Int32, _ value: Double) {
    if !values.isEmpty {
      values.append(value)
    } else if value != 1 {
      values = [Double](repeating: 1, count: indices.count)
      values.append(value)
    }
    indices.append(index)
  }

  mutating func endRow() { offsets.append(indices.count) }

  func matrix<Element: Scalar>(columns: Int, as: Element.Type) -> SparseRows<Element> {
    SparseRows(
      columns: columns, offsets: offsets, indices: indices,
      values: nearest(values, as: Element.self))
  }
}

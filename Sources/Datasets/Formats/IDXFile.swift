public import Console
public import Kernels

/// Images with labels in two IDX files, plain or gzip, as MNIST and Fashion-MNIST come.
///
/// Pixels are scaled from 0...255 to [0, 1]; what labels mean is told by their values
/// (`LabelMeaning`). Images may have two to four dimensions, the first their number.
///
/// - Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", file formats.
public struct IDXSource: DatasetSource {
  /// What a reader of the run's configuration sees.
  public let name: String
  /// The file of images.
  public let images: String
  /// The file of labels.
  public let labels: String
  private let rule: LabelRule

  /// Images and labels.
  public var files: [String] { [images, labels] }

  /// A source of two files; neither is read yet.
  /// - Parameters:
  ///   - kind: What the labels must be; nil to tell by their values.
  ///   - training: Whose labels say what labels mean, for a test set: it may lack some.
  public init(
    images: String, labels: String, name: String? = nil, kind: LabelKind? = nil,
    likeLabelsOf training: (any LabelReference)? = nil
  ) {
    rule = LabelRule(requested: kind, reference: training)
    self.images = images
    self.labels = labels
    self.name = name ?? images
  }

  /// Counts images, reads labels and checks that both files are whole.
  /// - Complexity: one pass over both files, O(samples) memory.
  /// - Throws: `DataError` for what cannot be read.
  public func survey() throws(DataError) -> DatasetSurvey {
    let raw = try readLabels()
    var reader = try ByteReader(images)
    let header = try imageHeader(&reader, labels: raw.count)
    for _ in 0..<header.count { try reader.skip(header.itemBytes, "the images") }
    try checkEnd(&reader, header)
    let (labels, meaning) = try meaningful(raw)
    return DatasetSurvey(
      labels: labels, labelKind: meaning.kind, columns: header.itemBytes, note: meaning.note)
  }

  /// The images at `rows`, dense, in the order given.
  /// - Complexity: one pass over the images up to the last row asked for; memory for those asked.
  /// - Throws: `DataError` for what cannot be read, also where `columns` is not the number of pixels.
  public func load<Element: Scalar>(rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Dataset<Element>
  {
    let raw = try readLabels()
    var reader = try ByteReader(images)
    let header = try imageHeader(&reader, labels: raw.count)
    let (labels, _) = try meaningful(raw)
    guard header.itemBytes == columns else {
      throw DataError(
        images, "an image has \(header.itemBytes) pixels, but the model takes \(columns) features")
    }
    try checkRows(rows, count: header.count, file: images)
    try MemoryNeed.check(
      rows.count, by: columns, width: MemoryLayout<Element>.stride, file: name)
    var pixels = Vector<Element>(repeating: 0, count: rows.count * columns)
    let scale: [Element] = pixelScale()
    var next = 0
    var image = 0..<0
    // In the order of the file, each to its place: one pass whatever order was asked for.
    for place in rows.indices.sorted(by: { (rows[$0], $0) < (rows[$1], $1) }) {
      if rows[place] >= next {
        try reader.skip((rows[place] - next) * columns, "the images")
        next = rows[place] + 1
        image = try reader.take(columns, "the images")
      }
      var target = pixels.mutableSpan
      scalePixels(reader.buffer.span.extracting(image), by: scale, to: &target, at: place * columns)
    }
    return Dataset(
      features: .dense(DenseRows(rows: rows.count, columns: columns, pixels)),
      labels: nearest(rows.map { labels[$0] }, as: Element.self))
  }

  private func meaningful(_ raw: [UInt8]) throws(DataError) -> ([Double], LabelMeaning) {
    let values = raw.map { Double($0) }
    let meaning = try rule.meaning(of: values, file: labels)
    return (try meaning.labels(values, file: labels) { "label \($0)" }, meaning)
  }

  private func imageHeader(_ reader: inout ByteReader, labels: Int) throws(DataError) -> IDXHeader {
    let header = try IDXHeader(&reader, what: "images")
    guard header.dimensions > 1 else {
      throw DataError(images, "has one dimension, so it holds labels, not images")
    }
    guard header.count == labels else {
      throw DataError(
        images, "has \(header.count) images, but \(self.labels) has \(labels) labels")
    }
    return header
  }

  private func readLabels() throws(DataError) -> [UInt8] {
    var reader = try ByteReader(labels)
    let header = try IDXHeader(&reader, what: "labels")
    guard header.dimensions == 1 else {
      throw DataError(
        labels, "has \(header.dimensions) dimensions, so it holds images, not labels")
    }
    var values: [UInt8] = []
    while values.count < header.count {
      let piece = try reader.take(upTo: min(1 << 16, header.count - values.count))
      guard !piece.isEmpty else { throw reader.endsEarly("the labels") }
      values += reader.buffer[piece]
    }
    try checkEnd(&reader, header)
    return values
  }

  private func checkEnd(_ reader: inout ByteReader, _ header: IDXHeader) throws(DataError) {
    guard try reader.peek(1).isEmpty else {
      throw DataError(
        reader.path, "byte \(reader.position)",
        "more bytes follow than the header says (\(IDXHeader.describe(header.sizes)))")
    }
  }
}

extension IDXSource: LabelReference {
  public var labelFile: String { labels }

  public func labelValues() throws(DataError) -> Set<Double> {
    Set(try readLabels().map { Double($0) })
  }
}

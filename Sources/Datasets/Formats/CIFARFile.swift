public import Console
public import Kernels

/// Images with labels in the binary version of CIFAR-10: files of records of 3,073 bytes, plain or gzip.
///
/// A record is its label, 0 to 9, and 3 x 32 x 32 pixels: red, green and blue one after the other, each
/// row major. Pixels are scaled from 0...255 to [0, 1], as those of IDX files are.
///
/// - Source: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009; the layout is
///   the data set's page's.
public struct CIFARSource: DatasetSource {
  /// What a reader of the run's configuration sees.
  public let name: String
  /// The files, whose samples follow one another.
  public let files: [String]

  static let classes = 10
  static let pixels = 3 * 32 * 32

  /// A source of one file or several; none is read yet.
  /// - Precondition: there is a file.
  public init(_ files: [String], name: String? = nil) {
    precondition(!files.isEmpty, "a source needs a file")
    self.files = files
    self.name = name ?? files[0]
  }

  /// Whether a file's name is one of this format, whose content has no mark.
  static func isName(_ path: String) -> Bool {
    let file = FilePath(path.withoutGzipSuffix).name
    return file.hasSuffix(".bin") && (file.hasPrefix("data_batch") || file.hasPrefix("test_batch"))
  }

  /// Counts images, checks every label and that the files are whole.
  /// - Complexity: one pass over the files, O(samples) memory.
  /// - Throws: `DataError` for what cannot be read.
  public func survey() throws(DataError) -> DatasetSurvey {
    var labels: [Double] = []
    for file in files {
      var reader = try ByteReader(file)
      while let label = try Self.nextLabel(&reader) {
        labels.append(Double(label))
        try reader.skip(Self.pixels, "an image")
      }
    }
    return DatasetSurvey(
      labels: labels, labelKind: .classes(Self.classes), columns: Self.pixels)
  }

  /// The images at `rows`, dense, in the order given.
  /// - Complexity: one pass over the files up to the last row asked for; memory for those asked.
  /// - Throws: `DataError` for what cannot be read, also where `columns` is not 3,072.
  public func load<Element: Scalar>(rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Dataset<Element>
  {
    guard columns == Self.pixels else {
      throw DataError(
        files[0], "an image has \(Self.pixels) pixels, but the model takes \(columns) features")
    }
    try MemoryNeed.check(
      rows.count, by: columns, width: MemoryLayout<Element>.stride, file: name)
    var elements = Vector<Element>(repeating: 0, count: rows.count * columns)
    var labels = [Element](repeating: 0, count: rows.count)
    let scale: [Element] = pixelScale()
    // In the order of the files, each to its place: one pass whatever order was asked for.
    let places = rows.indices.sorted { (rows[$0], $0) < (rows[$1], $1) }
    if let first = places.first, rows[first] < 0 {
      try checkRows([rows[first]], count: 0, file: files[0])
    }
    var next = 0
    var count = 0
    for file in files where next < places.count {
      var reader = try ByteReader(file)
      while next < places.count, let label = try Self.nextLabel(&reader) {
        let image = try reader.take(Self.pixels, "an image")
        while next < places.count, rows[places[next]] == count {
          let place = places[next]
          labels[place] = Element.nearest(Double(label))
          var target = elements.mutableSpan
          scalePixels(
            reader.buffer.span.extracting(image), by: scale, to: &target, at: place * columns)
          next += 1
        }
        count += 1
      }
    }
    if next < places.count { try checkRows([rows[places[next]]], count: count, file: files[0]) }
    return Dataset(
      features: .dense(DenseRows(rows: rows.count, columns: columns, elements)), labels: labels)
  }

  /// The label of the next record, or nil at the end of the file.
  private static func nextLabel(_ reader: inout ByteReader) throws(DataError) -> UInt8? {
    let place = reader.position
    let range = try reader.take(upTo: 1)
    guard let label = reader.buffer[range].first else {
      if place == 0 { throw .empty(reader.path) }
      return nil
    }
    guard label < classes else {
      throw DataError(
        reader.path, "byte \(place)",
        "the label \(label) is not 0 to 9; is this a file of CIFAR-10's binary version?")
    }
    return label
  }
}

extension CIFARSource: LabelReference {
  public var labelFile: String { files[0] }

  /// All of them, whatever is in the files.
  public func labelValues() throws(DataError) -> Set<Double> {
    Set((0..<Self.classes).map { Double($0) })
  }
}

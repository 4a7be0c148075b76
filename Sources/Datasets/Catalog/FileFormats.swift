import Console

/// A format of data files that `FileFormats` lists.
protocol FileFormat: Sendable {
  /// What errors call it.
  static var formatName: String { get }
  /// Whether a file is one of these, by its first bytes or, where those tell nothing, its name.
  static func isFormat(of path: String, beginning first: [UInt8]) -> Bool
  /// The source of a file of this format.
  static func open(_ file: FileRequest) throws(DataError) -> any DatasetSource
}

/// A data file that was asked for.
struct FileRequest {
  let path: String
  /// What labels must be; nil to tell by their values.
  var labels: LabelKind?
  /// The training set, where this is its test set.
  var training: (any LabelReference)?
  /// What the configuration calls it, where that is not the file.
  var name: String?
}

/// The formats of data files.
///
/// A new one is one file, with the source and its conformance to `FileFormat`, and one line here.
enum FileFormats {
  /// Told apart in this order.
  private static let marked: [any FileFormat.Type] = [
    CIFARSource.self,
    IDXSource.self,
    NPYSource.self,
  ]

  /// The source of a file, by its content or, where that tells nothing, its name.
  ///
  /// Text that no format claims is LIBSVM's, which has no mark.
  /// - Throws: for every other kind of file, saying which it is and what to do.
  static func open(_ file: FileRequest) throws(DataError) -> any DatasetSource {
    let path = file.path
    var reader = try ByteReader(path, capacity: 1 << 12)
    let first = Array(reader.buffer[try reader.peek(FileSignature.length)])
    guard !first.isEmpty else { throw .empty(path) }
    if let format = marked.first(where: { $0.isFormat(of: path, beginning: first) }) {
      return try format.open(file)
    }
    if let known = FileSignature(first[...]) { throw known.error(path, isGzip: reader.isGzip) }
    if let records = try CIFARSource.recordsWithoutName(path) { throw DataError(path, records) }
    // Says of text in another encoding what it is.
    var lines = try LineReader(path)
    // What is damaged behind a first line of text is told by its place.
    let isBinary = first.prefix { $0 != 0x0a && $0 != 0x0d }
      .contains { $0 < 0x09 || (0x0e..<0x20).contains($0) && $0 != 0x1b }
    guard !isBinary else {
      let names = marked.map { $0.formatName }.joined(separator: ", ")
      throw DataError(path, "byte 0", "this is neither \(names) nor LIBSVM text, plain or gzip")
    }
    try checkTable(&lines)
    return LIBSVMSource(
      path, labels: file.labels, likeLabelsOf: file.training, name: file.name)
  }

  /// Throws where the first line that holds something is of a table and not of LIBSVM text.
  private static func checkTable(_ lines: inout LineReader) throws(DataError) {
    while let range = try lines.next() {
      let line = lines.text(range)
      guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else { continue }
      if first == "[", let last = line.last(where: { !$0.isWhitespace }), "],".contains(last) {
        throw FileSignature.json.error(lines.path)
      }
      if TableGuess.isVowpalWabbit(line) {
        throw DataError(
          lines.path,
          "this is Vowpal Wabbit's text; write lines of LIBSVM's, as 1 3:0.5, with numbers for names"
        )
      }
      if let separator = TableGuess.separator(of: line) {
        throw DataError(
          lines.path,
          "this is a table with '\(separator == "\t" ? "\\t" : String(separator))' between fields; a "
            + "recipe says what is learned from it: pgc-data recipe \(lines.path)")
      }
      return
    }
  }
}

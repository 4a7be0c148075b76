import Console
public import Kernels

/// Where samples come from, before any is in memory.
///
/// A worker loads only the samples of its own blocks. So a source first tells what is there, labels
/// included (a split by label needs them), and then loads the rows that are asked for.
public protocol DatasetSource: Sendable {
  /// What a reader of the run's configuration sees: the name or the file.
  var name: String { get }
  /// The files whose content decides about the samples; none where they are made up.
  var files: [String] { get }
  /// Counts samples and reads labels, checking all of them.
  /// - Complexity: one pass over the files; no features are kept.
  /// - Throws: `DataError` for what cannot be read.
  func survey() throws(DataError) -> DatasetSurvey
  /// The samples at `rows`, in the order given, the features as `columns` many.
  /// - Parameter columns: at least the survey's; a test set takes its training set's.
  /// - Throws: `DataError` for what cannot be read.
  func load<Element: Scalar>(rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Dataset<Element>
}

/// What a source holds.
public struct DatasetSurvey: Sendable {
  /// One label a sample, as the model will see it (±1, 0..<classes, or real).
  public let labels: [Double]
  /// What the labels mean.
  public let labelKind: LabelKind
  /// Features of a sample.
  public let columns: Int
  /// Stored features of all samples, where sparse.
  public let nonzeros: Int?
  /// How the file's labels became these, where they are not the file's own.
  public let note: String?

  /// A survey's result.
  public init(
    labels: [Double], labelKind: LabelKind, columns: Int, nonzeros: Int? = nil, note: String? = nil
  ) {
    self.labels = labels
    self.labelKind = labelKind
    self.columns = columns
    self.nonzeros = nonzeros
    self.note = note
  }

  /// The number of samples.
  public var count: Int { labels.count }
}

/// A data file that cannot be read, told in one line: file, place, what is wrong, what to do.
public struct DataError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line that the user reads.
  public let description: String

  /// An error in a file.
  /// - Parameters:
  ///   - file: The path as the user gave it.
  ///   - place: Line, column or byte, such as "line 3, column 7".
  ///   - problem: What is wrong, and what to do.
  public init(_ file: String, _ place: String, _ problem: String) {
    description = oneLine("\(file), \(place): \(problem)")
  }

  /// An error with a whole file.
  public init(_ file: String, _ problem: String) { description = oneLine("\(file): \(problem)") }

  /// A file that could not be written.
  init(_ error: RunError) { description = oneLine(error.description) }
}

/// Does what writes files, with the errors of this target.
func writing<R>(_ work: () throws(RunError) -> R) throws(DataError) -> R {
  do { return try work() } catch { throw DataError(error) }
}

/// The text with a space for every control character: a damaged file may have them anywhere.
private func oneLine(_ text: String) -> String {
  func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
      || (0x2028...0x2029).contains(scalar.value)
  }
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var line = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { line.append(isControl(scalar) ? " " : scalar) }
  return String(line)
}

public import Console
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
  /// What features are called, in their order; empty where the file has no names.
  /// - Throws: `DataError` for what cannot be read.
  func columnGroups() throws(DataError) -> [ColumnGroup]
  /// The samples at `rows`, in the order given, the features as `columns` many.
  /// - Parameter columns: at least the survey's; a test set takes its training set's.
  /// - Throws: `DataError` for what cannot be read.
  func load<Element: Scalar>(rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Dataset<Element>
}

extension DatasetSource {
  /// Most formats have no names.
  public func columnGroups() throws(DataError) -> [ColumnGroup] { [] }
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

  /// The same with more columns, which are zero.
  public func widened(to columns: Int) -> DatasetSurvey {
    DatasetSurvey(
      labels: labels, labelKind: labelKind, columns: max(columns, self.columns),
      nonzeros: nonzeros, note: note)
  }
}

/// A data file that cannot be read, told in one line: file, place, what is wrong, what to do.
public typealias DataError = FileError

/// Does what writes files, with the errors of this target.
func writing<R>(_ work: () throws(RunError) -> R) throws(DataError) -> R {
  do { return try work() } catch { throw DataError(error) }
}

/// Notes in one line; nil where there is none.
func notes(_ notes: String?...) -> String? {
  let told = notes.compactMap { $0 }
  return told.isEmpty ? nil : told.joined(separator: "; ")
}

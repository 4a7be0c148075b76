public import Console

/// A training set, and the test set that belongs to it.
public struct DatasetPair: Sendable {
  /// What is trained on.
  public let train: any DatasetSource
  /// What is only evaluated, if there is such a set.
  public let test: (any DatasetSource)?
  /// Why there is no test set, where one might be expected.
  public let note: String?

  /// A pair of sources.
  public init(train: any DatasetSource, test: (any DatasetSource)?, note: String? = nil) {
    self.train = train
    self.test = test
    self.note = note
  }

  /// A pair of files, each of a format that `FileFormats` knows.
  ///
  /// Without a test file, the one beside the training file is taken, if it is there (`TestNames`).
  /// - Parameter test: A file; "none" for no test set; nil for the one beside the training file.
  /// - Throws: where a file cannot be read or is none of them.
  public init(
    train path: String, test: String? = nil, labels: LabelKind? = nil, name: String? = nil
  ) throws(DataError) {
    let train = try FileFormats.open(FileRequest(path: path, labels: labels, name: name))
    try self.init(train, at: path, test: test, labels: labels, testName: name.map { "\($0) test" })
  }

  /// A training set with the test set that is asked for, or beside it.
  init(
    _ train: any DatasetSource, at path: String, test: String?, labels: LabelKind?,
    testName: String?
  ) throws(DataError) {
    if test == Self.none {
      self.init(train: train, test: nil)
      return
    }
    let beside = TestNames(of: path)
    guard let file = test ?? beside.found else {
      self.init(train: train, test: nil, note: beside.absence)
      return
    }
    let source: any DatasetSource
    do throws(DataError) {
      source = try FileFormats.open(
        FileRequest(
          path: file, labels: labels, training: train as? any LabelReference, name: testName))
    } catch {
      guard test == nil else { throw error }
      throw DataError("the test set beside \(path)", "\(error); 'none' as test set leaves it out")
    }
    self.init(train: train, test: source)
  }

  /// What stands for no test set, where a file's name might.
  public static let none = "none"
}

extension DatasetSurvey {
  /// Throws where a test set does not fit its training set: more features, or other labels.
  public func check(asTestOf training: DatasetSurvey, name: String) throws(DataError) {
    // Of sparse sets the wider one counts: what a row does not name is zero.
    guard columns <= training.columns || training.nonzeros != nil else {
      throw DataError(
        name, "has \(columns) features, but the training set has only \(training.columns)")
    }
    let fits =
      switch (labelKind, training.labelKind) {
      case (.classes(let own), .classes(let known)): own <= known
      default: labelKind == training.labelKind
      }
    guard fits else {
      throw DataError(
        name, "its labels are \(labelKind), but the training set's are \(training.labelKind)")
    }
  }
}

public import Console
import Glibc

/// A training set, and the test set that belongs to it.
public struct DatasetPair: Sendable {
  /// What is trained on.
  public let train: any DatasetSource
  /// What is only evaluated, if there is such a set.
  public let test: (any DatasetSource)?

  /// A pair of sources.
  public init(train: any DatasetSource, test: (any DatasetSource)?) {
    self.train = train
    self.test = test
  }

  /// A pair of files, each IDX, LIBSVM or NumPy's by its content, or CIFAR-10 by its name.
  ///
  /// Without a test file, the one beside the training file is taken, if it is there: `FILE.t` beside
  /// `FILE`, `t10k-…` beside `train-…`, `X.test.npy` beside `X.npy`, `test_batch.bin` beside
  /// `data_batch_1.bin`; plain or gzip.
  /// - Throws: where a file cannot be read or is none of them.
  public init(
    train path: String, test: String? = nil, labels: LabelKind? = nil, name: String? = nil
  ) throws(DataError) {
    let testName = name.map { "\($0) test" }
    switch try FileKind(path) {
    case .idx:
      try Self.checkClasses("IDX", labels, path)
      let train = try IDXSource(path, name: name)
      self.train = train
      self.test =
        if let test { try Self.source(test, nil, like: nil, testName) } else { train.besideForTest }
    case .cifar:
      try Self.checkClasses("CIFAR-10", labels, path)
      let train = CIFARSource([path], name: name)
      self.train = train
      self.test =
        if let test { try Self.source(test, nil, like: nil, testName) } else { train.besideForTest }
    case .npy:
      let train = try NPYSource(path, labels: labels, name: name)
      self.train = train
      self.test =
        if let test = test ?? train.besideForTest {
          try Self.source(test, labels, like: path, testName)
        } else {
          nil
        }
    case .libsvm:
      self.train = LIBSVMSource(path, labels: labels, name: name)
      let beside = plainOrGzip(path.withoutGzipSuffix + ".t")
      self.test =
        if let test = test ?? beside {
          try Self.source(test, labels, like: path, testName)
        } else {
          nil
        }
    }
  }

  private static func checkClasses(_ format: String, _ labels: LabelKind?, _ path: String)
    throws(DataError)
  {
    guard labels == .binary || labels == .real else { return }
    throw DataError(
      path, "\(format) labels are classes, not \(labels == .binary ? "±1" : "real numbers")")
  }

  static func source(_ path: String, _ labels: LabelKind?, like training: String?, _ name: String?)
    throws(DataError) -> any DatasetSource
  {
    switch try FileKind(path) {
    case .idx: try IDXSource(path, name: name)
    case .cifar: CIFARSource([path], name: name)
    case .npy: try NPYSource(path, labels: labels, likeLabelsOf: training, name: name)
    case .libsvm: LIBSVMSource(path, labels: labels, likeLabelsOf: training, name: name)
    }
  }
}

extension DatasetSurvey {
  /// Throws where a test set does not fit its training set: more features, or other labels.
  public func check(asTestOf training: DatasetSurvey, name: String) throws(DataError) {
    guard columns <= training.columns else {
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

/// What a data file is: by its first bytes, or, where those tell nothing, its name.
enum FileKind: Equatable {
  case cifar
  case npy
  case idx
  case libsvm

  init(_ path: String) throws(DataError) {
    var reader = try ByteReader(path, capacity: 1 << 12)
    let start = try reader.peek(4)
    guard let first = reader.buffer[start].first else { throw .empty(path) }
    if CIFARSource.isName(path) {
      self = .cifar
    } else if first == 0x93 {
      self = .npy
    } else if start.count > 1, first == 0, reader.buffer[start.lowerBound + 1] == 0 {
      self = .idx
    } else if (0x20..<0x7f).contains(first) || (0x09...0x0d).contains(first) {
      self = .libsvm
    } else {
      throw DataError(
        path, "byte 0",
        "this is neither IDX, NumPy's .npy nor LIBSVM text, plain or gzip")
    }
  }
}

import Clusters
public import Console
import Datasets
import Settings

/// What a run was made with, beside its configuration: the program, and the files it read.
///
/// Files are the training and the test set's, a recipe, recorded delays, and those that a program's
/// command names. It stands in `run.json`
/// and in the key of an experiment's run, so that what was made by another program or of other data is
/// not taken for this one's.
public struct Provenance: Codable, Hashable, Sendable {
  /// The digest of the program's executable file.
  public var program: String
  /// In the order in which they are read.
  public var data: [DataFile]

  /// A file that a run reads.
  public struct DataFile: Codable, Hashable, Sendable {
    /// As the run found it.
    public var file: String
    /// Of its content.
    public var digest: String

    /// A file with the digest of its content.
    public init(file: String, digest: String) {
      self.file = file
      self.digest = digest
    }
  }

  /// A provenance from its parts.
  public init(program: String, data: [DataFile]) {
    self.program = program
    self.data = data
  }

  /// What a configuration's run is made with now.
  /// - Parameters:
  ///   - program: The digest of the program that runs it; nil for this one's.
  ///   - readsSamples: Whether the data set is read, which a run of times alone does not do.
  /// - Throws: where a file is not there or cannot be read.
  public init(
    of configuration: RunConfiguration, program: String? = nil, readsSamples: Bool = true
  ) throws {
    var files: [String] = []
    if configuration.program != nil {
      files += configuration.filesOfProgram
    } else if readsSamples {
      let pair = try configuration.openData()
      files += pair.train.files + (pair.test?.files ?? [])
    }
    files += try Delays.make(
      configuration.delay, workers: configuration.workers, seed: configuration.seed
    ).files
    self.program = try program ?? Self.digestOfThisProgram()
    data = []
    for file in files {
      data.append(DataFile(file: file, digest: try DigestCache.standard.digest(file)))
    }
  }

  /// The digest of the executable file of this process.
  /// - Throws: where it cannot be read.
  public static func digestOfThisProgram() throws(RunError) -> String {
    try DigestCache.standard.digest("/proc/self/exe")
  }

  /// What decides about results, in one text: contents, not names.
  public var text: String { ([program] + data.map(\.digest)).joined(separator: "\n") }
}

extension Provenance {
  /// Compares with what a run was made with that is to be repeated.
  /// - Parameters:
  ///   - record: Of the run that is repeated; nil where its record is older than such entries.
  ///   - place: What to name, such as `replay runs/x`.
  /// - Returns: A line for the user where the program is another one.
  /// - Throws: where the data are others.
  public func check(repeating record: Provenance?, _ place: String) throws(RunError) -> String? {
    guard let record else {
      return "\(place): run.json does not say by which program and of which data it was made, so "
        + "that neither can be checked"
    }
    guard record.data.count == data.count else {
      throw RunError(
        "\(place): was made of \(record.data.count) data files, and there are \(data.count) now; "
          + "give it the files of then", exitCode: 2)
    }
    for (old, new) in zip(record.data, data) where old.digest != new.digest {
      throw RunError(
        "\(place): \(new.file) is not what the run read (\(old.digest) then, \(new.digest) now); "
          + "put the file of then in its place", exitCode: 2)
    }
    guard record.program == program else {
      return "\(place): was made by another program (\(record.program), this is \(program)), so "
        + "results may differ"
    }
    return nil
  }
}

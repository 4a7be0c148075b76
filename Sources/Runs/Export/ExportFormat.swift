public import Console
public import Settings

/// A form in which other tools read a run's steps and evaluations.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// An event file of TensorBoard.
  case tensorboard
  /// An object a step, a line each.
  case jsonl

  /// The file in the run's folder.
  public var fileName: String {
    switch self {
    case .tensorboard: "events.out.tfevents.pgc"
    case .jsonl: "steps.jsonl"
    }
  }

  /// Reads names with commas between them.
  /// - Throws: where one is unknown.
  public static func list(_ text: String, option: String) throws(ConfigurationError)
    -> [ExportFormat]
  {
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var formats: [ExportFormat] = []
    for word in words {
      guard let format = ExportFormat(rawValue: word) else {
        throw ConfigurationError(unknownName(option, word, among: allCases.map(\.rawValue)))
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }

  /// Writes the steps and evaluations that a run's tables have so far.
  /// - Parameters:
  ///   - folder: The run's.
  ///   - path: The file, in place of the one in the folder.
  /// - Returns: The file.
  /// - Throws: where a table cannot be read, or the file not be written.
  @discardableResult
  public func write(run folder: String, to path: String? = nil) throws(RunError) -> String {
    let path = path ?? folder + "/" + fileName
    var rows = try RunRows(folder)
    let file = try AtomicFile(path)
    func put(_ bytes: [UInt8]) throws(RunError) { try file.write(bytes.span.bytes) }
    if self == .tensorboard {
      try put(EventRecord.record(EventRecord.opening(at: rows.began)))
    }
    while let row = try rows.next() {
      switch self {
      case .tensorboard: try put(EventRecord.record(EventRecord.event(row)))
      case .jsonl: try put(Array((row.json + "\n").utf8))
      }
    }
    try file.commit(lasting: false)
    return path
  }
}

public import Yams

/// A file of YAML, which JSON is too: recipes, plans, configurations, records.
public enum YAMLFile {
  /// Reads a file.
  /// - Parameter most: Bytes that it may have.
  /// - Returns: nil where it holds nothing.
  /// - Throws: what is no text or no YAML, with line and column.
  public static func node(of path: String, most: Int = 1 << 24) throws(FileError) -> Node? {
    try node(try TextFile.text(of: path, json: true, most: most), path)
  }

  /// Reads text.
  /// - Parameter path: What to name in an error.
  public static func node(_ text: String, _ path: String) throws(FileError) -> Node? {
    if let line = YAMLAliases.tooMuch(text) {
      throw FileError(
        path, "line \(line)", "aliases (*name) of aliases grow beyond 1 MiB; write them out")
    }
    do { return try compose(yaml: text) } catch { throw told(error, path) }
  }

  private static func told(_ error: any Error, _ path: String) -> FileError {
    switch error as? YamlError {
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "'\($0)'" }.joined(separator: ", ")
      return FileError(
        path, "line \(context.mark.line)",
        "is not YAML: of the keys that begin here \(names) stands twice")
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return FileError(
        path, "line \(mark.line), column \(mark.column)", "is not YAML: \(problem)")
    case .reader(let problem, let offset, _, _):
      return FileError(path, "byte \(offset ?? 0)", "is not YAML: \(problem)")
    default: return FileError(path, "is not YAML")
    }
  }
}

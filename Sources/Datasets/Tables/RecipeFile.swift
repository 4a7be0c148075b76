import Glibc
public import Settings
import Yams

extension Recipe {
  /// A recipe that a user wrote as YAML; the manual of its keys is docs/RECIPES.md.
  /// - Parameter option: What to name in an error, such as `--dataset`.
  /// - Throws: with file and line: what is no YAML, an unknown key, a value that cannot be.
  public init(file path: String, option: String = "--dataset") throws(ConfigurationError) {
    try self.init(yaml: try Self.text(of: path, option), path: path, option: option)
  }

  /// A recipe from the text of a file.
  init(yaml text: String, path: String, option: String) throws(ConfigurationError) {
    let root: Node?
    do { root = try compose(yaml: text) } catch {
      throw ConfigurationError("\(option): \(path)\(Self.told(error))")
    }
    guard let root, root.mapping != nil else {
      throw ConfigurationError(
        "\(option): \(path): must be 'key: value' lines, as 'file: data.csv'")
    }
    let keys = RecipeKeys(root, "the recipe", file: path, option: option)
    try keys.allow([
      "name", "file", "header", "separator", "label", "drop", "numeric", "categorical", "others",
      "standardise", "pairs", "bias", "split",
    ])
    let name = FilePath(path).name
    self.init(
      name: try keys.text("name") ?? String(name.prefix { $0 != "." }),
      file: try keys.required("file"), label: try Self.label(keys))
    header = try keys.flag("header") ?? true
    separator = try keys.text("separator") ?? ","
    drop = try keys.texts("drop") ?? []
    numeric = try keys.texts("numeric") ?? []
    categorical = try keys.texts("categorical") ?? []
    others = try keys.word("others") ?? .categorical
    standardise = try keys.flag("standardise") ?? false
    bias = try keys.flag("bias") ?? false
    if let inner = try keys.inner("pairs") {
      try inner.allow(["of", "except"])
      pairs = Pairs(of: try inner.texts("of") ?? [], except: try inner.lists("except") ?? [])
    }
    if let inner = try keys.inner("split") {
      try inner.allow(["test", "seed"])
      guard let fraction = try inner.number("test") else { throw inner.missing("test") }
      let seed = try inner.number("seed") ?? 0
      guard let seed = UInt32(exactly: seed) else {
        throw inner.error("seed", "must be a whole number from 0 to 4294967295")
      }
      split = TestSplit(fraction: fraction, seed: seed)
    }
    if let (key, text) = problem { throw keys.error(key, text) }
  }

  private static func label(_ keys: RecipeKeys) throws(ConfigurationError) -> Label {
    guard let inner = try keys.inner("label", orText: "column") else { throw keys.missing("label") }
    try inner.allow(["column", "map", "others", "divide_by"])
    return Label(
      try inner.required("column"), map: try inner.numbers("map") ?? [:],
      others: try inner.word("others") ?? .error, divideBy: try inner.number("divide_by"))
  }

  private static func text(of path: String, _ option: String) throws(ConfigurationError) -> String {
    do throws(DataError) {
      var reader = try ByteReader(path)
      let bytes = try reader.take(upTo: 1 << 16)
      guard try reader.peek(1).isEmpty else {
        throw DataError(path, "is longer than 64 KiB; is this a recipe?")
      }
      guard let text = String(validating: reader.buffer[bytes], as: UTF8.self) else {
        throw DataError(path, "is not text in UTF-8")
      }
      return text
    } catch {
      throw ConfigurationError("\(option): \(error)")
    }
  }

  /// Where and why text is no YAML.
  private static func told(_ error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ", line \(mark.line), column \(mark.column): is no YAML: \(shown(problem))"
    case .reader(let problem, let offset, _, _):
      ", byte \(offset ?? 0): is no YAML: \(shown(problem))"
    case .duplicatedKeysInMapping(_, let context):
      ", line \(context.mark.line): a key stands there twice"
    default: ": is no YAML"
    }
  }
}

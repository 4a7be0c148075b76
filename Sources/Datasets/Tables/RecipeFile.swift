import Console
public import Settings
import Yams

extension Recipe {
  /// A recipe that a user wrote as YAML; the manual of its keys is docs/RECIPES.md.
  /// - Parameter option: What to name in an error, such as `--dataset`.
  /// - Throws: with file and line: what is no YAML, an unknown key, a value that cannot be.
  public init(file path: String, option: String = "--dataset") throws(ConfigurationError) {
    let root: Node?
    do throws(FileError) { root = try YAMLFile.node(of: path, most: 1 << 16) } catch {
      throw ConfigurationError("\(option): \(error)")
    }
    try self.init(root: root, path: path, option: option)
  }

  /// A recipe from the text of a file.
  init(yaml text: String, path: String, option: String) throws(ConfigurationError) {
    let root: Node?
    do throws(FileError) { root = try YAMLFile.node(text, path) } catch {
      throw ConfigurationError("\(option): \(error)")
    }
    try self.init(root: root, path: path, option: option)
  }

  private init(root: Node?, path: String, option: String) throws(ConfigurationError) {
    guard let root, root.mapping != nil else {
      throw ConfigurationError(
        "\(option): \(path): must be 'key: value' lines, as 'file: data.csv'")
    }
    let keys = RecipeKeys(root, "the recipe", file: path, option: option)
    try keys.allow([
      "name", "file", "header", "separator", "label", "drop", "numeric", "categorical", "others",
      "standardise", "pairs", "bias", "split", "missing",
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
    missing = try Self.missing(keys)
    if let (key, text) = problem { throw keys.error(key, text) }
  }

  private static func label(_ keys: RecipeKeys) throws(ConfigurationError) -> Label {
    guard let inner = try keys.inner("label", orText: "column") else { throw keys.missing("label") }
    try inner.allow(["column", "map", "others", "divide_by"])
    return Label(
      try inner.required("column"), map: try inner.numbers("map") ?? [:],
      others: try inner.word("others") ?? .error, divideBy: try inner.number("divide_by"))
  }

  private static func missing(_ keys: RecipeKeys) throws(ConfigurationError) -> Missing? {
    guard let inner = try keys.inner("missing", orText: "all") else { return nil }
    try inner.allow(["all", "values", "numeric", "categorical", "label"])
    var rule = Missing()
    if let all = try inner.text("all") {
      guard all == "drop" else {
        throw inner.error("all", "must be drop, or {numeric: mean, categorical: own}")
      }
      rule = .dropped
    }
    if let values = try inner.texts("values") { rule.values = values }
    switch try inner.text("numeric") {
    case nil: break
    case "error": rule.numeric = .error
    case "drop": rule.numeric = .drop
    case "mean": rule.numeric = .mean
    case .some(let text):
      guard let number = Double(text), number.isFinite else {
        throw inner.error("numeric", "must be mean, drop, error or a number")
      }
      rule.numeric = .number(number)
    }
    rule.categorical = try inner.word("categorical") ?? rule.categorical
    rule.label = try inner.word("label") ?? rule.label
    return rule
  }
}

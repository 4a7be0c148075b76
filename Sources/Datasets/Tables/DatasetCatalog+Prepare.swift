import Console
import Settings

extension DatasetCatalog {
  /// What `prepare` did.
  public struct Preparation: Sendable {
    /// The recipe's name.
    public let name: String
    /// The file it was made from.
    public let source: String
    /// The prepared file.
    public let file: String
    /// Whether it was there before.
    public let wasThere: Bool
    /// Training and test rows.
    public let train: Int, test: Int
    /// Features of a sample.
    public let columns: Int
    /// Stored features of a sample.
    public let stored: Int
    /// How many rows have each label, over training and test rows; empty for real labels.
    public let labels: [(label: Double, count: Int)]
  }

  /// Prepares a named table, or a recipe's, so that runs start at once.
  /// - Parameters:
  ///   - text: As in `open`: `covtype`, or the path of a recipe.
  ///   - option: What to name in an error.
  /// - Returns: nil for a data set that needs no preparation.
  /// - Throws: `ConfigurationError` for what cannot be found, `DataError` for a table that cannot be
  ///   used or a prepared file that cannot be written.
  public static func prepare(
    _ text: String, option: String = "--dataset", folders: DatasetFolders = .standard
  ) throws -> Preparation? {
    guard let (recipe, path) = try table(text, option: option, folders: folders) else {
      _ = try open(text, seed: 0, option: option, folders: folders)
      return nil
    }
    let result = try TableCache(folders.prepared).table(recipe, path: path)
    guard case .file(let file) = result.table else {
      throw result.problem
        ?? DataError(path, "there is no folder for prepared data; set PGC_DATA or HOME")
    }
    let shape = file.shape
    let rows = try recipe.rows(of: shape.rows, path: path)
    let meaning = try LabelReading(recipe.label).meaning(
      of: shape.labels, requested: nil, file: path)
    var counts: [Double: Int] = [:]
    if meaning != .real {
      for label in shape.labels { counts[meaning.label(label) ?? label, default: 0] += 1 }
    }
    return Preparation(
      name: recipe.name, source: path, file: file.path, wasThere: result.wasThere,
      train: rows.train.count, test: rows.test.count, columns: shape.columns, stored: shape.stored,
      labels: counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  /// The recipe that a text names, and its file; nil where the text names no table.
  static func table(_ text: String, option: String, folders: DatasetFolders)
    throws(ConfigurationError) -> (Recipe, String)?
  {
    let name = String(text.prefix { $0 != ":" }).lowercased()
    if let known = all.first(where: { $0.entry.name == name }) {
      guard let table = known.table else { return nil }
      try known.entry.check(try Spec(parsing: text, option: option), option: option)
      return (table.recipe, try table.path(in: folders, option: option))
    }
    guard isRecipe(text) else { return nil }
    let recipe = try Recipe(file: text, option: option)
    let beside = recipe.file.hasPrefix("/") ? recipe.file : FilePath(text).folder + recipe.file
    guard
      let path = plainOrGzip(beside)
        ?? folders.find(recipe.file, of: recipe.name, group: nil)
    else {
      throw ConfigurationError(
        "\(option): \(text): there is no file '\(Recipe.shown(recipe.file))' beside the recipe or in "
          + folders.roots.map { "\($0)/\(recipe.name)" }.joined(separator: ", "))
    }
    return (recipe, path)
  }
}

/// Whether a text names a recipe's file.
func isRecipe(_ text: String) -> Bool { text.hasSuffix(".yaml") || text.hasSuffix(".yml") }

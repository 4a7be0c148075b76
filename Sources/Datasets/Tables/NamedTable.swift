import Settings

/// A table with a built-in recipe, and how to come by its file.
struct NamedTable: Sendable {
  let recipe: Recipe
  /// How to get it, up to "put its files into …".
  let get: String
  /// A folder that it may be in instead of its own.
  let group: String?

  /// The table's file.
  /// - Throws: where it is not on this machine, with how to get it.
  func path(in folders: DatasetFolders, option: String) throws(ConfigurationError) -> String {
    guard let path = folders.find(recipe.file, of: recipe.name, group: group) else {
      throw notThere(recipe.name, recipe.file, get: get, folders, option)
    }
    return path
  }
}

/// A named set whose files were not found, with how to get them.
func notThere(
  _ name: String, _ file: String, get: String, _ folders: DatasetFolders, _ option: String
) -> ConfigurationError {
  let looked = folders.roots.map { "\($0)/\(name)" }.joined(separator: ", ")
  return ConfigurationError(
    "\(option): '\(name)' is not on this machine (looked for \(file) in \(looked)); "
      + "get it: \(get) put its files into ~/.cache/pgc/\(name) or $PGC_DATA/\(name)")
}

extension NamedDataset {
  /// A set that a recipe makes from a table.
  static func table(_ summary: String, _ recipe: Recipe, get: String, group: String? = nil)
    -> NamedDataset
  {
    let table = NamedTable(recipe: recipe, get: get, group: group)
    let entry = Entry(recipe.name, summary)
    return NamedDataset(entry: entry, table: table) { request throws(ConfigurationError) in
      try entry.check(request.spec, option: request.option)
      let path = try table.path(in: request.folders, option: request.option)
      return try DatasetCatalog.tables(recipe, path, request, name: recipe.name)
    }
  }
}

extension DatasetCatalog {
  /// The pair of a recipe's sources.
  static func tables(_ recipe: Recipe, _ path: String, _ request: Request, name: String)
    throws(ConfigurationError) -> DatasetPair
  {
    let wantsNone = request.test == DatasetPair.none
    guard request.test == nil || wantsNone else {
      throw ConfigurationError(
        "\(request.testOption): '\(name)' makes its test set from the same table, by 'split' in the "
          + "recipe; leave the option out, or name 'none'")
    }
    let pair = TableSource.pair(
      recipe, path: path, labels: request.labels, cache: TableCache(request.folders.prepared),
      name: name)
    let note = recipe.split == nil ? "there is no test set, since the recipe has no 'split'" : nil
    return DatasetPair(
      train: pair.train, test: wantsNone ? nil : pair.test, note: wantsNone ? nil : note)
  }
}

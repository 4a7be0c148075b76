public import Console
import Glibc
public import Kernels
import Synchronization

/// The training or the test rows of a table that a recipe describes.
///
/// The first look at it prepares the table: two passes over the file, and one-hot rows written to a
/// cache that later runs, and the other ranks of this one, read a few rows of. Without a folder that
/// can be written to, rows are encoded from the source with every load, which is told once.
public struct TableSource: DatasetSource {
  /// What a reader of the run's configuration sees.
  public let name: String
  /// The table, and the recipe where it is a file.
  public var files: [String] { [path] + (isTest || !isRecipe(name) ? [] : [name]) }
  private let recipe: Recipe
  private let path: String
  private let requested: LabelKind?
  private let isTest: Bool
  private let shared: SharedTable

  /// The two parts of a table; nothing is read yet.
  /// - Parameters:
  ///   - path: The table's file.
  ///   - labels: What the labels must be; nil to tell by their values.
  static func pair(
    _ recipe: Recipe, path: String, labels: LabelKind?, cache: TableCache, name: String
  ) -> DatasetPair {
    let shared = SharedTable(recipe, path, cache)
    func part(_ isTest: Bool) -> TableSource {
      TableSource(
        name: isTest ? "\(name) test" : name, recipe: recipe, path: path, requested: labels,
        isTest: isTest, shared: shared)
    }
    return DatasetPair(train: part(false), test: recipe.split == nil ? nil : part(true))
  }

  /// Counts rows and reads labels, from the prepared table where there is one.
  /// - Throws: `DataError` for a table that cannot be used, by line and column.
  public func survey() throws(DataError) -> DatasetSurvey {
    let (table, rows) = try content()
    let meaning = try meaning(table)
    return DatasetSurvey(
      labels: labels(table, rows, meaning), labelKind: meaning.kind, columns: table.shape.columns,
      nonzeros: table.shape.isDense ? nil : rows.count * table.shape.stored,
      note: notes(meaning.note, try identifiers(table)))
  }

  /// The samples at `rows`, in the order given.
  /// - Complexity: reads only these rows of a prepared table.
  /// - Throws: `DataError` for what cannot be read, or does not fit the elements.
  public func load<Element: Scalar>(rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Dataset<Element>
  {
    let (table, all) = try content()
    try checkRows(rows, count: all.count, file: path)
    let chosen = rows.map { all[$0] }
    let labels = labels(table, chosen, try meaning(table))
    guard labels.allSatisfy({ abs($0) <= Element.greatestFiniteMagnitude.double }) else {
      throw DataError(path, "a label is too large for \(Element.precisionName)")
    }
    return Dataset(
      features: try table.features(chosen, columns: columns, as: Element.self),
      labels: nearest(labels, as: Element.self))
  }

  /// The recipe's columns by their names in the header: numeric ones, categorical ones, pairs, bias.
  public func columnGroups() throws(DataError) -> [ColumnGroup] {
    let (table, _) = try content()
    let layout = try TableScan(recipe, path: path).layout
    func name(_ column: Int) -> String { layout.names?[column] ?? "\(column + 1)" }
    var groups = layout.numeric.enumerated().map {
      ColumnGroup(name: name($1), columns: $0..<$0 + 1)
    }
    var names = layout.categorical.map(name)
    names += layout.pairs.map { "\(names[$0.0]) and \(names[$0.1])" }
    if layout.bias { names.append("(ones)") }
    let starts = table.shape.starts.map { Int($0) }
    for (place, name) in names.enumerated() where place + 1 < starts.count {
      groups.append(ColumnGroup(name: name, columns: starts[place]..<starts[place + 1]))
    }
    return groups
  }

  /// What to say of columns whose every row has a category of its own: nothing can be learned from them.
  private func identifiers(_ table: PreparedTable) throws(DataError) -> String? {
    let (rows, starts) = (table.shape.rows, table.shape.starts)
    guard rows >= Self.fewRows, zip(starts, starts.dropFirst()).contains(where: { $1 - $0 == rows })
    else { return nil }
    let groups = try columnGroups().filter {
      $0.columns.count == rows && !$0.name.contains(" and ")
    }
    guard !groups.isEmpty else { return nil }
    let names = groups.map { "'\(Recipe.shown($0.name))'" }.joined(separator: ", ")
    return "column \(names) has another category in each row: list it under numeric or drop"
  }

  /// Among fewer rows, all different is no surprise.
  private static let fewRows = 20

  private func content() throws(DataError) -> (PreparedTable, [Int]) {
    let content = try shared.content()
    return (content.table, isTest ? content.rows.test : content.rows.train)
  }

  private func meaning(_ table: PreparedTable) throws(DataError) -> LabelMeaning {
    try LabelReading(recipe.label).meaning(
      of: table.shape.labels, requested: requested, file: path)
  }

  private func labels(_ table: PreparedTable, _ rows: [Int], _ meaning: LabelMeaning) -> [Double] {
    rows.map { meaning.label(table.shape.labels[$0]) ?? table.shape.labels[$0] }
  }
}

/// A table that is prepared when it is first asked for.
private final class SharedTable: Sendable {
  struct Content: Sendable {
    let table: PreparedTable
    let rows: TableRows
  }

  private let recipe: Recipe
  private let path: String
  private let cache: TableCache
  private let known = Mutex<Content?>(nil)

  init(_ recipe: Recipe, _ path: String, _ cache: TableCache) {
    self.recipe = recipe
    self.path = path
    self.cache = cache
  }

  func content() throws(DataError) -> Content {
    try known.withLock { known throws(DataError) in
      if let known { return known }
      let result = try cache.table(recipe, path: path)
      if let problem = result.problem, Launcher.speaks {
        cache.report("\(problem); the run reads \(path) instead, which is slower")
      }
      let content = Content(
        table: result.table, rows: try recipe.rows(of: result.table.shape.rows, path: path))
      known = content
      return content
    }
  }
}

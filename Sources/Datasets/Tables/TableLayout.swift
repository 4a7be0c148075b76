import Console
import Settings

/// A recipe's columns as places in a table: what each field of a row is for.
struct TableLayout: Sendable {
  /// Fields of a row.
  let width: Int
  /// The header, if there is one.
  let names: [String]?
  let label: Int
  /// Ascending, as are the numeric ones.
  let categorical: [Int]
  let numeric: [Int]
  /// Places in `categorical`.
  let pairs: [(Int, Int)]
  let bias: Bool

  /// One-hot groups, which is also how many of their columns are one in each row.
  var groups: Int { categorical.count + pairs.count + (bias ? 1 : 0) }

  /// Resolves a recipe's columns.
  /// - Parameters:
  ///   - header: The names of columns, or nil.
  ///   - width: Fields of the first row.
  /// - Throws: where the recipe names a column that is not there, or one twice.
  init(_ recipe: Recipe, header: [String]?, width: Int, path: String) throws(DataError) {
    let known = ColumnNames(names: header, width: width, path: path)
    try known.check()
    var kinds = [Recipe.ColumnKind?](repeating: nil, count: width)
    let label = try known.place(of: recipe.label.column, "label")
    kinds[label] = .drop
    for (key, kind, columns) in [
      ("drop", .drop, recipe.drop), ("numeric", .numeric, recipe.numeric),
      ("categorical", Recipe.ColumnKind.categorical, recipe.categorical),
    ] {
      for column in columns {
        let place = try known.place(of: column, key)
        guard kinds[place] == nil else {
          throw known.error(place, "the recipe says what this column is twice, last as '\(key)'")
        }
        kinds[place] = kind
      }
    }
    if let nameless = kinds.indices.first(where: {
      kinds[$0] == nil && recipe.others != .drop && known.isNameless($0)
    }) {
      throw known.error(
        nameless,
        "the header has no name for this column, as where a program wrote its row numbers; leave it "
          + "out by drop: [\"\(Recipe.shown(header?[nameless] ?? ""))\"], or list it by what it is")
    }
    let resolved = kinds.map { $0 ?? recipe.others }
    let categorical = resolved.indices.filter { resolved[$0] == .categorical }
    numeric = resolved.indices.filter { resolved[$0] == .numeric }
    self.width = width
    names = header
    self.label = label
    self.categorical = categorical
    bias = recipe.bias
    var pairs: [(Int, Int)] = []
    if let chosen = recipe.pairs {
      func member(_ column: String, _ key: String) throws(DataError) -> Int {
        let place = try known.place(of: column, key)
        guard let member = categorical.firstIndex(of: place) else {
          throw known.error(
            place, "the recipe's '\(key)' names this column, which is not categorical")
        }
        return member
      }
      var members: [Int] = []
      for column in chosen.of { members.append(try member(column, "pairs")) }
      if chosen.of.isEmpty { members = Array(categorical.indices) }
      guard Set(members).count == members.count else {
        throw DataError(path, "the recipe's 'pairs' names a column twice")
      }
      var except: Set<[Int]> = []
      for pair in chosen.except where pair.count == 2 {
        except.insert([try member(pair[0], "except"), try member(pair[1], "except")].sorted())
      }
      for (i, a) in members.enumerated() {
        for b in members[(i + 1)...] where !except.contains([min(a, b), max(a, b)]) {
          pairs.append((min(a, b), max(a, b)))
        }
      }
    }
    self.pairs = pairs
    guard !categorical.isEmpty || !numeric.isEmpty else {
      throw DataError(path, "the recipe leaves no column to learn from; it drops all but the label")
    }
  }

  /// An error with a field: line, column from one, and the column's name.
  func error(_ path: String, line: Int, column: Int, _ problem: String) -> DataError {
    let name = names.map { " (\(Recipe.shown($0[column])))" } ?? ""
    return DataError(path, "line \(line), column \(column + 1)\(name)", problem)
  }
}

/// The columns of a table as recipes name them.
private struct ColumnNames {
  let names: [String]?
  let width: Int
  let path: String

  func check() throws(DataError) {
    var seen: Set<String> = []
    for (place, name) in (names ?? []).enumerated() where !seen.insert(name).inserted {
      throw error(place, "the header has this name twice")
    }
  }

  /// Whether a header leaves a column without a name: pandas reads an empty one as `Unnamed: 0`.
  func isNameless(_ place: Int) -> Bool {
    names.map { $0[place].isEmpty || $0[place].hasPrefix("Unnamed: ") } ?? false
  }

  func place(of column: String, _ key: String) throws(DataError) -> Int {
    if let names {
      guard let place = names.firstIndex(of: column) else {
        let (kind, shown) = ("the recipe's '\(key)'", Recipe.shown(column))
        // A line that can be read, also of a table of thousands of columns.
        let problem =
          names.count <= 60
          ? unknownName(kind, shown, among: names.map(Recipe.shown))
          : "\(kind): there is no '\(shown)' among the header's \(names.count) columns"
        throw DataError(path, "line 1", problem)
      }
      return place
    }
    guard let number = Int(column), (1...width).contains(number) else {
      throw DataError(
        path, "line 1",
        "the recipe's '\(key)' names column '\(Recipe.shown(column))'; without a header, columns are "
          + "1 to \(width)")
    }
    return number - 1
  }

  func error(_ place: Int, _ problem: String) -> DataError {
    DataError(
      path,
      "line 1, column \(place + 1)"
        + (names.map { $0[place].isEmpty ? "" : " (\(Recipe.shown($0[place])))" } ?? ""),
      problem)
  }
}

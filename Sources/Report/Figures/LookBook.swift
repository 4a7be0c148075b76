import Console
import Foundation

/// The looks of names that are not the framework's, kept on a machine so that all of its reports agree.
///
/// It is a CSV file, one row a name, and may be edited or taken to another
/// machine: what it says is believed, and a report only adds to it.
struct LookBook: Equatable {
  var looks: [String: SchemePalette.Look] = [:]

  private static let columns = ["name", "color", "dash", "marker"]

  /// `~/.cache/pgc/looks.csv`, or where `PGC_LOOKS` says; nil where there is no home.
  static var path: String? {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["PGC_LOOKS"], !path.isEmpty { return path }
    return environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache/pgc/looks.csv" }
  }

  /// The palette of a plan's schemes with what a book says of them; new names are written into it.
  ///
  /// Two reports at once take turns. Where the book cannot be written, a note says so.
  /// - Throws: where the book is broken.
  static func palette(of schemes: [String], book path: String? = Self.path) throws(RunError)
    -> SchemePalette
  {
    let known = Set(SchemePalette.fixed.map(\.name))
    guard let path, schemes.contains(where: { !known.contains($0) }) else {
      return SchemePalette(schemes)
    }
    let lock: FileLock
    do {
      try makeFolder(
        URL(fileURLWithPath: path).deletingLastPathComponent().path, option: "PGC_LOOKS")
      lock = try FileLock(path + ".lock")
    } catch {
      return try unkept(schemes, Self(reading: path), error)
    }
    defer { withExtendedLifetime(lock) {} }
    var book = try Self(reading: path)
    let before = book
    let palette = SchemePalette(schemes, &book)
    do { if book != before { try AtomicFile.replace(path, with: book.text) } } catch {
      return unkept(schemes, before, error)
    }
    return palette
  }

  /// The same, where new names cannot be kept.
  private static func unkept(_ schemes: [String], _ book: Self, _ error: RunError) -> SchemePalette
  {
    var book = book
    StandardError.line(
      "note: colors of schemes of your own are not kept for other reports (\(error.description)); "
        + "PGC_LOOKS names a file that can be written", from: "pgc-experiment")
    return SchemePalette(schemes, &book)
  }

  /// Nothing.
  init() {}

  /// What a file says; nothing where there is none.
  init(reading path: String) throws(RunError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let remedy = "remove it, and reports choose anew"
    let table = try CSVTable(reading: path, remedy: remedy)
    try table.check(Self.columns)
    for row in table.rows {
      let color = row["color"]
      guard color.wholeMatch(of: /#[0-9A-Fa-f]{6}/) != nil, let marker = Int(row["marker"]),
        (1...75).contains(marker)
      else {
        throw RunError(
          "\(path): '\(row["name"])' has no #rrggbb color or no marker from 1 to 75; \(remedy)")
      }
      looks[row["name"]] = SchemePalette.Look(
        color: color,
        dash: row["dash"].split(separator: " ").compactMap { Int($0) }.filter { $0 > 0 },
        marker: marker)
    }
  }

  /// Names in the order of the alphabet, so that the file says what it says in one way.
  var text: String {
    var table = CSVTable("looks", Self.columns)
    for (name, look) in looks.sorted(by: { $0.key < $1.key }) {
      table.add([
        name, look.color, look.dash.map(String.init).joined(separator: " "), "\(look.marker)",
      ])
    }
    return table.text
  }
}

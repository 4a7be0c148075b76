import Console
import Glibc

/// Prepared tables in a folder, which every process of a run reads and one of them writes.
struct TableCache: Sendable {
  /// Where prepared tables are kept; the first that can be written to.
  let folders: [String]
  /// Tells the user a line, such as why a table is prepared again.
  let report: @Sendable (String) -> Void

  init(
    _ folders: [String],
    report: @escaping @Sendable (String) -> Void = { StandardError.write($0 + "\n") }
  ) {
    self.folders = folders
    self.report = report
  }

  /// A prepared table, and how it came about.
  struct Result: Sendable {
    let table: PreparedTable
    /// Whether it was there.
    let wasThere: Bool
    /// Why it is not on the disk, where it could not be written.
    let problem: DataError?
  }

  /// The prepared table of a recipe and its source: read, or made and written, or only made where no
  /// folder takes it.
  /// - Throws: where the source cannot be read.
  func table(_ recipe: Recipe, path: String) throws(DataError) -> Result {
    // The errors of a missing or empty file, before anything else is looked at.
    _ = try GzipFile(path)
    let key = try TableKey(recipe, path: path)
    var encoding: TableEncoding?
    var problem: DataError?
    for folder in folders {
      let file = "\(folder)/\(key.fileName)"
      if let whole = try? TableFile(file, key: key) {
        return Result(table: .file(whole), wasThere: true, problem: nil)
      }
      var isLocked = false
      do throws(DataError) {
        let lock = try writing { () throws(RunError) in
          try makeFolder(folder)
          return try FileLock(file + ".lock")
        }
        isLocked = true
        defer { withExtendedLifetime(lock) {} }
        do throws(TableFile.Refusal) {
          // Another process may have made it while this one waited.
          let whole = try TableFile(file, key: key)
          return Result(table: .file(whole), wasThere: true, problem: nil)
        } catch {
          if case .unusable(let reason) = error {
            report("\(file): \(reason); it is prepared again from \(path)")
          }
        }
        removeLeftovers(of: key.fileName, in: folder)
        let made: TableEncoding
        if let encoding { made = encoding } else { made = try TableEncoding(recipe, path: path) }
        encoding = made
        try made.write(to: file, key: key)
        if let whole = try? TableFile(file, key: key) {
          return Result(table: .file(whole), wasThere: false, problem: nil)
        }
        throw DataError(file, "was written, but cannot be read")
      } catch {
        // Without an encoding it is the source that cannot be read, and no folder will help.
        if encoding == nil, isLocked { throw error }
        problem = problem ?? error
      }
    }
    if let encoding { return Result(table: .source(encoding), wasThere: false, problem: problem) }
    return Result(
      table: .source(try TableEncoding(recipe, path: path)), wasThere: false, problem: problem)
  }

  /// Removes what writers left that were killed; the lock is held, so none is at work.
  private func removeLeftovers(of name: String, in folder: String) {
    for other in names(in: folder) where other.hasPrefix(name) && other.hasSuffix(".part") {
      unlink("\(folder)/\(other)")
    }
  }
}

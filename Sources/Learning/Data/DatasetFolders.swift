import Glibc

/// Where the files of named data sets are looked for, in this order.
public struct DatasetFolders: Sendable {
  /// The folders, each as a user may be told.
  public let roots: [String]
  /// Where prepared tables are kept: the first that can be written to; none to keep none.
  public let prepared: [String]

  /// Folders to look in.
  public init(_ roots: [String], prepared: [String] = []) {
    self.roots = roots
    self.prepared = prepared
  }

  /// `$PGC_DATA`, the user's cache, the system's data sets, and a checkout's `../shared/data`.
  public static var standard: DatasetFolders {
    let chosen = getenv("PGC_DATA").map { String(cString: $0) }
    let home = getenv("HOME").map { String(cString: $0) + "/.cache/pgc" }
    return DatasetFolders(
      [chosen, home, "/usr/share/datasets", "../shared/data"].compactMap { $0 }
        .filter { !$0.isEmpty },
      prepared: [chosen, home].compactMap { $0 }.filter { !$0.isEmpty }.map { $0 + "/prepared" })
  }

  /// A file of a named set, plain or gzip: in `ROOT/NAME`, in `ROOT/group` (as the LIBSVM sets are
  /// often kept together), or in `ROOT` itself.
  func find(_ file: String, of name: String, group: String?) -> String? {
    for root in roots {
      for folder in ["\(root)/\(name)/", group.map { "\(root)/\($0)/" }, "\(root)/"] {
        guard let folder, let path = plainOrGzip(folder + file) else { continue }
        var status = stat()
        // A folder of the set's own name is not its file.
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return path }
      }
    }
    return nil
  }
}

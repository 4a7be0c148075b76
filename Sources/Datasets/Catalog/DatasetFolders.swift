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
    let own = [variable("PGC_DATA"), cache].compactMap { $0 }
    return DatasetFolders(
      own + ["/usr/share/datasets", "../shared/data"], prepared: own.map { $0 + "/prepared" })
  }

  /// The user's own folder, where data sets are put: `$PGC_DATA`, else `~/.cache/pgc`; nil where
  /// neither is known.
  public static var own: String? { variable("PGC_DATA") ?? cache }

  private static var cache: String? { variable("HOME").map { $0 + "/.cache/pgc" } }

  /// An environment variable that is set and not empty.
  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
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

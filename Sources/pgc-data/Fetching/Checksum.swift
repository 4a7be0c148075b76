import Console

/// SHA-256 of files, by the system's own program.
enum Checksum {
  /// The checksum of a file's bytes.
  static func ofFile(_ path: String) throws(RunError) -> String {
    try sum(["sha256sum", "--", path], path)
  }

  /// The checksum of a file's content: decompressed where `name` ends in `.gz`.
  ///
  /// A gzip file that ends early or is damaged has the checksum of what came out, so no known one.
  static func ofContent(_ path: String, named name: String) throws(RunError) -> String {
    guard name.hasSuffix(".gz") else { return try ofFile(path) }
    return try sum(["sh", "-c", "gzip -dc <\"$1\" 2>/dev/null | sha256sum", "sh", path], path)
  }

  private static func sum(_ command: [String], _ path: String) throws(RunError) -> String {
    let result = try Child.run(command)
    // A backslash comes first where the path has unusual characters.
    let sum = result.output.drop { $0 == "\\" }.prefix { $0.isHexDigit }
    guard result.code == 0, sum.count == 64 else {
      throw RunError("\(path): its checksum cannot be taken: \(result.complaint)")
    }
    return String(sum)
  }
}

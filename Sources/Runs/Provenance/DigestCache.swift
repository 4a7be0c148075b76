import Console
import Datasets
import Glibc

/// Digests of files that were taken before, so that two hundred runs do not read a data set twice.
///
/// A digest is that of a path, a length and a time of change; what changed within the last two seconds
/// is not remembered, since it may change again in the same tick of the file system's clock.
struct DigestCache: Sendable {
  /// The user's own.
  static let standard = DigestCache(
    folders: DatasetFolders.standard.prepared.map { $0 + "/digests" })

  /// Where digests are kept, in the first that can be written to; none to keep none.
  let folders: [String]

  /// The digest of a file's content.
  /// - Throws: where it cannot be read.
  func digest(_ path: String) throws(RunError) -> String {
    // A program whose file was replaced while it runs has no path any more, and can still be read.
    guard let real = realpath(path, nil) else { return try Console.digest(ofFile: path) }
    defer { free(real) }
    let file = String(cString: real)
    var status = stat()
    guard stat(file, &status) == 0 else { throw RunError(system: "\(path): cannot be read") }
    let changed = status.st_mtim
    let state = "\(file)\n\(status.st_size) \(changed.tv_sec) \(changed.tv_nsec)\n"
    let name = "/" + file.split(separator: "/").joined(separator: "%")
    for folder in folders {
      guard let bytes = readFile(folder + name) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      if text.hasPrefix(state), text.hasSuffix("\n") {
        return String(text.dropFirst(state.count).dropLast())
      }
    }
    let digest = try Console.digest(ofFile: file)
    // Where it cannot be kept it is taken again the next time.
    if time(nil) - changed.tv_sec > 2 {
      _ = folders.contains { keep(state + digest + "\n", as: name, in: $0) }
    }
    return digest
  }

  private func keep(_ text: String, as name: String, in folder: String) -> Bool {
    do throws(RunError) {
      try makeFolder(folder)
      try AtomicFile.replace(folder + name, with: text)
      return true
    } catch { return false }
  }
}

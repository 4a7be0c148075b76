import Console
import Foundation
import Glibc

/// Puts a data set in place.
struct Fetcher {
  let set: Downloadable
  /// The user's folder of data sets.
  let root: String
  /// Told of each thing that takes time; shown to people only.
  let say: (String) -> Void

  private var folder: String { "\(root)/\(set.name)" }

  /// Brings what is missing.
  /// - Returns: The folder that has the files, and whether they were there before.
  /// - Throws: one line for all sources that failed.
  func run() throws(RunError) -> (folder: String, wasThere: Bool) {
    for case .debian(_, let place) in set.sources where try hasAll(place) { return (place, true) }
    do { try makeFolder(folder) } catch {
      throw RunError("\(error); set PGC_DATA to a folder that can be made")
    }
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    if try hasAll(folder) { return (folder, true) }
    var reasons: [String] = []
    for source in set.sources {
      do throws(RunError) {
        return try get(source)
      } catch {
        guard !error.description.hasPrefix(Child.interruption) else {
          throw RunError("\(set.name): \(error)")
        }
        reasons.append(error.description)
      }
    }
    throw RunError(
      "\(set.name): \(reasons.joined(separator: "; "))" + (set.isByHand ? "" : "; \(remedy)"))
  }

  /// The right to write to the folder, for which one fetch waits for another.
  private func lock() throws(RunError) -> FileLock {
    var hasTold = false
    return try FileLock("\(folder)/.lock") { () throws(RunError) in
      if !hasTold { say("waiting: another process fetches \(set.name)") }
      hasTold = true
      if Child.pause(milliseconds: 200) {
        throw RunError("\(Child.interruption) while waiting for \(folder)/.lock")
      }
    }
  }

  private var remedy: String {
    "or put \(set.files.map(\.name).joined(separator: ", ")) into \(folder) yourself, "
      + "or name a mirror with --from"
  }

  private func get(_ source: Downloadable.Source) throws(RunError) -> (String, Bool) {
    switch source {
    case .folder(let address):
      for file in set.files where try !has(file, in: folder) {
        try download("\(address)/\(file.name)", to: file.name, bytes: nil) {
          path throws(RunError) in
          try Checksum.ofContent(path, named: file.name)
        } expecting: {
          file.content
        }
      }
      return (folder, false)
    case .archive(let archive):
      try get(archive)
      return (folder, false)
    case .debian(let package, let place):
      try install(package)
      guard try hasAll(place) else {
        throw RunError("the Debian package \(package) has no such files in \(place)")
      }
      return (place, false)
    case .byHand(let how):
      let file = set.files[0]
      throw RunError(
        "\(how), and put it into \(folder) (SHA-256 of its content: \(file.content))")
    }
  }

  private func get(_ archive: Downloadable.Archive) throws(RunError) {
    let path = "\(folder)/\(archive.name)"
    // What an interrupted fetch left.
    let inside = "\(folder)/.unpacked"
    try? FileManager.default.removeItem(atPath: inside)
    defer { try? FileManager.default.removeItem(atPath: inside) }
    if try !isThere(archive, path) {
      try download(archive.address, to: archive.name, bytes: archive.bytes) {
        path throws(RunError) in
        try Checksum.ofFile(path)
      } expecting: {
        archive.sha256
      }
    }
    // Taken out, it is of no more use; damaged, it must not stay. A whole one that a missing program
    // cannot unpack is kept for the next fetch.
    var isKept = archive.sha256 != nil
    defer { if !isKept { unlink(path) } }
    try makeFolder(inside)
    say("unpacking \(archive.name)")
    try Unpacker(archive: path, folder: inside).run(archive.unpacking, files: set.files, say)
    isKept = false
    for file in set.files {
      let found = try Checksum.ofContent("\(inside)/\(file.name)", named: file.name)
      guard found == file.content else {
        throw RunError(
          "\(archive.address): its \(file.name) is another than expected "
            + "(SHA-256 of the content \(found), not \(file.content))")
      }
    }
    for file in set.files where rename("\(inside)/\(file.name)", "\(folder)/\(file.name)") != 0 {
      throw RunError(system: "\(folder)/\(file.name): cannot be written")
    }
  }

  /// Whether an earlier fetch left the archive, whole.
  private func isThere(_ archive: Downloadable.Archive, _ path: String) throws(RunError) -> Bool {
    guard let sum = archive.sha256, access(path, F_OK) == 0 else { return false }
    return try Checksum.ofFile(path) == sum
  }

  private func download(
    _ address: String, to name: String, bytes: Int?,
    check take: @escaping (String) throws(RunError) -> String, expecting: () -> String?
  ) throws(RunError) {
    say("downloading \(address)")
    var terminal = Terminal()
    try Download(
      address: address, path: "\(folder)/\(name)", bytes: bytes,
      check: expecting().map { ($0, take) }
    ).run(&terminal)
  }

  private func install(_ package: String) throws(RunError) {
    guard try Child.run(["sh", "-c", "command -v apt-get"]).code == 0 else {
      throw RunError("it comes with the Debian package \(package), and this is no Debian system")
    }
    guard geteuid() == 0 else {
      throw RunError("it comes with a Debian package: sudo apt-get install \(package)")
    }
    say("installing the Debian package \(package)")
    let result = try Child.run(
      ["apt-get", "install", "-y", "--no-install-recommends", package],
      environment: ["DEBIAN_FRONTEND": "noninteractive"])
    guard result.code == 0 else {
      throw RunError("apt-get install \(package) failed: \(result.complaint)")
    }
  }

  private func hasAll(_ folder: String) throws(RunError) -> Bool {
    for file in set.files where try !has(file, in: folder) { return false }
    return true
  }

  /// Whether a file is there with the right content, plain or gzip.
  /// - Throws: where it has another content: nobody's file is written over.
  private func has(_ file: Downloadable.DataFile, in folder: String) throws(RunError) -> Bool {
    let plain = file.name.hasSuffix(".gz") ? String(file.name.dropLast(3)) : file.name
    for name in [file.name, plain, plain + ".gz"] {
      let path = "\(folder)/\(name)"
      guard access(path, F_OK) == 0 else { continue }
      let found = try Checksum.ofContent(path, named: name)
      if found == file.content { return true }
      throw RunError(
        "\(path) is another file than expected (SHA-256 of its content \(found), "
          + "not \(file.content)); move it away and fetch again")
    }
    return false
  }
}

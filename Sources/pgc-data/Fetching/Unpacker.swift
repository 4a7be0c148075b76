import Console

/// Takes a data set's files out of an archive.
struct Unpacker {
  /// The archive's path.
  let archive: String
  /// The folder that the files go to.
  let folder: String

  /// Unpacks `files`.
  /// - Throws: where a program is missing or complains; whether the files are right is not checked.
  func run(
    _ unpacking: Downloadable.Unpacking, files: [Downloadable.DataFile], _ say: (String) -> Void
  )
    throws(RunError)
  {
    switch unpacking {
    case .tar(let top):
      try check(
        ["tar", "-xf", archive, "-C", folder, "--strip-components=1", "--no-same-owner", "--"]
          + files.map { "\(top)/\($0.name)" })
    case .tarredTable(let member):
      let pipe = "tar -xOf \"$1\" -- \"$2\" | tail -n +2 | gzip -n >\"$3\""
      for file in files { try check(["sh", "-c", pipe, "sh", archive, member, path(file)]) }
    case .housePrices(let member):
      let python = try PythonWithParquet(folder: folder, say).path
      say("writing \(files[0].name)")
      try check([python, "-c", HousePrices.script, archive, member, path(files[0])])
    }
  }

  private func path(_ file: Downloadable.DataFile) -> String { "\(folder)/\(file.name)" }

  private func check(_ command: [String]) throws(RunError) {
    let result = try Child.run(command)
    guard result.code == 0 else {
      throw RunError("\(archive): cannot be unpacked: \(result.complaint)")
    }
  }
}

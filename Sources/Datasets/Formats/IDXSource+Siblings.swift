public import Console
import Glibc

extension IDXSource {
  /// A source from one of its two files, `…images…idx3…` or `…labels…idx1…`, that finds the other
  /// beside it, plain or gzip.
  /// - Throws: where the name does not tell its sibling's, or the sibling is not there.
  public init(
    _ path: String, name: String? = nil, kind: LabelKind? = nil,
    likeLabelsOf training: (any LabelReference)? = nil
  ) throws(DataError) {
    let file = FilePath(path)
    let isImages = file.name.contains("images")
    guard isImages || file.name.contains("labels") else {
      throw DataError(
        path, "its name has neither 'images' nor 'labels', so its other file cannot be found")
    }
    var siblings: [String] = []
    for dimensions in [3, 4, 2] {
      // Labels have one dimension whatever the images have; the dot is as some servers have it.
      siblings.append(
        isImages
          ? file.name.replacing("images", with: "labels").replacing(
            "idx\(dimensions)", with: "idx1")
          : file.name.replacing("labels", with: "images").replacing(
            "idx1", with: "idx\(dimensions)"))
    }
    siblings = siblings.filter { $0 != file.name && (!isImages || !$0.contains("idx4")) }
    guard
      let other = siblings.lazy.compactMap({ plainOrGzip(file.folder + $0) }).first
    else {
      let sibling = siblings.first { $0.contains("idx1") } ?? siblings.first ?? ""
      throw DataError(path, "its other file '\(file.folder)\(sibling)' is not there")
    }
    self.init(
      images: isImages ? path : other, labels: isImages ? other : path, name: name ?? path,
      kind: kind, likeLabelsOf: training)
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

extension IDXSource: FileFormat {
  static let formatName = "IDX"

  static func isFormat(of path: String, beginning first: [UInt8]) -> Bool {
    first.starts(with: [0, 0]) && (first.count < 3 || (0x08...0x0e).contains(first[2]))
  }

  static func open(_ file: FileRequest) throws(DataError) -> any DatasetSource {
    try IDXSource(
      file.path, name: file.name, kind: file.labels, likeLabelsOf: file.training)
  }
}

/// A well-known kind of file that is none of those read here, told by its first bytes.
public struct FileSignature: Equatable, Sendable {
  /// What it is, such as "a bzip2 file".
  public let what: String
  /// What to do; `FILE` stands for the path.
  let remedy: String

  /// First bytes that tell it, enough for all signatures: HDF5 may have 2 KiB of its user's before it.
  public static let length = 2056

  init(_ what: String, _ remedy: String) {
    self.what = what
    self.remedy = remedy
  }

  /// The signature that a file's first bytes have; nil where none is known.
  public init?(_ bytes: ArraySlice<UInt8>) {
    let first = Array(bytes.prefix(Self.length))
    guard let known = Self.binary(first) ?? Self.text(first) else { return nil }
    self = known
  }

  /// What it is and what to do, in the words of an error's line.
  public func problem(with path: String) -> String {
    "this is \(what); \(remedy.replacing("FILE", with: path))"
  }

  /// The error of a reader that cannot use such a file.
  /// - Parameter isGzip: Whether it is packed by gzip, so that no remedy for the file itself helps.
  public func error(_ path: String, isGzip: Bool = false) -> FileError {
    guard isGzip, remedy.contains("FILE"), !remedy.hasSuffix("tar xf FILE") else {
      return FileError(path, problem(with: path))
    }
    return FileError(path, "gzip packs \(what); unpack it first: gunzip -c \(path) > NEW")
  }

  // MARK: what there is

  public static let json = FileSignature("JSON", "write it as CSV, LIBSVM text or .npy first")

  private static let convert = "write it as .npy, LIBSVM text or CSV first (docs/DATA.md)"
  private static let annex = "get that: git annex get"
  private static let pickle =
    "it is not read, since reading one runs code; save arrays by numpy.save"
  private static let image = "images go into one .npy, IDX or CIFAR-10 file (docs/DATA.md)"

  /// Bytes at an offset, what they tell, and what to do.
  private static let marks: [(offset: Int, bytes: [UInt8], what: String, remedy: String)] = [
    (0, Array("BZh".utf8), "a bzip2 file", "unpack it first: bunzip2 -k FILE"),
    (0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "an xz file", "unpack it first: unxz -k FILE"),
    (0, [0x28, 0xb5, 0x2f, 0xfd], "a zstd file", "unpack it first: unzstd FILE"),
    (0, [0x04, 0x22, 0x4d, 0x18], "an lz4 file", "unpack it first: unlz4 FILE"),
    (0, [0x1f, 0x9d], "a file of Unix compress", "unpack it first: uncompress FILE"),
    (0, [0x02, 0x21, 0x4c, 0x18], "an lz4 file", "unpack it first: unlz4 FILE"),
    (0, [0x1f, 0x8b], "a gzip file", "unpack it first: gunzip -c FILE > NEW"),
    (0, [0x1f, 0x1e], "a file of Unix pack", "unpack it first: gunzip -c FILE > NEW"),
    (0, Array("LZIP".utf8), "an lzip file", "unpack it first: lzip -dk FILE"),
    (0, Array("LRZI".utf8), "an lrzip file", "unpack it first: lrunzip FILE"),
    (0, [0x89] + Array("LZO".utf8), "an lzop file", "unpack it first: lzop -d FILE"),
    (
      0, [0xff, 0x06, 0, 0] + Array("sNaPpY".utf8), "a snappy file",
      "unpack it first: snzip -dk FILE"
    ),
    (0, [0x78, 0x01], "a zlib stream", "unpack it first: zlib-flate -uncompress < FILE > NEW"),
    (0, [0x78, 0x9c], "a zlib stream", "unpack it first: zlib-flate -uncompress < FILE > NEW"),
    (0, [0x78, 0xda], "a zlib stream", "unpack it first: zlib-flate -uncompress < FILE > NEW"),
    (0, [0x5d, 0, 0, 0x80, 0], "an lzma file", "unpack it first: unlzma -k FILE"),
    (0, [0x5d, 0, 0, 0x40, 0], "an lzma file", "unpack it first: unlzma -k FILE"),
    (0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "a 7z archive", "unpack it first: 7z x FILE"),
    (0, Array("Rar!".utf8), "a rar archive", "unpack it first: unrar x FILE"),
    (257, Array("ustar".utf8), "a tar archive", "unpack it first: tar xf FILE"),
    (0, [0x89, 0x48, 0x44, 0x46], "HDF5", convert),
    (512, [0x89, 0x48, 0x44, 0x46], "HDF5", convert),
    (1024, [0x89, 0x48, 0x44, 0x46], "HDF5", convert),
    (2048, [0x89, 0x48, 0x44, 0x46], "HDF5", convert),
    (0, Array("CDF".utf8) + [1], "NetCDF", convert),
    (0, Array("CDF".utf8) + [2], "NetCDF", convert),
    (0, Array("CDF".utf8) + [5], "NetCDF", convert),
    (0, Array("SIMPLE  =".utf8), "FITS", convert),
    (0, Array("GGUF".utf8), "a GGUF model", "name the data file instead"),
    (8, Array("{\"".utf8), "safetensors", convert),
    (0, [0x01, 0xab, 0xff, 0xff], "XGBoost's own data", "write it as LIBSVM text first"),
    (0, Array("______LightGBM_B".utf8), "LightGBM's own data", "write it as LIBSVM text first"),
    (0, Array("svm_type ".utf8), "a model of LIBSVM", "name the data file instead"),
    (0, Array("solver_type ".utf8), "a model of LIBLINEAR", "name the data file instead"),
    (0, Array("<stata_dta>".utf8), "a Stata file", "write it as CSV first, as with pandas' to_csv"),
    (12, [0xc2, 0xea, 0x81, 0x60], "a SAS file", "write it as CSV first, as with pandas' to_csv"),
    (0, Array("HEADER RECORD*".utf8), "a SAS transport file", "write it as CSV first"),
    (0, Array("$FL2@(#)".utf8), "an SPSS file", "write it as CSV first, as with pandas' to_csv"),
    (0, Array("$FL3@(#)".utf8), "an SPSS file", "write it as CSV first, as with pandas' to_csv"),
    (0, Array("X\n".utf8) + [0, 0], "an R object", "write it as CSV first, as with R's write.csv"),
    (8, Array("DUCK".utf8), "a DuckDB database", "export the table as CSV first"),
    (16, [0xde, 0xc0, 0xef, 0xbe], "an LMDB database", convert),
    (0, Array("/annex/objects/".utf8), "a git-annex pointer, not the file itself", annex),
    (0, Array("outs:\n- md5:".utf8), "a DVC pointer, not the file itself", "get that: dvc pull"),
    (0, Array("PAR1".utf8), "Parquet", "write it as CSV first, as with pandas' to_csv"),
    (0, Array("ARROW1".utf8), "Arrow", "write it as CSV first, as with pandas' to_csv"),
    (0, Array("FEA1".utf8), "Feather", "write it as CSV first, as with pandas' to_csv"),
    (0, [0xff, 0xff, 0xff, 0xff, 0x10, 0x01], "an Arrow stream", "write it as CSV first"),
    (0, Array("ORC".utf8) + [0x0a], "ORC", "write it as CSV first"),
    (0, Array("Obj".utf8) + [0x01], "Avro", "write it as CSV first"),
    (0, Array("MATLAB ".utf8), "a MATLAB file", convert),
    (0, Array("SQLite format 3".utf8) + [0], "an SQLite database", "export the table as CSV first"),
    (0, Array("%PDF-".utf8), "a PDF document", "name the data file instead"),
    (0, [0xd0, 0xcf, 0x11, 0xe0], "an old Office document", "save the table as CSV first"),
    (0, [0x89, 0x50, 0x4e, 0x47], "a PNG image", image),
    (0, [0xff, 0xd8, 0xff], "a JPEG image", image),
    (0, Array("GIF8".utf8), "a GIF image", image),
    (0, [0x49, 0x49, 0x2a, 0], "a TIFF image", image),
    (0, [0x4d, 0x4d, 0, 0x2a], "a TIFF image", image),
    (8, Array("WEBP".utf8), "a WebP image", image),
    (4, Array("jP  ".utf8), "a JPEG 2000 image", image),
    (4, Array("ftyp".utf8), "a film or a HEIF image", image),
    (0, Array("P5\n".utf8), "a PGM image", image),
    (0, Array("P6\n".utf8), "a PPM image", image),
    (8, Array("WAVE".utf8), "a sound file", "name the data file instead"),
    (0, Array("ID3".utf8), "a sound file", "name the data file instead"),
    (0, Array("OggS".utf8), "a sound file", "name the data file instead"),
    (0, Array("fLaC".utf8), "a sound file", "name the data file instead"),
    (0, Array("%!PS".utf8), "a PostScript document", "name the data file instead"),
    (0, Array("{\\rtf".utf8), "a text document (RTF)", "save the table as CSV first"),
    (0, [0x7f, 0x45, 0x4c, 0x46], "a program", "name the data file instead"),
    (0, Array("RDX".utf8), "an R data file", "write it as CSV first, as with R's write.csv"),
    (0, Array("PGCTABLE".utf8), "a prepared table", "name the recipe that it was made by"),
  ]

  private static func binary(_ bytes: [UInt8]) -> FileSignature? {
    // The columns of a table may be called PAR1 and PAR2.
    let isLines = bytes.contains(0x0a) && !bytes.contains { $0 < 9 || (0x0e..<0x20).contains($0) }
    for mark in marks where bytes.dropFirst(mark.offset).starts(with: mark.bytes) {
      if isLines, mark.offset > 0 || mark.bytes.allSatisfy(isLetterOrDigit) { continue }
      return FileSignature(mark.what, mark.remedy)
    }
    if bytes.starts(with: [0x50, 0x4b, 3, 4]) { return zip(bytes) }
    if bytes.starts(with: [0x50, 0x4b, 5, 6]) {
      return FileSignature("an empty zip", "pack it anew")
    }
    if bytes.count > 1, bytes[0] == 0x80, (2...5).contains(bytes[1]) {
      return FileSignature("a Python pickle", pickle)
    }
    if [
      Array("(dp".utf8), Array("(lp".utf8), Array("cnumpy".utf8), [0x5d, 0x71, 0], [0x7d, 0x71, 0],
    ]
    .contains(where: { bytes.starts(with: $0) }) {
      return FileSignature("a Python pickle", pickle)
    }
    if bytes.count > 3, (0x50...0x5f).contains(bytes[0]), bytes[1...3] == [0x2a, 0x4d, 0x18] {
      return FileSignature("a zstd file", "unpack it first: unzstd FILE")
    }
    if bytes.count > 3, (105...115).contains(bytes[0]), (1...2).contains(bytes[1]), bytes[2] == 1,
      bytes[3] == 0
    {
      return FileSignature("a Stata file", "write it as CSV first, as with pandas' to_csv")
    }
    if isMATLAB4(bytes) { return FileSignature("a MATLAB file", convert) }
    if bytes.count > 9, bytes.starts(with: Array("BM".utf8)), bytes[6..<10].allSatisfy({ $0 == 0 })
    {
      return FileSignature("a BMP image", image)
    }
    if bytes.count > 3, (1...4).contains(bytes[0]), (8...14).contains(bytes[1]), bytes[2] == 0,
      bytes[3] == 0
    {
      return FileSignature(
        "an IDX file of little-endian byte order",
        "IDX is big-endian; write its header's 32-bit numbers the other way round")
    }
    return nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte & 0xdf)
  }

  /// Whether a header of MATLAB 4 begins: kind, rows, columns, whether complex, and length of the name.
  private static func isMATLAB4(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 20 else { return false }
    let numbers = (0..<5).map { i in
      (0..<4).reduce(0) { $0 | Int(bytes[4 * i + $1]) << (8 * $1) }
    }
    let end = 20 + numbers[4]
    return numbers[0] < 53 && numbers[1] > 0 && numbers[2] > 0 && numbers[3] < 2
      && (2...64).contains(numbers[4]) && bytes.count >= end && bytes[end - 1] == 0
      && bytes[20..<(end - 1)].allSatisfy { (0x30...0x7a).contains($0) }
  }

  private static func zip(_ bytes: [UInt8]) -> FileSignature {
    let name = bytes.count > 30 ? bytes[30...].prefix(Int(bytes[26])) : []
    let text = String(decoding: name, as: UTF8.self)
    if text.hasSuffix(".npy") {
      return FileSignature(
        "NumPy's .npz, an archive of arrays",
        "save the two arrays alone, as X.features.npy and X.labels.npy (docs/DATA.md)")
    }
    if text.contains("Content_Types") {
      return FileSignature("an Office document", "save the table as CSV first")
    }
    return FileSignature("a zip archive", "unpack it first: unzip FILE")
  }

  private static func text(_ bytes: [UInt8]) -> FileSignature? {
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    let text = String(decoding: bytes[start...], as: UTF8.self).lowercased()
      .drop(while: \.isWhitespace)
    if text.hasPrefix("version https://git-lfs") {
      return FileSignature("a Git LFS pointer, not the file itself", "get that: git lfs pull")
    }
    if text.hasPrefix("<") {
      let isPage = [
        "<!doctype html", "<html", "<head", "<body", "<title", "<p>", "<div", "<script", "<h1",
        "<meta",
      ].contains(where: text.hasPrefix)
      if isPage || text.hasPrefix("<!--") && text.contains("<html") {
        return FileSignature(
          "a web page", "the site may want a person to sign in; download the file itself")
      }
      let name = text.dropFirst().prefix { $0.isLetter }
      if text.hasPrefix("<?xml") || text.hasPrefix("<!") || !name.isEmpty && text.contains(">") {
        return FileSignature("XML", "write it as CSV, LIBSVM text or .npy first")
      }
    }
    if isJSON(text) { return json }
    let statement = text.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
      .first { !$0.hasPrefix("%") && !$0.isEmpty }
    if statement?.hasPrefix("@relation") == true {
      return FileSignature(
        "ARFF", "keep what follows @data as a CSV file, and write a recipe (docs/RECIPES.md)")
    }
    if text.hasPrefix("%%matrixmarket") { return FileSignature("Matrix Market", convert) }
    return nil
  }

  /// Whether text begins as an object, or as a list of objects or lists.
  private static func isJSON(_ text: Substring) -> Bool {
    guard let first = text.first, first == "{" || first == "[" else { return false }
    let next = text.dropFirst().first { !$0.isWhitespace }
    return next == "{" || next == "[" || (first == "{" && (next == "\"" || next == "}"))
  }
}

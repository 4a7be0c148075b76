import TestSupport
import Testing

@testable import Console

@Suite("Files told by their signature")
struct FileSignatureTests {
  static let known: [(bytes: [UInt8], what: String)] =
    [
      (Array("BZh91AY&SY".utf8), "bzip2"), ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0], "an xz"),
      ([0x28, 0xb5, 0x2f, 0xfd, 0x24], "zstd"), ([0x04, 0x22, 0x4d, 0x18], "lz4"),
      ([0x1f, 0x9d, 0x90], "compress"), ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "7z"),
      (Array("Rar!\u{1a}".utf8), "rar"), (zip("data.csv"), "zip archive"),
      (zip("arr_0.npy"), "NumPy's .npz"), (zip("[Content_Types].xml"), "Office"),
      (Array("name".utf8) + [UInt8](repeating: 0, count: 253) + Array("ustar".utf8), "tar"),
      ([0x89] + Array("HDF\r\n".utf8), "HDF5"), (Array("PAR1".utf8) + [0x15], "Parquet"),
      (Array("ARROW1".utf8) + [0, 0], "Arrow"), (Array("FEA1".utf8), "Feather"),
      (Array("MATLAB 5.0 MAT-file".utf8), "MATLAB"),
      (Array("SQLite format 3".utf8) + [0], "SQLite"), (Array("%PDF-1.7".utf8), "PDF"),
      ([0x89] + Array("PNG".utf8), "PNG"), ([0xff, 0xd8, 0xff, 0xe0], "JPEG"),
      (Array("GIF89a".utf8), "GIF"), ([0x49, 0x49, 0x2a, 0], "TIFF"),
      (Array("RIFF1234WEBP".utf8), "WebP"),
      (Array("BM".utf8) + [1, 2, 3, 4, 0, 0, 0, 0, 5], "BMP"),
      ([0x80, 0x04, 0x95], "pickle"), ([0x80, 0x02, 0x7d], "pickle"),
      ([0x02, 0x21, 0x4c, 0x18], "an lz4"), ([0x1f, 0x1e, 0], "pack"),
      (Array("LZIP".utf8) + [1], "lzip"),
      (Array("LRZI".utf8) + [0], "lrzip"), ([0x89] + Array("LZO".utf8) + [0], "lzop"),
      ([0xff, 6, 0, 0] + Array("sNaPpY".utf8), "snappy"), ([0x78, 0x9c, 0x33], "zlib"),
      ([0x51, 0x2a, 0x4d, 0x18, 4, 0], "zstd"),
      ([UInt8](repeating: 0, count: 512) + [0x89] + Array("HDF".utf8), "HDF5"),
      ([UInt8](repeating: 0, count: 2048) + [0x89] + Array("HDF".utf8), "HDF5"),
      (Array("CDF".utf8) + [1, 0], "NetCDF"), (Array("SIMPLE  = T".utf8), "FITS"),
      (Array("GGUF".utf8) + [3], "GGUF"),
      ([60, 0, 0, 0, 0, 0, 0, 0] + Array("{\"a".utf8), "safetensors"),
      ([1, 0xab, 0xff, 0xff], "XGBoost"), (Array("<stata_dta>".utf8), "Stata"),
      ([0x72, 2, 1, 0], "Stata"), (Array("$FL2@(#) SPSS".utf8), "SPSS"),
      ([UInt8](repeating: 0, count: 12) + [0xc2, 0xea, 0x81, 0x60], "SAS"),
      (Array("HEADER RECORD***".utf8), "SAS"), (Array("X\n".utf8) + [0, 0, 0, 3], "an R object"),
      ([UInt8](repeating: 7, count: 8) + Array("DUCK".utf8), "DuckDB"),
      (
        [0, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0x78, 0] + [1, 2], "MATLAB"
      ),
      ([0, 0, 0, 24] + Array("ftypheic".utf8), "HEIF"), (Array("P6\n2 2\n".utf8), "PPM"),
      (Array("RIFF1234WAVE".utf8), "sound"), (Array("(dp0\nS'a'".utf8), "pickle"),
      ([3, 8, 0, 0, 5, 0, 0, 0], "little-endian"), ([1, 8, 0, 0, 5, 0, 0, 0], "little-endian"),
    ]
    + [
      ("\n <!DOCTYPE html>\n<html>", "web page"), ("<HTML><head>", "web page"),
      ("<?xml version=\"1.0\"?><Error/>", "XML"), ("{\"a\": [1]}", "JSON"), ("[[1, 2]]", "JSON"),
      ("[\n{\"a\": 1}]", "JSON"), ("% comment\n\n@RELATION iris\n", "ARFF"),
      ("version https://git-lfs.github.com/spec/v1\noid sha256:1", "Git LFS pointer"),
      ("%\n\n%\n  @relation iris\n", "ARFF"), ("<!-- saved -->\n<html>", "web page"),
      ("<title>403</title>", "web page"), ("<p>Not found</p>", "web page"),
      ("<root><a/></root>", "XML"),
      ("/annex/objects/SHA256E-s1--x\n", "git-annex pointer"), ("outs:\n- md5: a\n", "DVC pointer"),
      ("svm_type c_svc\n", "a model of LIBSVM"), ("{\\rtf1 a}", "RTF"),
      ("%!PS-Adobe-3.0\n", "PostScript"),
      ("%%MatrixMarket matrix coordinate real general\n", "Matrix Market"),
    ].map { (Array($0.0.utf8), $0.1) }

  static func zip(_ name: String) -> [UInt8] {
    [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 22) + [UInt8(name.utf8.count), 0, 0, 0]
      + Array(name.utf8)
  }

  @Test(arguments: known.indices) func everyOneHasItsNameAndARemedy(_ i: Int) throws {
    let one = Self.known[i]
    let problem = try #require(FileSignature(one.bytes[...])).problem(with: "x")
    #expect(problem.hasPrefix("this is ") && problem.contains(one.what), "\(problem)")
    #expect(problem.contains("; ") && !problem.contains("FILE"))
    // Every reader of text says the same.
    let folder = try TemporaryFolder()
    let path = try folder.write("x", one.bytes)
    #expect(throws: FileError(path, FileSignature(one.bytes[...])?.problem(with: path) ?? "")) {
      _ = try TextFile.lines(of: path)
    }
  }

  @Test(arguments: [
    "1 1:2\n", "a,b\n1,2\n", "name: x\n", "# <html>\n", "[1, 2]\n", "BMI,age\n1,2\n", "% 1\n1,2\n",
    "<5,2\n", "x^2,y\n", "<a,b\n", "x,y\n", "i,j\n", "outs: 1\n", "cnum,py\n",
    "PAR1,PAR2\n1,2\n", "FEA1,é\n1,2\n", "ID3,x\n", "BZh,b\n", "station,WAVE\n1,2\n",
    "species,DUCK\n", "models: {\"a\": 1}\n", "GGUF;b\n",
  ])
  func ordinaryTextIsNone(text: String) {
    #expect(FileSignature(Array(text.utf8)[...]) == nil)
  }
}

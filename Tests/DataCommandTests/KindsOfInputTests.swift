import Foundation
import TestSupport
import Testing

/// Files as people have them: each kind that once went wrong, with two others of it.
@Suite("Kinds of input") struct KindsOfInputTests {
  struct Input: CustomTestStringConvertible {
    let kind: String
    let files: [(name: String, bytes: [UInt8])]
    /// What is said of the first file.
    let says: String
    var isRead = false
    var testDescription: String { "\(kind): \(files[0].name)" }

    init(_ kind: String, _ name: String, _ text: String, reads says: String) {
      self.init(kind, [(name, Array(text.utf8))], says: says, isRead: true)
    }

    init(_ kind: String, _ name: String, _ text: String, says: String) {
      self.init(kind, [(name, Array(text.utf8))], says: says)
    }

    init(_ kind: String, _ files: [(String, [UInt8])], says: String, isRead: Bool = false) {
      self.kind = kind
      self.files = files
      self.says = says
      self.isRead = isRead
    }
  }

  private static let rows = "1 1:1 2:2\n2 1:3\n1 2:1\n2 1:1 2:5\n"
  private static func table(_ text: String, _ recipe: String) -> [(String, [UInt8])] {
    [("x.yaml", Array(recipe.utf8)), ("x.csv", Array(text.utf8))]
  }
  private static func wide(_ text: String, big: Bool) -> [UInt8] {
    (big ? [0xfe, 0xff] : [0xff, 0xfe])
      + text.utf16.flatMap {
        big ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
      }
  }
  private static func images(_ name: String, _ labels: String, _ channels: Int)
    -> [(String, [UInt8])]
  {
    let sizes: [UInt8] =
      channels > 1 ? [0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3] : [0, 0, 0, 2, 0, 0, 0, 2]
    let pixels = (0..<(3 * 4 * channels)).map { UInt8($0) }
    return [
      (name, [0, 0, 8, UInt8(sizes.count / 4 + 1), 0, 0, 0, 3] + sizes + pixels),
      (labels, [0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]),
    ]
  }

  static let inputs: [Input] = [
    Input("byte order mark", "x.svm", "\u{feff}" + rows, reads: "4 rows x 2 columns"),
    Input(
      "byte order mark", table("\u{feff}a,b\n1,2\n3,5\n", "file: x.csv\nlabel: b\n"),
      says: "2 rows", isRead: true),
    Input(
      "byte order mark", table("a,b\n1,2\n3,5\n", "\u{feff}file: x.csv\nlabel: b\n"),
      says: "2 rows", isRead: true),
    Input("UTF-16", [("x.svm", wide(rows, big: false))], says: "text in UTF-16"),
    Input("UTF-16", [("x.svm", wide(rows, big: true))], says: "iconv -f UTF-16"),
    Input(
      "UTF-16",
      [("x.yaml", Array("file: x.csv\nlabel: b\n".utf8)), ("x.csv", wide("a,b\n", big: false))],
      says: "text in UTF-16"),
    Input("line ends", "x.svm", rows.replacing("\n", with: "\r\n"), reads: "4 rows x 2 columns"),
    Input("line ends", "x.svm", rows.replacing("\n", with: "\r"), reads: "4 rows x 2 columns"),
    Input(
      "line ends", table("a,b\r\n1,2\r\n3,5\r\n", "file: x.csv\r\nlabel: b\r\n"), says: "2 rows",
      isRead: true),
    Input("query ids", "x.svm", "1 qid:1 1:1\n2 qid:1 2:1\n", reads: "qid: is left out"),
    Input("query ids", "x.svm", "1 qid:a 1:1\n2 qid:b 2:1\n", says: "line 1"),
    Input("query ids", "x.svm", "1 1:1 qid:1\n2 2:1\n", says: "line 1"),
    Input("query ids", "x.svm", "1 qid:1 qid:2 1:1\n", says: "qid:NUMBER stands once"),
    Input("other numbers", "x.svm", "1 1:0,5\n-1 1:0,7\n", says: "write a decimal point"),
    Input("other numbers", "x.svm", "1,2 1:1\n2 1:1\n", says: "a sample has one label"),
    Input("other numbers", "x.svm", "\u{2212}1 1:2\n", says: "'\u{2212}1', is not a number"),
    Input("other numbers", "x.svm", "1\u{a0}1:2\n", says: "'1U+00A01:2'"),
    Input("other numbers", "x.svm", "\u{feff}\u{feff}1 1:2\n", says: "'U+FEFF1'"),
    Input("other numbers", "x.svm", "1 1:2\u{c}-1 1:3\n", says: "'2U+000C-1'"),
    Input("other numbers", "x.svm", "1 1:1:0.5\n", says: "field:index:value is LIBFFM's"),
    Input("other numbers", "x.svm", "1:1 2:1\n", says: "the label, '1:1', is not a number\n"),
    Input("other numbers", "x.svm", "1 0:1\n", says: "so write each one higher"),
    Input("other numbers", "x.svm", "1 |f a:1 b:2\n", says: "Vowpal Wabbit's text"),
    Input("compressed", [("x.bz2", Array("BZh91AY&SY".utf8))], says: "bunzip2 -k"),
    Input("compressed", [("x.zip", [0x50, 0x4b, 3, 4, 20, 0])], says: "zip"),
    Input("compressed", [("x.zst", [0x28, 0xb5, 0x2f, 0xfd, 0])], says: "zstd"),
    Input("pages", "x.svm", "<!DOCTYPE html>\n<html>\n", says: "this is a web page"),
    Input("pages", "x.svm", "{\"a\": 1}\n", says: "JSON"),
    Input("pages", "x.svm", "[1, 2, 3]\n", says: "JSON"),
    Input("pages", "x.svm", "<!-- saved -->\n<html>", says: "this is a web page"),
    Input("pages", "x.svm", "<root><row/></root>\n", says: "XML"),
    Input("pages", "x.svm", "version https://git-lfs.github.com/spec/v1\n", says: "Git LFS"),
    Input("tables", "x.svm", "a,b\n1,2\n", says: "pgc-data recipe"),
    Input("tables", "x.svm", "a;b\n1;2\n", says: "';'"),
    Input("tables", "x.txt", "a\tb\n1\t2\n", says: "pgc-data recipe"),
    Input(
      "classes", "x.svm", [1, 2, 3, 5, 6, 7].map { "\($0) 1:1\n" }.joined(),
      reads: "are classes 0 to 5"),
    Input(
      "classes", "x.svm", [2, 4, 8].map { "\($0) 1:1\n" }.joined(), reads: "are classes 0 to 2"),
    Input(
      "classes", "x.svm", [1, 2, 3].map { "\($0) 1:1\n" }.joined(), reads: "are classes 0 to 2"),
    Input(
      "a wider test set", [("a1", Array("1 3:1\n2 1:1\n".utf8)), ("a1.t", Array("1 5:1\n".utf8))],
      says: "2 rows x 5 columns", isRead: true),
    Input(
      "a wider test set", [("a1", Array("1 5:1\n2 1:1\n".utf8)), ("a1.t", Array("1 3:1\n".utf8))],
      says: "test: 1 rows x 5 columns", isRead: true),
    Input(
      "a wider test set",
      [("a.train", Array("1 3:1\n2 1:1\n".utf8)), ("a.test", Array("2 4:1\n".utf8))],
      says: "2 rows x 4 columns", isRead: true),
    Input(
      "columns without names", table(",a,b\n0,1,2\n1,3,5\n", "file: x.csv\nlabel: b\n"),
      says: "no name for this column"),
    Input(
      "columns without names", table("a,b,\n1,2,0\n3,5,1\n", "file: x.csv\nlabel: b\n"),
      says: "column 3: the header has no name"),
    Input(
      "columns without names", table("\"\",a,b\n0,1,2\n", "file: x.csv\nlabel: b\n"),
      says: "no name for this column"),
    Input(
      "separators", table("\"a\";\"b\"\n1;2\n", "file: x.csv\nlabel: b\n"), says: "separator: \";\""
    ),
    Input(
      "separators", table("a\tb\n1\t2\n", "file: x.csv\nlabel: b\n"), says: "separator: \"\\t\""),
    Input("separators", table("a|b\n1|2\n", "file: x.csv\nlabel: b\n"), says: "separator: \"|\""),
    Input(
      "separators", table("sep=;\na;b\n1;2\n", "file: x.csv\nlabel: b\nseparator: \";\"\n"),
      says: "is there for Excel alone"),
    Input(
      "images",
      images("x-train-images-idx3-ubyte", "x-train-labels-idx1-ubyte", 1)
        + images("x-test-images-idx3-ubyte", "x-test-labels-idx1-ubyte", 1),
      says: "test: 3 rows x 4 columns", isRead: true),
    Input(
      "images", images("train-images-idx4-ubyte", "train-labels-idx1-ubyte", 3),
      says: "3 rows x 12 columns", isRead: true),
    Input(
      "images", images("train-images-idx3-ubyte", "train-labels-idx1-ubyte", 1),
      says: "there is no test set beside", isRead: true),
    Input("NUL bytes", "x.svm", "1 1:1\n2 1:\0\n", says: "line 2, column 5: a NUL"),
    Input("NUL bytes", "x.svm", "1 1:\0\n2 1:1\n", says: "this is neither"),
    Input(
      "NUL bytes", table("a,b\n1,\0\n", "file: x.csv\nlabel: b\n"), says: "line 2, column 3: a NUL"),
    Input("NUL bytes", table("a,b\n1,2\n", "file: x.csv\0\nlabel: b\n"), says: "NUL"),
  ]

  @Test(arguments: inputs)
  func isReadOrTold(input: Input) throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in input.files { try folder.write(name, bytes) }
    let result = try Command.run("describe", folder.file(input.files[0].name), data: folder)
    #expect(result.code == (input.isRead ? 0 : result.code == 1 ? 1 : 2), "\(result.errors)")
    #expect(
      (input.isRead ? result.output : result.errors).contains(input.says),
      "\(result.output)\(result.errors)")
    if !input.isRead { #expect(result.lines.count == 1 && result.output.isEmpty) }
  }

  @Test func threeOfEachKind() {
    let kinds = Dictionary(grouping: Self.inputs, by: \.kind)
    #expect(kinds.count >= 12 && kinds.values.allSatisfy { $0.count >= 3 })
  }

  @Test("A test set that lies beside is left out on request")
  func none() throws {
    let folder = try TemporaryFolder()
    try folder.write("a1", "1 3:1\n2 1:1\n")
    try folder.write("a1.t", "this is no test set\n")
    #expect(try Command.run("describe", folder.file("a1"), data: folder).code != 0)
    let left = try Command.run("describe", folder.file("a1"), "--test", "none", data: folder)
    #expect(left.code == 0 && left.output.contains("2 rows x 3 columns"), "\(left.errors)")
  }
}

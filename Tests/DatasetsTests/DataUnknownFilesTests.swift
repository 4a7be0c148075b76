import Console
import TestSupport
import Testing

@testable import Datasets

@Suite("Data: files of other formats")
struct DataUnknownFilesTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func says(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = try folder.write(name, bytes)
    let text = complaint { () throws(DataError) in _ = try DatasetPair(train: path) }
    return (text ?? "none").replacing(path, with: "FILE")
  }

  @Test(arguments: [
    ("a,b,label\n1,2,3\n", ","), ("\n# note\n1;2;3\n", ";"), ("a\tb\n", "\\t"), ("a|b|c\n", "|"),
    ("\"a;b\",\"c;d\",e\n", ","), ("5.1,3.5,setosa\n", ","), ("2020-01-01 10:00,5\n", ","),
  ])
  func tablesAreToldAboutRecipes(text: String, separator: String) throws {
    #expect(
      try says("x.csv", Array(text.utf8))
        == "FILE: this is a table with '\(separator)' between fields; a recipe says what is learned "
        + "from it: pgc-data recipe FILE")
    #expect(try says("x", gzip(Array(text.utf8))).contains("pgc-data recipe FILE"))
  }

  @Test(arguments: [
    "1,2 1:1\n", "1:1 2:1\n", "1\t1:2\t3:4\n", "-1\n", "1 # a,b\n1 1:1\n",
  ])
  func textOfLIBSVMIsNoTable(text: String) throws {
    #expect(try says("x", Array(text.utf8)) == "none")
  }

  @Test func signaturesAreTold() throws {
    #expect(
      try says("x.bz2", Array("BZh91".utf8))
        == "FILE: this is a bzip2 file; unpack it first: bunzip2 -k FILE")
    #expect(try says("x.gz", gzip(Array("PAR1".utf8))).hasPrefix("FILE: this is Parquet; "))
    #expect(try says("x", [1, 2, 3, 4]).contains("nor LIBSVM text"))
    #expect(try says("x", [0xff, 0xfe, 0x31, 0]).contains("text in UTF-16"))
    // What helps a file does not help one that gzip packs.
    let packed = "; unpack it first: gunzip -c FILE > NEW"
    #expect(try says("x.gz", gzip(Array("BZh91".utf8))) == "FILE: gzip packs a bzip2 file\(packed)")
    #expect(
      try says("x.gz", gzip(gzip(Array("1 1:1\n".utf8)))) == "FILE: gzip packs a gzip file\(packed)"
    )
    #expect(
      try says("x.gz", gzip([0xff, 0xfe, 0x31, 0])).contains("gunzip -c FILE | iconv -f UTF-16"))
    #expect(try says("x-images", [3, 8, 0, 0, 1, 0, 0, 0]).contains("little-endian"))
  }

  @Test func photographsUnderOtherNames() throws {
    let fine = (0..<3).flatMap {
      [UInt8($0), 99 - UInt8($0)] + [UInt8](repeating: 255, count: 3072)
    }
    #expect(try says("train.bin", fine).hasPrefix("FILE: this is CIFAR-100, "))
    #expect(
      try says("train.bin", cifar(labels: [9, 0])).contains("told by their name: data_batch_1.bin"))
    #expect(try says("data_batch_1.bin", cifar(labels: [9, 0])) == "none")
  }

  @Test func labelsInPlaceOfFeatures() throws {
    #expect(
      try says("x.labels.npy", npy("<i8", "(0,)", [])).hasSuffix(
        "name the file of features beside them"))
  }
}

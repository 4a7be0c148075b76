import Console
import Foundation
import Kernels
import TestSupport
import Testing

@testable import Datasets

@Suite("Data: .npy vectors")
struct DataNPYTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func values<E: Scalar>(_ path: String, as: E.Type) throws(DataError) -> [E] {
    let vector = try NPYFile.read(path, as: E.self)
    return (0..<vector.count).map { vector[$0] }
  }

  @Test(arguments: [0, 1, 3, 20_000]) func writesWhatItReads(count: Int) throws {
    let doubles = (0..<count).map { 1 / Double($0 + 1) - 0.3 }
    let floats = doubles.map { Float($0) }
    try NPYFile.write(doubles.span, to: folder.path + "/d.npy")
    try NPYFile.write(floats.span, to: folder.path + "/f.npy")
    #expect(try values(folder.path + "/d.npy", as: Double.self) == doubles)
    #expect(try values(folder.path + "/d.npy", as: Float.self) == floats)
    #expect(try values(folder.path + "/f.npy", as: Float.self) == floats)
    #expect(try values(folder.path + "/f.npy", as: Double.self) == floats.map { Double($0) })
    #expect(folder.names() == ["d.npy", "f.npy"])
  }

  @Test func bytesAreThoseOfNumPy() throws {
    // numpy.save of numpy.array([1.0, -2.0]): a header of 118 bytes, then the numbers.
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }"
    let padded = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    let expected = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8)
    let path = folder.path + "/x.npy"
    try NPYFile.write([1.0, -2.0].span, to: path)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(Array(bytes.prefix(128)) == expected)
    #expect(bytes.count == 144 && bytes[134...135] == [0xf0, 0x3f])
  }

  @Test func replacesAFileOrLeavesIt() throws {
    let path = try folder.write("x.npy", "old")
    try NPYFile.write([Float(1)].span, to: path)
    #expect(try values(path, as: Float.self) == [1])
    let nowhere = folder.path + "/none/x.npy"
    #expect(
      complaint { () throws(DataError) in try NPYFile.write([Float(1)].span, to: nowhere) }
        == "\(nowhere): cannot be written: No such file or directory; its folder is gone")
    let target = folder.path + "/taken"
    try folder.write("taken/file", "x")
    let text = complaint { () throws(DataError) in try NPYFile.write([Float(1)].span, to: target) }
    #expect(text?.hasPrefix("\(target): cannot be written: ") == true)
    #expect(folder.names() == ["taken", "x.npy"])
  }

  private func npy(_ header: String, _ data: [UInt8], version: UInt8 = 1, minor: UInt8 = 0)
    -> [UInt8]
  {
    let size =
      version == 1 ? little(UInt16(header.utf8.count)) : little(UInt32(header.utf8.count))
    return [0x93] + Array("NUMPY".utf8) + [version, minor] + size + Array(header.utf8) + data
  }

  @Test(arguments: [
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n",
    "{\"shape\":(2,),\"fortran_order\":True,\"descr\":\"<f4\"}",
    "{'shape': (2L, ), 'descr': '=f4', 'fortran_order': False}   ",
  ])
  func otherSpellingsOfTheHeader(header: String) throws {
    for version: UInt8 in [1, 2, 3] {
      let data = little(Float(1.5).bitPattern) + little(Float(-3).bitPattern)
      let path = try folder.write("x.npy", npy(header, data, version: version))
      #expect(try values(path, as: Double.self) == [1.5, -3])
    }
  }

  @Test func errors() throws {
    let good = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }"
    let cases: [([UInt8], String)] = [
      (Array("hello".utf8), "byte 0: this is no .npy file"),
      (
        npy(good, [], version: 4), "byte 6: .npy version 4.0 is not supported; 1.0, 2.0 and 3.0 are"
      ),
      (Array(npy(good, []).prefix(20)), "in the middle of the header"),
      (npy(good, [1, 2, 3]), "in the middle of the numbers"),
      (npy(good, [UInt8](repeating: 0, count: 17)), "byte 83: more bytes follow"),
      (npy(good.replacing("<f8", with: ">f8"), []), "its type '>f8' is not supported"),
      (npy(good.replacing("<f8", with: "<i8"), []), "its type '<i8' is not supported"),
      (npy("{}", []), "the header: needs one 'descr'"),
      (
        npy(good.replacing("fortran_order", with: "fortran_ordgr"), []), "needs one 'fortran_order'"
      ),
      (npy(good.replacing("}", with: "'more': 1}"), []), "has 'more', which no header has"),
      (npy(good.replacing("False", with: "0"), []), "neither True nor False"),
      (npy(good.replacing("(2,)", with: "[2]"), []), "has the shape [2], which is no tuple"),
      (npy(good.replacing("(2,)", with: "(2)"), []), "has the shape (2), which is no tuple"),
      (npy(good.replacing("(2,)", with: "(02,)"), []), "is not a Python dictionary"),
      (npy(good, [], minor: 1), "byte 6: .npy version 1.1 is not supported"),
      (npy(good + String(repeating: " ", count: 20_000), []), "byte 8: the header has 20"),
      (npy(good.replacing("(2,)", with: "('2',)"), []), "which is not of whole numbers"),
      (npy(good.replacing("}", with: ""), []), "is not a Python dictionary"),
      (npy(good + "x", []), "is not a Python dictionary"),
      (
        npy(good.replacing("'<f8'", with: "[('a', '<f8'), ('b', '<i4')]"), []),
        "its type [('a', '<f8'), ('b', '<i4')] is not supported"
      ),
      (npy(good.replacing("<f8", with: "|O"), []), "its type '|O' is not supported"),
      (npy(good.replacing("<f8", with: "<U5"), []), "its type '<U5' is not supported"),
      (npy(good.replacing("(2,)", with: "(2, 3)"), []), "its shape (2, 3) is not supported"),
      (npy(good.replacing("(2,)", with: "()"), []), "its shape () is not supported"),
      (npy(good.replacing("(2,)", with: "(-2,)"), []), "its shape (-2,) is not supported"),
      (npy(good.replacing("(2,)", with: "(\(Int.max),)"), []), "is not supported; one dimension"),
      (npy(good.replacing("(2,)", with: "(1000000000000,)"), []), "in the middle of the numbers"),
    ]
    for (bytes, says) in cases {
      let path = try folder.write("x.npy", bytes)
      let text =
        complaint { () throws(DataError) in _ = try values(path, as: Float.self) } ?? "none"
      #expect(text.hasPrefix(path) && text.contains(says), "\(text)")
    }
  }
}

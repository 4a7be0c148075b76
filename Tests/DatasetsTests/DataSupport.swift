import Console
import Foundation
import Kernels
import Testing

@testable import Datasets

/// A gzip member of stored blocks.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var out: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(60_000)
    rest = rest.dropFirst(60_000)
    out.append(rest.isEmpty ? 1 : 0)
    let size = UInt16(block.count)
    out += little(size) + little(~size) + block
  } while !rest.isEmpty
  return out + little(crc32(bytes)) + little(UInt32(bytes.count))
}

func little<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

func big(_ value: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(value).bigEndian) { Array($0) } }

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc: UInt32 = ~0
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
  return ~crc
}

/// An IDX file of unsigned bytes.
func idx(_ sizes: [Int], _ content: [UInt8]) -> [UInt8] {
  [0, 0, 8, UInt8(sizes.count)] + sizes.flatMap(big) + content
}

/// A `.npy` file of version 1.
func npy(_ type: String, _ shape: String, _ data: [UInt8], fortran: Bool = false) -> [UInt8] {
  let header =
    "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }\n"
  return [0x93] + Array("NUMPY".utf8) + [1, 0] + little(UInt16(header.utf8.count))
    + Array(header.utf8) + data
}

/// Records of CIFAR-10's binary version, whose pixels count up from their label.
func cifar(labels: [UInt8]) -> [UInt8] {
  labels.flatMap { label in [label] + (0..<3072).map { UInt8(truncatingIfNeeded: Int(label) + $0) }
  }
}

/// What a piece of work complains about, or nil.
func complaint(_ work: () throws(DataError) -> Void) -> String? {
  do throws(DataError) {
    try work()
    return nil
  } catch {
    return error.description
  }
}

extension Features {
  /// All elements, row by row.
  var table: [[Element]] {
    switch self {
    case .dense(let matrix):
      return (0..<rows).map { row in
        matrix.withRows(row..<row + 1) { elements in elements.indices.map { elements[$0] } }
      }
    case .sparse(let matrix):
      return (0..<rows).map { row in
        var line = [Element](repeating: 0, count: columns)
        for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
          line[Int(matrix.indices[entry])] = matrix.values.isEmpty ? 1 : matrix.values[entry]
        }
        return line
      }
    }
  }

  var isDense: Bool {
    if case .dense = self { true } else { false }
  }
}

/// Where a real data set is, or nil; tests that need it are then skipped.
func realData(_ name: String) -> DatasetPair? {
  try? DatasetCatalog.open(name, seed: 1)
}

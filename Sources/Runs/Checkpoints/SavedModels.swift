import Console
import Foundation
import Kernels

/// Models that are to be evaluated after the run, which a checkpoint moves from memory into a file.
///
/// The file grows only; a run that goes on cuts what its checkpoint does not know of.
final class SavedModels<Element: Scalar> {
  typealias Entry = SavedModelEntry

  private let path: String
  private let dimension: Int
  private var inFile: [Entry] = []
  private var inMemory: [(entry: Entry, model: Slot<Element>)] = []

  /// - Parameter entries: Of a run that goes on: what the file holds.
  init(_ path: String, dimension: Int, entries: [Entry] = []) {
    self.path = path
    self.dimension = dimension
    inFile = entries
  }

  var entries: [Entry] { inFile + inMemory.map(\.entry) }

  func append(step: Int, time: Double, _ model: Span<Element>) {
    inMemory.append((Entry(step: step, time: time), Slot(Vector(copying: model))))
  }

  /// Moves all models into the file.
  func moveToFile() throws(RunError) {
    guard !inMemory.isEmpty else { return }
    let file =
      inFile.isEmpty
      ? try OutputFile(path)
      : try OutputFile(path, after: inFile.count * dimension * MemoryLayout<Element>.stride)
    for (entry, model) in inMemory {
      try model.vector.withSpan { elements throws(RunError) in
        try elements.bytes.withUnsafeBytes { bytes throws(RunError) in try file.write(bytes) }
      }
      inFile.append(entry)
    }
    try file.close()
    inMemory.removeAll()
  }

  /// Takes all models out, in their order.
  func drain(_ body: (Entry, Span<Element>) throws -> Void) throws {
    if !inFile.isEmpty {
      let size = dimension * MemoryLayout<Element>.stride
      guard let file = FileHandle(forReadingAtPath: path) else {
        throw RunError("\(path): cannot be read")
      }
      for entry in inFile {
        guard let bytes = try file.read(upToCount: size), bytes.count == size else {
          throw RunError("\(path): is cut at the model of step \(entry.step)")
        }
        let model = bytes.withUnsafeBytes { raw in
          [Element](unsafeUninitializedCapacity: dimension) { values, filled in
            UnsafeMutableRawBufferPointer(values).copyMemory(from: raw)
            filled = dimension
          }
        }
        try body(entry, model.span)
      }
      try? FileManager.default.removeItem(atPath: path)
    }
    for (entry, model) in inMemory { try model.vector.withSpan { try body(entry, $0) } }
    inFile.removeAll()
    inMemory.removeAll()
  }
}

/// When a saved model was the run's.
struct SavedModelEntry: Codable, Equatable {
  var step: Int
  var time: Double
}

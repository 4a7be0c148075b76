import Console
import Foundation
import Kernels

/// Models that are to be evaluated, which a checkpoint moves from memory into a file.
///
/// The file grows only, since each of the two last checkpoints may name any of its rows; a run that
/// goes on cuts what its checkpoint does not know of.
final class SavedModels<Element: Scalar> {
  private let folder: RunFolder
  private var path: String { folder.file(RunFolder.savedModels) }
  private let dimension: Int
  private var inFile: [SavedModelEntry] = []
  private var inMemory: [(entry: SavedModelEntry, model: Slot<Element>)] = []
  /// The models in the file, those that are evaluated included.
  private(set) var rows: Int

  /// Those of a new run, or those that a checkpoint knows of.
  init(_ folder: RunFolder, dimension: Int, entries: [SavedModelEntry] = [], rows: Int = 0) {
    self.folder = folder
    self.dimension = dimension
    self.rows = rows
    inFile = entries
  }

  /// What is to be evaluated, in order.
  var entries: [SavedModelEntry] { inFile + inMemory.map(\.entry) }

  func append(step: Int, time: Double, _ model: Span<Element>) {
    inMemory.append((SavedModelEntry(step: step, time: time), Slot(Vector(copying: model))))
  }

  /// Moves all models into the file.
  func moveToFile() throws(RunError) {
    guard !inMemory.isEmpty else { return }
    let file = rows == 0 ? try OutputFile(path) : try OutputFile(path, after: rows * size)
    for (entry, model) in inMemory {
      try model.vector.withSpan { elements throws(RunError) in
        try elements.bytes.withUnsafeBytes { bytes throws(RunError) in try file.write(bytes) }
      }
      inFile.append(SavedModelEntry(step: entry.step, time: entry.time, row: rows))
      rows += 1
    }
    try file.close()
    inMemory.removeAll()
  }

  /// Takes all models out, in their order; the file stays as it is.
  func drain(_ body: (SavedModelEntry, Span<Element>) throws -> Void) throws {
    if !inFile.isEmpty {
      guard let file = FileHandle(forReadingAtPath: path) else {
        throw RunError("\(path): cannot be read")
      }
      for entry in inFile {
        let model = try read(entry, from: file)
        try body(entry, model.span)
      }
    }
    for (entry, model) in inMemory { try model.vector.withSpan { try body(entry, $0) } }
    inFile.removeAll()
    inMemory.removeAll()
  }

  private var size: Int { dimension * MemoryLayout<Element>.stride }

  private func read(_ entry: SavedModelEntry, from file: FileHandle) throws -> [Element] {
    try file.seek(toOffset: UInt64(max(0, entry.row ?? 0) * size))
    guard let bytes = try file.read(upToCount: size), bytes.count == size else {
      throw RunError("\(path): is cut at the model of step \(entry.step)")
    }
    return bytes.withUnsafeBytes { raw in
      [Element](unsafeUninitializedCapacity: dimension) { values, filled in
        UnsafeMutableRawBufferPointer(values).copyMemory(from: raw)
        filled = dimension
      }
    }
  }
}

/// A model that is to be evaluated: when it was the run's, and its row in the file once it is there.
struct SavedModelEntry: Codable, Equatable {
  var step: Int
  var time: Double
  var row: Int?
}

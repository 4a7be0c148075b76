import Clusters
import Console
import Foundation
import Kernels
import Training

/// A checkpoint's file: eight bytes `PGCCKPT1`, the length of the record, the record as JSON, the
/// vectors, and a CRC-32 of all that; numbers have the machine's byte order, little-endian.
///
/// No number in it is believed before it has been compared with the file's length.
enum CheckpointFile {
  private static let mark = Array("PGCCKPT1".utf8)

  /// Writes a checkpoint, which gets its name when it is whole and on the disk.
  static func write<Element: Scalar>(
    _ state: TrainingState<Element>, _ record: CheckpointRecord, to path: String,
    beforeNaming: () throws(RunError) -> Void = {}
  ) throws(RunError) {
    var record = record
    let vectors = Vectors(state)
    record.vectors = vectors.entries
    record.versions = state.cluster.versions
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let text = try? encoder.encode(record) else {
      throw RunError("\(path): the record cannot be written as JSON")
    }
    let file = try AtomicFile(path)
    var sum = Checksum()
    func add(_ bytes: UnsafeRawBufferPointer) throws(RunError) {
      sum.add(bytes)
      try file.write(bytes)
    }
    func add<Value: BitwiseCopyable>(_ values: [Value]) throws(RunError) {
      var failure: RunError?
      values.withUnsafeBytes { all in
        do throws(RunError) { try add(all) } catch { failure = error }
      }
      if let failure { throw failure }
    }
    try add(mark)
    try add([UInt64(text.count)])
    try add(Array(text))
    for (entry, elements, numbers) in vectors.all {
      if entry.isNumbers { try add(numbers) } else { try add(elements) }
    }
    try add([sum.value])
    try file.prepare()
    try beforeNaming()
    try file.commit(lasting: false)
  }

  /// Reads a checkpoint.
  /// - Throws: where it is damaged, or of another version or precision.
  static func read<Element: Scalar>(_ path: String, as _: Element.Type = Element.self)
    throws(RunError) -> (record: CheckpointRecord, state: TrainingState<Element>)
  {
    func damaged(_ what: String) -> RunError { RunError("\(path): \(what)") }
    guard let bytes = readFile(path) else { throw damaged("cannot be read") }
    let head = mark.count + 8
    guard bytes.count >= head + 4, bytes.starts(with: mark) else {
      throw damaged("is no checkpoint of this version")
    }
    return try bytes.span.bytes.withUnsafeBytes { all throws(RunError) in
      var sum = Checksum()
      sum.add(UnsafeRawBufferPointer(rebasing: all[..<(all.count - 4)]))
      guard all.loadUnaligned(fromByteOffset: all.count - 4, as: UInt32.self) == sum.value else {
        throw damaged("is damaged: its checksum does not fit")
      }
      let length = all.loadUnaligned(fromByteOffset: mark.count, as: UInt64.self)
      guard length <= UInt64(all.count - head - 4) else { throw damaged("its record is cut") }
      let decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      let text = Data(all[head..<head + Int(length)])
      guard let record = try? decoder.decode(CheckpointRecord.self, from: text),
        record.version == CheckpointRecord.version, record.isSound
      else { throw damaged("its record is not one of version \(CheckpointRecord.version)") }
      let precision = Element.self == Float.self ? "float32" : "float64"
      guard record.precision == precision else {
        throw damaged("is of \(record.precision), the run of \(precision)")
      }
      let body = UnsafeRawBufferPointer(rebasing: all[(head + Int(length))..<(all.count - 4)])
      guard let state = Vectors<Element>.state(of: record, in: body) else {
        throw damaged("its vectors do not fill it")
      }
      return (record, state)
    }
  }
}

/// The vectors of a state, in the order in which they stand in a file.
private struct Vectors<Element: Scalar> {
  var all: [(entry: CheckpointRecord.Entry, elements: [Element], numbers: [Double])] = []
  var entries: [CheckpointRecord.Entry] { all.map(\.entry) }

  init(_ state: TrainingState<Element>) {
    add(.model, "", state.model)
    add(.optimizer, state.optimizer)
    add(.estimator, state.estimator)
    for (version, model) in state.cluster.models.sorted(by: { $0.key < $1.key }) {
      add(.version, "\(version)", model)
    }
    for (place, message) in state.cluster.messages.sorted(by: { $0.key < $1.key }) {
      add(.message, "\(place)", message)
    }
  }

  private mutating func add(
    _ owner: CheckpointRecord.Entry.Owner, _ name: String, _ elements: [Element]
  ) {
    all.append((.init(owner: owner, name: name, count: elements.count), elements, []))
  }

  private mutating func add(
    _ owner: CheckpointRecord.Entry.Owner, _ state: SavedState<Element>
  ) {
    for (name, vector) in state.vectors.sorted(by: { $0.key < $1.key }) { add(owner, name, vector) }
    for (name, numbers) in state.numbers.sorted(by: { $0.key < $1.key }) {
      all.append(
        (.init(owner: owner, name: name, count: numbers.count, isNumbers: true), [], numbers))
    }
  }

  /// The state that a file's vectors are; nil where they do not fit.
  static func state(of record: CheckpointRecord, in body: UnsafeRawBufferPointer)
    -> TrainingState<Element>?
  {
    var state = TrainingState<Element>(
      step: record.step, model: [], optimizer: SavedState(), estimator: SavedState(),
      cluster: ClusterState(time: record.time, models: [:], versions: record.versions))
    var rest = body[...]
    func take<Value: BitwiseCopyable>(_ count: Int, _: Value.Type) -> [Value]? {
      let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
      guard count >= 0, !overflow, bytes <= rest.count else { return nil }
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(bytes))
      rest = rest.dropFirst(bytes)
      return [Value](unsafeUninitializedCapacity: count) { values, filled in
        UnsafeMutableRawBufferPointer(values).copyMemory(from: piece)
        filled = count
      }
    }
    for entry in record.vectors {
      if entry.isNumbers {
        guard let numbers = take(entry.count, Double.self) else { return nil }
        switch entry.owner {
        case .optimizer: state.optimizer.numbers[entry.name] = numbers
        case .estimator: state.estimator.numbers[entry.name] = numbers
        default: return nil
        }
        continue
      }
      guard let elements = take(entry.count, Element.self) else { return nil }
      switch entry.owner {
      case .model: state.model = elements
      case .optimizer: state.optimizer.vectors[entry.name] = elements
      case .estimator: state.estimator.vectors[entry.name] = elements
      case .version, .message:
        guard let number = Int(entry.name) else { return nil }
        if entry.owner == .version {
          state.cluster.models[number] = elements
        } else {
          state.cluster.messages[number] = elements
        }
      }
    }
    return rest.isEmpty ? state : nil
  }
}

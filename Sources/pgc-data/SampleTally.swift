import Console
import Datasets
import Kernels

/// How the features of a data set are stored, and what is in them.
struct SampleTally {
  private(set) var isDense = true
  /// Entries that are not zero.
  private(set) var nonzeros = 0
  /// Entries in memory: all of them where dense.
  private(set) var stored = 0
  /// Whether values are stored beside column numbers.
  private(set) var hasValues = false
  private(set) var least = Float.infinity
  private(set) var greatest = -Float.infinity

  /// Numbers in memory at a time.
  private static let piece = 1 << 24

  /// Loads a source piece by piece and counts.
  init(_ source: any DatasetSource, _ survey: DatasetSurvey, _ terminal: inout Terminal)
    throws(DataError)
  {
    let perRow = max(1, (survey.nonzeros ?? survey.columns * survey.count) / survey.count)
    let rows = max(1, Self.piece / perRow)
    var start = 0
    while start < survey.count {
      let end = min(survey.count, start + rows)
      terminal.show("\(source.name): \(start) of \(survey.count) samples")
      let data = try source.load(
        rows: Array(start..<end), columns: survey.columns, as: Float.self)
      add(data.features)
      start = end
    }
    if !isDense, nonzeros < survey.count * survey.columns { include(0) }
  }

  private mutating func add(_ features: Features<Float>) {
    switch features {
    case .dense(let matrix):
      stored += matrix.rows * matrix.columns
      hasValues = true
      matrix.withRows(0..<matrix.rows) { values in
        for i in values.indices { count(values[i]) }
      }
    case .sparse(let matrix):
      isDense = false
      stored += matrix.indices.count
      if matrix.values.isEmpty, !matrix.indices.isEmpty {
        nonzeros += matrix.indices.count
        include(1)
      }
      hasValues = hasValues || !matrix.values.isEmpty
      for value in matrix.values { count(value) }
    }
  }

  private mutating func count(_ value: Float) {
    if value != 0 { nonzeros += 1 }
    include(value)
  }

  private mutating func include(_ value: Float) {
    least = min(least, value)
    greatest = max(greatest, value)
  }

  /// Bytes in memory of all samples with labels, in numbers of `width` bytes.
  func bytes(width: Int, samples: Int) -> Int {
    let labels = samples * width
    if isDense { return stored * width + labels }
    let indices = stored * MemoryLayout<Int32>.size + (samples + 1) * MemoryLayout<Int>.size
    return indices + (hasValues ? stored * width : 0) + labels
  }
}

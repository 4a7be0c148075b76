import Console

extension RunView {
  /// The curve of the steps that earlier processes did, from the table that they left.
  /// - Throws: where it cannot be read.
  mutating func recall(_ path: String) throws(RunError) {
    var table = try GrowingTable(path)
    let places = [
      try table.place("step"), try table.place("time"), try table.place("loss"),
      try table.place("staleness_mean"), try table.place("staleness_max"),
    ]
    while let fields = try table.next() {
      let values = places.map { Double(fields[$0]) ?? .nan }
      guard let step = Int(exactly: values[0]), step < first else { return }
      recall(
        ThinnedCurve.Point(
          done: step + 1, time: values[1], seconds: .nan, loss: values[2], staleness: values[3],
          oldest: Int(exactly: values[4]) ?? 0))
    }
  }
}

import Coding
import Settings

/// A scheme that is nothing but rows, of which each worker has one for each part.
struct RowsScheme: Scheme {
  static let description = SchemeDescription(
    Entry("rows", "given rows"), promise: .approximate, constraint: "", load: "", waitsFor: "",
    memory: "", citation: "")

  let rows: [[Term]]
  let blocks: Int
  let parts: Int

  init(_ rows: [[Term]], blocks: Int, parts: Int = 1) {
    self.rows = rows
    self.blocks = blocks
    self.parts = parts
  }

  init(_ request: SchemeRequest) throws(ConfigurationError) {
    self.init([], blocks: request.workers)
  }

  var workers: Int { rows.count }
  var waitsFor: String { "nothing" }
  func terms(worker: Int, step: Int) -> [Term] { rows[worker] }
  func makeGather(shares: [Double]) -> any Gather { Never() }

  struct Never: Gather {
    mutating func open(step: Int, at time: Double) {}
    mutating func add(_ arrival: Arrival) -> Verdict { .counted }
    mutating func close(into weights: inout [Weight]) {}
  }
}

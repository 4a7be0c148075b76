import Coding
import Settings

/// Block j on worker j, and a gather that a test makes.
struct Willing: Scheme {
  static let description = SchemeDescription(
    Entry("willing", ""), promise: .approximate, constraint: "", load: "1", waitsFor: "",
    memory: "", citation: "")
  let workers: Int
  let gather: @Sendable () -> any Gather

  init(workers: Int, _ gather: @escaping @Sendable () -> any Gather) {
    self.workers = workers
    self.gather = gather
  }
  init(_ request: SchemeRequest) throws(ConfigurationError) {
    self.init(workers: request.workers) { Present(workers: 0) }
  }

  var waitsFor: String { "" }
  func terms(worker: Int, step: Int) -> [Term] { [Term(worker)] }
  func makeGather(shares: [Double]) -> any Gather { gather() }
}

/// Waits for all workers that are there.
struct Present: Gather {
  private var step = 0
  private var present: Set<Int>
  private var answered: Set<Int> = []

  init(workers: Int) { present = Set(0..<workers) }

  mutating func open(step: Int, at time: Double) {
    self.step = step
    answered = []
  }

  mutating func add(_ arrival: Arrival) -> Verdict {
    guard arrival.version == step else { return .released }
    answered.insert(arrival.worker)
    return answered.isSuperset(of: present) ? .closes : .counted
  }

  mutating func lost(_ worker: Int) -> Verdict {
    present.remove(worker)
    return answered.isSuperset(of: present) && !answered.isEmpty ? .closes : .counted
  }

  mutating func joined(_ worker: Int) { present.insert(worker) }

  mutating func close(into weights: inout [Weight]) {
    weights += answered.map { Weight(place: $0, version: step, 1) }
  }
}

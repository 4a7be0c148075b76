import Coding
import Settings
import Testing

/// Which messages a task sends.
@Suite struct SentPartsTests {
  @Test func thePartsThatHaveATerm() throws {
    let scheme = Scripted(parts: 3) { step in
      switch step {
      case 0: [Term(0), Term(1, part: 1), Term(2, part: 2)]
      case 1: [Term(0, part: 2), Term(1, part: 0), Term(2, part: 2)]
      case 2: [Term(0, part: 1)]
      default: []
      }
    }
    #expect(
      (0..<4).map { scheme.sentParts(worker: 0, step: $0) } == [[0, 1, 2], [0, 2], [1], [0]])
    #expect(scheme.isLast(part: 2, worker: 0, step: 0))
    #expect(!scheme.isLast(part: 1, worker: 0, step: 0))
    #expect(scheme.isLast(part: 1, worker: 0, step: 2))
  }

  @Test func aTaskWithoutTermsAnswers() {
    for parts in [1, 2] {
      let scheme = Scripted(parts: parts) { _ in [] }
      #expect(scheme.sentParts(worker: 0, step: 5) == [0])
      #expect(scheme.isLast(part: 0, worker: 0, step: 5))
    }
  }

  @Test func rowsTakeTheirBlocksInTurn() {
    func fresh(_ rows: RowsInTurn) -> [[Int]] {
      (0...4).map { step in
        rows.terms(row: 0, step: step).filter { $0.source == .fresh }.map(\.block)
      }
    }
    let row = [Term(4, 2), Term(5, 3), Term(6, -1)]
    #expect(fresh(RowsInTurn([row])) == [[4, 5, 6], [4], [5], [6], [4]])
    #expect(fresh(RowsInTurn([row], phase: 1)) == [[4, 5, 6], [5], [6], [4], [5]])
    #expect(RowsInTurn([row]).terms(row: 0, step: 2).map(\.coefficient) == [2, 3, -1])
  }

  @Test func copiesMustDivideWhereGroupsAreAskedFor() throws {
    #expect(try SchemeRequest("x", workers: 12, stragglers: 2).copiesInGroups() == 3)
    let given = SchemeRequest("x", workers: 12, stragglers: 4, settings: [("copies", "6")])
    #expect(try given.copiesInGroups() == 6)
    let byStragglers = #expect(throws: ConfigurationError.self) {
      try SchemeRequest("x", workers: 12, stragglers: 4).copiesInGroups()
    }
    #expect(byStragglers?.description.contains("s may be 0, 1, 2, 3, 5, 11") == true)
    let byCopies = #expect(throws: ConfigurationError.self) {
      try SchemeRequest("x", workers: 12, settings: [("copies", "5")]).copiesInGroups()
    }
    #expect(byCopies?.description.contains("c may be 1, 2, 3, 4, 6, 12") == true)
  }

  @Test func oneOfEachGroupAndAtLeastSome() {
    var gather = OnePerGroup(groups: 2, size: 2, atLeast: 3)
    func add(_ worker: Int, _ version: Int = 1) -> Verdict {
      gather.add(Arrival(worker: worker, version: version, time: 0))
    }
    gather.open(step: 1, at: 0)
    #expect(add(1) == .counted)
    #expect(add(3, 0) == .released)
    #expect(add(2) == .counted)
    #expect(add(0) == .closes)
    var weights: [Weight] = []
    gather.close(into: &weights)
    #expect(weights == [Weight(worker: 1, version: 1, 1), Weight(worker: 2, version: 1, 1)])
  }
}

/// One worker whose terms a test writes down.
private struct Scripted: Scheme {
  static let description = SchemeDescription(
    Entry("scripted", ""), constraint: "", load: "", waitsFor: "", memory: "", citation: "")
  let workers = 1
  let blocks = 8
  let parts: Int
  let waitsFor = ""
  let script: @Sendable (Int) -> [Term]

  init(parts: Int, _ script: @escaping @Sendable (Int) -> [Term]) {
    self.parts = parts
    self.script = script
  }

  init(_ request: SchemeRequest) throws(ConfigurationError) { self.init(parts: 1) { _ in [] } }

  func terms(worker: Int, step: Int) -> [Term] { script(step) }
  func makeGather(shares: [Double]) -> any Gather { OnePerGroup(groups: 1, size: 1) }
}

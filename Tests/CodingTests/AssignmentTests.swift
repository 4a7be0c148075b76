import Coding
import Settings
import Testing

/// What a worker does next: which messages it sends, and what it evaluates for each.
@Suite struct AssignmentTests {
  private func task(_ terms: [Term]) -> Assignment {
    Assignment(worker: 0, version: 0, terms: terms)
  }

  @Test(
    arguments: [
      ([Term(0), Term(1, part: 1), Term(2, part: 2)], [0, 1, 2]),
      ([Term(0, part: 2), Term(1, part: 0), Term(2, part: 2)], [0, 2]),
      ([Term(0, part: 1)], [1]), ([Term(3), Term(4)], [0]),
      // A task without terms has an answer.
      ([], [0]),
    ] as [([Term], [Int])])
  func thePartsThatHaveATerm(terms: [Term], parts: [Int]) {
    let task = task(terms)
    #expect(task.parts == parts)
    #expect(task.lastPart == parts.last)
    // Each part is followed by the next, from before the first to behind the last.
    #expect((-1...4).map { task.part(after: $0) } == (-1...4).map { i in parts.first { $0 > i } })
  }

  /// Blocks in the order of their first fresh term, each once, and remembered ones not at all.
  @Test(
    arguments: [
      ([Term(5), Term(2)], [[5, 2]]), ([Term(0), Term(1, 1, .remembered)], [[0]]),
      ([Term(1, 1, .remembered)], [[]]), ([], [[]]),
      // A block that both messages use is evaluated for the first.
      ([Term(4), Term(4, -1, part: 1), Term(2, part: 1)], [[4], [4, 2]]),
      ([Term(4), Term(2, part: 1), Term(3, 1, .remembered, part: 1)], [[4], [4, 2]]),
      ([Term(6), Term(6, 0.5, .remembered), Term(7, part: 1)], [[6], [6, 7]]),
      ([Term(1, part: 2)], [[], [], [1]]),
    ] as [([Term], [[Int]])])
  func whatIsEvaluatedForEachMessage(terms: [Term], blocks: [[Int]]) {
    let task = task(terms)
    for (part, blocks) in blocks.enumerated() {
      #expect(task.blocks(through: part) == blocks, "part \(part)")
      #expect(task.load(through: part) == blocks.count, "part \(part)")
    }
    #expect(task.blocks == blocks.last)
    #expect(task.load == blocks.last?.count)
  }

  /// All workers draw the same at a version; a worker that repeats one draws anew.
  @Test func drawsAreKeyedByVersionAndRepetition() {
    var draws = Set<Int>()
    for version in [0, 1, 7, 1 << 31] {
      for repetition in 0..<3 {
        let tasks = [(0, 3), (5, 8)].map { worker, turn in
          Assignment(
            worker: worker, version: version, turn: turn, repetition: repetition, terms: [Term(0)])
        }
        #expect(tasks[0].draw == tasks[1].draw)
        draws.insert(tasks[0].draw)
      }
      #expect(Assignment(worker: 1, version: version, terms: []).draw == version)
    }
    #expect(draws.count == 12)
  }

  @Test func aSchemesTaskIsItsRow() {
    let scheme = Scripted(parts: 3) { step in [Term(step, part: step % 3)] }
    let task = scheme.assignment(worker: 0, version: 5, turn: 4, repetition: 1)
    #expect(task.terms == [Term(5, part: 2)])
    #expect([task.version, task.turn, task.repetition] == [5, 4, 1])
  }

  @Test(arguments: [([0, 1, 2], 1), ([2, 0], 2)] as [([Int], Int)])
  func anArrivalNamesTheFirstBlockOfItsMessage(blocks: [Int], part: Int) {
    let terms = [Term(7, part: 0)] + blocks.map { Term($0, part: part) }
    #expect(Arrival(task(terms), part: part, time: 1).block == blocks[0])
    #expect(Arrival(task(terms), part: 0, time: 1).block == 7)
    #expect(Arrival(task([]), part: 0, time: 1).block == -1)
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
    #expect(weights == [Weight(place: 1, version: 1, 1), Weight(place: 2, version: 1, 1)])
  }
}

/// One worker whose terms a test writes down.
private struct Scripted: Scheme {
  static let description = SchemeDescription(
    Entry("scripted", ""), promise: .approximate, constraint: "", load: "", waitsFor: "",
    memory: "", citation: "")
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

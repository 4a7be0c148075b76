import Console
import Runs
import Testing

@testable import Experiments

/// The search for the best candidate, on scores that are known.
@Suite struct TuningSearchTests {
  private static let target = { try? Target(parsing: "train_loss=0.5") }()

  /// A search whose candidates take as long as `seconds` says; what has none fails to exist.
  private func outcome(
    _ dials: [Dial], budget: Int? = nil, extensions: Int = 8, stages: Int = 1,
    isPossible: @escaping ([Int]) -> Bool = { _ in true },
    seconds: @escaping ([Int], Int) -> Double
  ) throws -> (TuningSearch, TuningSearch.Outcome) {
    let space = TuningSpace(dials: dials)
    let search = TuningSearch(
      space: space, budget: budget, extensions: extensions, stages: stages,
      target: try #require(Self.target),
      isPossible: { space.options($0) != nil && isPossible($0) },
      score: { place, stage in
        var score = Tuning.Score()
        (score.runs, score.reached, score.meanTime) = (1, 1, seconds(place, stage))
        return score
      })
    return (search, try search.run())
  }

  private func ladder(_ option: String = "step-size", least: Double? = nil, most: Double? = nil)
    -> Dial
  {
    Dial(
      option: option,
      ladder: Ladder(start: 1, factor: 2, least: least, most: most, isWhole: false, width: 3))
  }

  @Test func aGridGrowsUntilTheBestIsInside() throws {
    let (search, found) = try outcome([ladder()]) { place, _ in abs(Double(place[0]) - 4) + 1 }
    let chosen = try #require(found.chosen)
    #expect(found.tried[chosen].place == [4])
    #expect(search.end(found) == .inside)
    #expect(found.tried.map(\.place) == [[-1], [0], [1], [2], [3], [4], [5]])
    #expect(found.growths == 4)
  }

  @Test func whereItMayNotGrowThatIsSaid() throws {
    let (search, found) = try outcome([ladder()], extensions: 2) { place, _ in
      10 - Double(place[0])
    }
    #expect(search.end(found) == .edge(growths: 2))
    #expect(search.end(found)?.description == "edge after 2 extensions")
    let (limited, end) = try outcome([ladder(most: 8)]) { place, _ in 10 - Double(place[0]) }
    #expect(limited.end(end) == .limit)
  }

  @Test func aBudgetIsSpentByAll() throws {
    for best in [0.0, 3] {
      let (search, found) = try outcome([ladder(), ladder("batch")], budget: 20) { place, _ in
        abs(Double(place[0]) - best) + abs(Double(place[1])) + 1
      }
      #expect(found.tried.count == 20)
      #expect(search.end(found) == .inside)
    }
  }

  /// The short runs prefer what the long ones do not; half of it is left at the end.
  @Test func theBetterHalfRunsLonger() throws {
    let words = Dial(option: "optimizer", values: ["a", "b", "c", "d"])
    let (search, found) = try outcome([words], stages: 2) { place, stage in
      stage == 0 ? Double(place[0]) : -Double(place[0])
    }
    #expect(found.tried.map(\.stage) == [1, 1, 0, 0])
    #expect(found.chosen == 1)
    #expect(search.end(found) == .inside)
  }

  @Test func listsOfNumbersHaveEdgesAndWordsHaveNone() throws {
    let numbers = Dial(option: "batch", values: ["64", "256"])
    let (search, found) = try outcome([numbers]) { place, _ in 1 + Double(place[0]) }
    #expect(search.end(found) == .edge(growths: 0))
  }

  @Test func interruptedItAsksForTheSame() throws {
    var asked: [[Int]] = []
    let space = TuningSpace(dials: [ladder()])
    let search = TuningSearch(
      space: space, budget: nil, extensions: 8, stages: 1, target: try #require(Self.target),
      isPossible: { _ in true },
      score: { place, _ in
        var score = Tuning.Score()
        score.missing = 1
        return score
      })
    asked = try search.run().needed.map(\.place)
    #expect(asked == [[-1], [0], [1]])
    #expect(try search.run().chosen == nil)
  }

  @Test func ladders() {
    let whole = Ladder(start: 3, factor: 2, least: 0, most: 23, isWhole: true, width: 3)
    #expect((-3...4).map { whole.value(at: $0) } == ["0", "1", "2", "3", "6", "12", nil, nil])
    let real = Ladder(start: 0.1, factor: 3, width: 3)
    #expect((-1...1).map { real.value(at: $0) } == ["0.03333", "0.1", "0.3"])
  }

  @Test func plansSayIt() throws {
    let plan = try PlanText(
      """
      base: {workers: 6, dataset: "mixture:samples=60,features=3", steps: 8}
      schemes: [{name: agc, tuning: {tune: {set.copies: [2, 3]}}}, {name: pgc, ignores: [stragglers]}]
      targets: [train_loss=0.5]
      tuning:
        seeds: [7]
        tune:
          step-size: {start: 0.1, factor: 2}
          stragglers: {start: 2, factor: 2, least: 0, most: 5, values: 1}
          optimizer: [gd, "heavy-ball:momentum=0.9"]
        budget: 20
        stages: 2
      """
    ).read()
    #expect(plan.tuning?.budget == 20 && plan.tuning?.stages == 2)
    let pgc = try #require(try plan.cells().last)
    #expect(pgc.dials.map(\.option) == ["step-size", "optimizer"])
    let agc = try #require(try Study(plan).cells.first)
    #expect(agc.candidates.count == 12)
    #expect(agc.candidates.first?.configuration.set == ["copies=2"])
    #expect(agc.candidates.first?.options.text.contains("set.copies=2") == true)
  }

  @Test(arguments: [
    ("{start: 0.1}", "needs a start and a factor"), ("{start: 0, factor: 2}", "above 0"),
    ("{start: 1, factor: 1}", "above 1"), ("{start: 1, factor: 2, values: 2}", "odd"),
  ])
  func errors(ladder: String, reason: String) throws {
    let text = try PlanText(
      """
      schemes: [pgc]
      targets: [train_loss=0.5]
      tuning: {seeds: [7], tune: {step-size: \(ladder)}}
      """)
    let error = #expect(throws: (any Error).self) { try text.read() }
    #expect("\(error.map { "\($0)" } ?? "")".contains(reason))
  }
}

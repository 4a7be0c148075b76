import Foundation
import PGCKit
import Testing

/// The library by its one import, as the README shows it.
@Suite struct ExampleTests {
  /// What the README's example prints with.
  private struct Line {
    let name: String
    let summary: VirtualSummary
  }

  private static func example() throws -> [Line] {
    var lines: [Line] = []
    func print(_ name: String, _ seconds: Double, _ loss: Double?, _ staleness: Double) {
      #expect(seconds > 0 && (loss ?? 9) < 1 && staleness >= 0)
    }
    // The example begins.
    var configuration = RunConfiguration()
    configuration.dataset = "mixture:samples=2400,features=10"
    configuration.delay = "exponential:mean=0.5"
    configuration.steps = 100
    configuration.stragglers = 3
    for scheme in ["uncoded", "is-sgd", "frc", "pgc"] {
      configuration.scheme = scheme
      let summary = try VirtualRun(configuration).summary()
      print(scheme, summary.seconds, summary.evaluation["train_loss"], summary.meanStaleness)
    }
    // The example ends.
    configuration.steps = 3
    lines.append(
      Line(name: configuration.scheme, summary: try VirtualRun(configuration).summary()))
    return lines
  }

  @Test func itRuns() throws {
    let line = try #require(try Self.example().first)
    #expect(line.name == "pgc" && line.summary.steps.count == 3)
  }

  @Test("The README's example is the one that this file compiles")
  func sameText() throws {
    let top = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    func lines(_ path: String) throws -> [Substring] {
      try String(contentsOf: top.appendingPathComponent(path), encoding: .utf8)
        .split(separator: "\n").map { $0.drop { $0 == " " } }
    }
    let source = try lines("Tests/PGCKitTests/ExampleTests.swift")
    let begin = try #require(source.firstIndex { $0 == "// The example begins." })
    let end = try #require(source.firstIndex { $0 == "// The example ends." })
    let readme = try lines("README.md")
    let start = try #require(readme.firstIndex { $0 == "import PGCKit" })
    #expect(readme[(start + 1)...].prefix(end - begin - 1) == source[(begin + 1)..<end])
  }

  /// The first two of three workers, whatever they say.
  private struct FirstTwo: Scheme {
    static let description = SchemeDescription(
      Entry("first-two", "the first two of three"), promise: .approximate, constraint: "n = 3",
      load: "1", waitsFor: "2", memory: "3", citation: "this test")
    let workers = 3
    let waitsFor = "2 of 3 workers"

    init(_ request: SchemeRequest) {}
    func terms(worker: Int, step: Int) -> [Term] { [Term(worker, 1)] }
    func makeGather(shares: [Double]) -> any Gather { Gathering() }

    private struct Gathering: Gather {
      var responders = FirstResponders(2)
      mutating func open(step: Int, at time: Double) { responders.open(step: step) }
      mutating func add(_ arrival: Arrival) -> Verdict { responders.add(arrival) }
      mutating func close(into weights: inout [Weight]) {
        for worker in responders.workers {
          weights.append(Weight(place: worker, version: responders.step, 1.5))
        }
      }
    }
  }

  @Test func aSchemeOfOnesOwn() throws {
    var configuration = RunConfiguration()
    configuration.dataset = "mixture:samples=300,features=4"
    configuration.delay = "exponential:mean=0.5"
    configuration.steps = 20
    let scheme = FirstTwo(SchemeRequest("first-two", workers: 3))
    let summary = try VirtualRun(configuration, by: scheme).summary()
    #expect(summary.steps.allSatisfy { $0.fresh == 2 && $0.coverage.recovery < 1 })
    #expect(try #require(summary.evaluation["train_loss"]) < 0.6)
  }
}

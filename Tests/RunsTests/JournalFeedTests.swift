import Clusters
import Coding
import Foundation
import Randomness
import Runs
import Settings
import TestSupport
import Testing

@testable import Runs
@testable import Training

/// The journal of a run, fed to a new control, gives the same control: for every scheme in the registry.
@Suite struct JournalFeedTests {
  /// Keeps the rows of a run, through their text in arrivals.csv.
  private struct Rows: TimingObserver {
    var lines: [String] = []
    var records: [StepRecord] = []
    var opened = 0.0
    mutating func saw(_ event: Event, step: Int) {
      if case .opened(_, let time) = event { opened = time }
      lines.append(RunFiles.row(JournalRow(step: step, of: event), opened: opened))
    }
    mutating func stepped(_ record: StepRecord) -> Bool {
      records.append(record)
      return true
    }
  }

  private static func configuration(_ name: String, _ lateWork: LateWork) throws
    -> RunConfiguration
  {
    var c = RunConfiguration()
    c.scheme = name
    c.workers = 12
    c.stragglers = 2
    c.lateWork = lateWork.rawValue
    c.virtual = true
    c.delay = "exponential:mean=0.5+slow:workers=1,seconds=3"
    c.steps = 25
    return try c.withPossibleWorkers()
  }

  private static let cases = Schemes.all.map { $0.description.entry.name }.flatMap { name in
    LateWork.allCases.map { (name, $0) }
  }

  @Test(arguments: cases)
  func cutAnywhere(name: String, lateWork: LateWork) throws {
    let configuration = try Self.configuration(name, lateWork)
    let session = try TimingSession(configuration)
    var rows = Rows()
    try session.run(&rows)
    let folder = try TemporaryFolder()
    let path = folder.path + "/arrivals.csv"
    try ([RunFiles.arrivalsHeader] + rows.lines).map { $0 + "\n" }.joined()
      .write(toFile: path, atomically: true, encoding: .utf8)
    let journal = try ArrivalsFile.read(path)

    let scheme = session.arrangement.scheme
    let shares = Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks)
    var stream = Stream(seed: 7, for: .synthetic)
    for _ in 0..<3 {
      let cut = stream.below(journal.count)
      var feed = JournalFeed(
        StepControl(scheme, lateWork: lateWork, shares: shares), workers: scheme.workers)
      for row in journal[..<cut] { try feed.take(row) }
      // A control is a value: what a copy sees does not reach the original.
      for _ in 0..<2 {
        var resumed = feed
        for line in journal[cut...] {
          try resumed.take(line)
          guard resumed.actions.contains(.close) else { continue }
          #expect(row(of: StepRecord(resumed.control)) == row(of: rows.records[line.step]))
        }
        #expect(!resumed.control.isOpen)
      }
    }
  }

  private func row(of record: StepRecord) -> String { RunFiles.row(record) }
}

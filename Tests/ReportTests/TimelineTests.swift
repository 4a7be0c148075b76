import Foundation
import Runs
import Testing
import Training

@testable import Report

@Suite("Timelines that can be asked")
struct TimelineTests {
  private static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(
    "What the server holds is as old as the run itself says, step by step",
    arguments: [
      ("uncoded", 0), ("is-sgd", 2), ("pgc", 1), ("pgc", 3), ("pgc-stalest", 2), ("frc", 1),
      ("mifa", 2),
    ])
  func ages(scheme: String, stragglers: Int) throws {
    var configuration = RunConfiguration()
    configuration.virtual = true
    configuration.workers = 6
    configuration.scheme = scheme
    configuration.stragglers = stragglers
    configuration.compute = "per-block:seconds=1"
    configuration.delay = "exponential:mean=1"
    configuration.steps = 30
    configuration.recordTasks = true
    var watch = TaskWatch()
    try TimingSession(configuration).run(&watch)
    let timeline = watch.timeline(scheme)
    let held = HeldMessages(timeline)
    #expect(timeline.closed.count == 30)
    for (step, record) in watch.records.enumerated() {
      let ages = held.used(in: step)
      #expect(ages.compactMap { $0 }.max() == record.coverage.maxStaleness, "step \(step)")
      guard held.isOfBlocks else { continue }
      let share = Double(ages.count { $0 != nil }) / Double(held.changes.count)
      #expect(abs(share - record.coverage.recovery) < 1e-9, "step \(step)")
    }
    #expect(timeline.keepsOld == ["pgc", "pgc-stalest", "mifa"].contains(scheme))
  }

  @Test("The schematic shows what its words say")
  func schematic() throws {
    let schematic = try Schematic()
    let named = Dictionary(uniqueKeysWithValues: schematic.timelines.map { ($0.name, $0) })
    func ages(_ scheme: String) throws -> [[Int?]] {
      let timeline = try #require(named[scheme])
      return (0..<timeline.steps(by: schematic.window)).map {
        Schematic.blockAges(timeline, step: $0)
      }
    }
    // Three steps of uncoded are the window, and each waits for the slow one.
    #expect(try ages("uncoded") == Array(repeating: [0, 0, 0, 0], count: 3))
    let uncoded = try #require(named["uncoded"])
    let awaited = uncoded.tasks.filter { $0.outcome == "awaited" }
    #expect(!awaited.isEmpty && awaited.allSatisfy { $0.worker == Schematic.slow })
    // Block 2 never counts without its worker.
    let ignored = try ages("is-sgd")
    #expect(ignored.count > 3 && ignored.allSatisfy { $0 == [0, 0, nil, 0] })
    // The code has all blocks, by two blocks a task, and never takes the slow worker's answer.
    #expect(try ages("frc").allSatisfy { $0 == [0, 0, 0, 0] })
    let code = try #require(named["frc"])
    #expect(code.tasks.allSatisfy { $0.blocks.count == 2 })
    #expect(code.tasks.allSatisfy { $0.worker != Schematic.slow || !$0.hasCome })
    // PGC forgets nobody, drops nothing, and has old gradients of block 2 alone.
    let pipelined = try ages("pgc")
    #expect(pipelined.count > 3)
    #expect(pipelined.allSatisfy { !$0.contains(nil) && $0[0] == 0 && $0[1] == 0 && $0[3] == 0 })
    #expect(pipelined.compactMap { $0[2] }.max() == 3)
    #expect(named["pgc"]?.tasks.contains { $0.outcome == "cancelled" } == false)
  }

  @Test("The README's picture is the one that the program makes")
  func picture() throws {
    let file = Self.top.appendingPathComponent("docs/pictures/glance.svg")
    #expect(
      try String(contentsOf: file, encoding: .utf8) == Explanation.picture(), "run scripts/glance")
    let readme = try String(
      contentsOf: Self.top.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.contains("(docs/pictures/glance.svg)"))
  }

  @Test("Names of schemes cannot end the script that they stand in")
  func names() {
    let text = TimelineExplorer.quoted("a</script>\"b\\")
    #expect(!text.contains("</") && text.hasPrefix("\"") && text.contains("\\\""))
  }

  @Test("An axis called blocks does not hide the blocks of tasks")
  func blocksTwice() throws {
    let folder = try ReportFolder()
    for (name, text) in folder.tables {
      try folder.write(
        name,
        text.replacing("delay,s,scheme", with: "delay,blocks,scheme").replacing(
          "delay s", with: "delay blocks"))
    }
    let tables = try ResultTables(folder: folder.path)
    let timelines = RecordedTimeline.all(in: tables, try #require(tables.combinations.first))
    #expect(timelines.count == 2)
    #expect(timelines.allSatisfy { $0.tasks.map(\.blocks) == [[0], [1], [0]] })
  }

  @Test(
    "In a browser it has controls, says what is held, and complains of nothing",
    .enabled(if: hasChromium, "needs chromium"))
  func browser() throws {
    let folder = try ReportFolder()
    let file = folder.path + "/page.html"
    try Explanation.page().write(toFile: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "timeout", "60", "chromium", "--no-sandbox", "--headless", "--enable-logging=stderr",
      "--user-data-dir=\(folder.path)/profile", "--dump-dom", file,
    ]
    let (output, errors) = (Pipe(), folder.path + "/errors")
    try Data().write(to: URL(fileURLWithPath: errors))
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let page = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(page.contains("<div class=\"controls\">"))
    #expect(page.components(separatedBy: "<span>Update ").count - 1 == 4)
    #expect(try !String(contentsOfFile: errors, encoding: .utf8).contains("CONSOLE"))
  }
}

/// Whether pages can be looked at here.
let hasChromium = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .contains { FileManager.default.isExecutableFile(atPath: "\($0)/chromium") }

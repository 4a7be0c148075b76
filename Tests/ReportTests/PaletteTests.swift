import Coding
import Console
import Foundation
import Runs
import Settings
import Testing

@testable import Report

@Suite("Looks of schemes")
struct PaletteTests {
  @Test("Every scheme of the framework has a look of its own")
  func fixedLooks() {
    let names = SchemePalette.fixed.map(\.name)
    let all = Schemes.all.map { $0.description.entry.name }
    #expect(Set(names).isSubset(of: Set(all)))
    #expect(Set(names).count == names.count)
    // One that was added without a line there gets one all the same.
    let palette = SchemePalette(all)
    #expect(Set(all.map { palette[$0] }).count == all.count)
  }

  @Test("Schemes that are compared most have different colors, dashes or markers apart")
  func importantOnes() {
    let looks = SchemePalette.fixed.prefix(10).map(\.look)
    #expect(Set(looks.map(\.color)).count == looks.count)
    #expect(Set(looks.map { "\($0.dash) \($0.marker)" }).count == looks.count)
  }

  @Test("A known name looks the same whatever else a plan compares")
  func isStable() {
    let one = SchemePalette(["pgc", "uncoded"])
    let other = SchemePalette(["mine", "frc", "uncoded", "another", "pgc"])
    #expect(one["pgc"] == other["pgc"])
    #expect(one["uncoded"] == other["uncoded"])
  }

  @Test("Names of a plan's own get looks that nothing else in the plan has", arguments: [1, 7, 40])
  func unknownNames(count: Int) {
    let names = ["pgc", "uncoded"] + (0..<count).map { "variant-\($0)" }
    let palette = SchemePalette(names)
    #expect(Set(names.map { palette[$0] }).count == names.count)
    #expect(names.map { palette[$0] } == names.map { SchemePalette(names)[$0] })
  }

  @Test("A name of one's own looks the same in all reports of a machine, whatever came first")
  func book() throws {
    let folder = NSTemporaryDirectory() + "looks-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/looks.csv"
    let one = try LookBook.palette(of: ["pgc", "mine", "yours"], book: path)
    let other = try LookBook.palette(of: ["third", "yours", "frc"], book: path)
    let third = try LookBook.palette(of: ["third", "mine"], book: path)
    #expect(one["yours"] == other["yours"])
    #expect(other["third"] == third["third"])
    #expect(one["mine"] == third["mine"])
    #expect(Set([one["mine"], one["yours"], other["third"], one["pgc"], other["frc"]]).count == 5)
    #expect(try LookBook(reading: path).looks.keys.sorted() == ["mine", "third", "yours"])
    // What somebody wrote into it is believed.
    try "name,color,dash,marker\nmine,#123456,4 2,9\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let edited = try LookBook.palette(of: ["mine", "third"], book: path)
    #expect(edited["mine"] == SchemePalette.Look(color: "#123456", dash: [4, 2], marker: 9))
  }

  @Test("A broken book is told with what to do, and one that cannot be written does no harm")
  func brokenBook() throws {
    let folder = NSTemporaryDirectory() + "looks-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/looks.csv"
    try "name,color,dash,marker\nmine,red,,9\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: RunError.self) {
      try LookBook.palette(of: ["mine"], book: path)
    }
    #expect(error?.description.contains("looks.csv: 'mine' has no #rrggbb") == true)
    // A file where a folder has to be.
    let palette = try LookBook.palette(of: ["mine"], book: path + "/inside/looks.csv")
    #expect(palette["mine"] == SchemePalette(["mine"])["mine"])
  }
}

import Coding
import Runs
import Settings
import Testing

@testable import Report

@Suite("Looks of schemes")
struct PaletteTests {
  @Test("Every scheme of the framework has a look of its own")
  func fixedLooks() {
    let names = SchemePalette.fixed.map(\.name)
    #expect(Set(names) == Set(Schemes.all.map { $0.description.entry.name }))
    #expect(Set(SchemePalette.fixed.map(\.look)).count == names.count)
    #expect(Set(names).count == names.count)
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
}

import Settings
import Testing

@testable import Runs

@Suite struct PresetOptions {
  @Test(arguments: Presets.all.map(\.entry.name))
  func everyOptionIsOne(name: String) throws {
    let preset = try Presets.named(name.uppercased())
    let known = Set(RunOption.all.map(\.name))
    #expect(!preset.options.isEmpty)
    for option in preset.options { #expect(known.contains(option.name), "--\(option.name)") }
    #expect(Set(preset.options.map(\.name)).count == preset.options.count, "one value an option")
    #expect(
      preset.options.allSatisfy { !["scheme", "workers", "stragglers"].contains($0.name) },
      "who takes part is the user's")
  }

  @Test("A preset says which delays it injects, also where there are none")
  func everyPresetSpeaksOfDelays() throws {
    for preset in Presets.all {
      let delay = try #require(preset.options.first { $0.name == "delay" }, "\(preset.entry.name)")
      #expect(
        preset.entry.summary.contains("no injected delay: add --delay") == (delay.value == "none"))
    }
  }
}

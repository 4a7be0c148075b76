import Clusters
import Coding
import Datasets
import Learning
import Runs
import Settings
import Staleness

/// What `list` prints.
enum Listing {
  static let topics = [
    "schemes", "scheme-table", "promise-table", "delay-table", "bias-table", "presets", "datasets",
    "models",
    "optimizers", "delays", "compute",
    "network", "blocks", "staleness", "transports", "aggregates", "attacks", "late-work", "program",
  ]

  static func text(_ what: String) throws -> String {
    switch what.lowercased() {
    case "schemes": Schemes.families.map(family).joined(separator: "\n\n")
    case "scheme-table": SchemeTable.markdown
    case "promise-table": SchemeTable.promises
    case "delay-table": DelayTable.markdown
    case "bias-table": try BiasTable.markdown()
    case "presets": Presets.all.map(preset).joined(separator: "\n")
    case "datasets": entries(DatasetCatalog.entries)
    case "models": entries(Objectives.entries)
    case "optimizers": entries(Optimizers.entries + [BlockSecantSettings.entry])
    case "delays": entries(Delays.entries)
    case "compute": entries(ComputeModel.entries)
    case "network": entries(LinkModel.entries)
    case "blocks": entries(BlockRule.entries)
    case "staleness": entries(StalenessWeight.entries)
    case "transports": entries(Transports.entries)
    case "aggregates": entries(Aggregate.entries)
    case "attacks": entries(Attack.entries)
    case "late-work":
      LateWork.allCases.map { "\($0.rawValue)\n    \($0.summary)" }.joined(separator: "\n")
    case "program": try Provenance.digestOfThisProgram()
    default: throw ConfigurationError(unknownName("list", what, among: topics))
    }
  }

  private static func family(_ family: SchemeFamily) -> String {
    (["\(family.name.uppercased()): \(family.summary)"]
      + family.schemes.map { scheme($0.description) }).joined(separator: "\n\n")
  }

  private static func scheme(_ d: SchemeDescription) -> String {
    var lines = [
      "\(d.entry.name)", "    \(d.entry.summary)", "    exists for     \(d.constraint)",
      "    load           \(d.load) blocks a step", "    waits for      \(d.waitsFor)",
      "    server memory  \(d.memory) vectors",
    ]
    for option in SchemeDescription.SharedOption.allCases where d.options.contains(option) {
      lines.append("    --\(option.rawValue)")
    }
    for p in d.entry.parameters { lines.append("    --set " + parameter(p)) }
    if !d.use.isEmpty { lines.append("    when           \(d.use)") }
    if !d.warning.isEmpty { lines.append("    beware         \(d.warning)") }
    return (lines + ["    source         \(d.citation)"]).joined(separator: "\n")
  }

  private static func preset(_ preset: Preset) -> String {
    let options = preset.options.map { "--\($0.name) \($0.value)" }
    return ([preset.entry.name, "    \(preset.entry.summary)"] + options.map { "    " + $0 })
      .joined(separator: "\n")
  }

  private static func entries(_ entries: [Entry]) -> String {
    entries.map { entry in
      (["\(entry.name)", "    \(entry.summary)"] + entry.parameters.map { "    " + parameter($0) })
        .joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func parameter(_ p: Entry.Parameter) -> String {
    "\(p.key)=\(p.standard ?? "…")  \(p.meaning)"
  }
}

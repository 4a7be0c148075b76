import Foundation
import Runs
public import Settings

/// Reads plans.
///
/// Every error names file, line and key.
public enum PlanFile {
  /// Reads a plan.
  /// - Parameter seeds: The folder of seed sets; nil for `seeds` beside the plan's folder.
  public static func read(_ path: String, seeds: String? = nil) throws(ConfigurationError) -> Plan {
    let url = URL(fileURLWithPath: path)
    let folder =
      seeds ?? url.deletingLastPathComponent().deletingLastPathComponent().relativePath + "/seeds"
    return try PlanReader(seedFolder: folder).plan(
      try PlanNode.read(path), usualName: url.deletingPathExtension().lastPathComponent)
  }
}

/// Turns places of a file into the parts of a plan.
struct PlanReader {
  let seedFolder: String

  private static let keys = [
    "name", "description", "base", "axes", "schemes", "exclude", "seeds", "targets", "tuning",
    "cluster", "reference", "timeline", "interval", "curve-points",
    "metrics",
  ]

  func plan(_ root: PlanNode, usualName: String) throws(ConfigurationError) -> Plan {
    let found = try root.pairs(among: Self.keys)
    var plan = Plan(name: try found["name"]?.text() ?? usualName, path: root.file)
    // A file's name may have 255 bytes, and more stands behind it.
    guard !plan.name.contains("/"), !plan.name.hasPrefix("."), plan.name.utf8.count <= 200,
      visible(plan.name) == plan.name
    else {
      let shown = visible(plan.name.prefix(80))
      throw (found["name"] ?? root).wrong("'\(shown)' cannot be a folder's name")
    }
    plan.summary = try found["description"]?.text() ?? ""
    if let base = found["base"] { plan.base = try options(base) }
    let isTuned = found["tuning"] != nil
    if let axes = found["axes"] {
      for (name, list) in try axes.pairs() {
        plan.axes.append(try axis(name, list, isTuned: isTuned))
      }
    }
    guard let schemes = found["schemes"] else {
      throw root.wrong("schemes: is missing; write schemes: [pgc, uncoded]")
    }
    plan.schemes = try axis("scheme", schemes, isTuned: isTuned).entries
    if let list = found["exclude"] {
      for rule in try list.items() { plan.exclusions.append(try exclusion(rule)) }
    }
    if let seeds = found["seeds"] { plan.seeds = try seedSet(seeds) }
    if let list = found["targets"] { plan.targets = try targets(list) }
    if let node = found["tuning"] { plan.tuning = try tuning(node) }
    if let node = found["cluster"] { plan.cluster = try cluster(node) }
    plan.reference = try found["reference"]?.text()
    if let node = found["timeline"] { plan.timeline = try timeline(node) }
    if let node = found["interval"] {
      guard let method = IntervalMethod(rawValue: try node.text()) else {
        throw node.wrong(
          unknownName("interval", try node.text(), among: IntervalMethod.allCases.map(\.rawValue)))
      }
      plan.interval = method
    }
    plan.metrics = try found["metrics"]?.texts() ?? []
    if let node = found["curve-points"] { plan.curvePoints = try node.whole(in: 1...10_000) }
    try NameCheck.check(plan, at: found)
    return plan
  }

  /// An axis: a list of entries, or of values of the option that the axis is named after.
  private func axis(_ name: String, _ list: PlanNode, isTuned: Bool) throws(ConfigurationError)
    -> Plan.Axis
  {
    var entries: [Plan.Entry] = []
    var known: Set<String> = []
    for item in try list.items() {
      let entry = try entry(item, axis: name, isTuned: isTuned)
      try item.checkName(entry.name)
      guard known.insert(entry.name).inserted else {
        throw item.wrong("'\(entry.name)' stands twice; give entries different names")
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw list.wrong("must have at least one entry") }
    return Plan.Axis(name: name, entries: entries)
  }

  private func entry(_ node: PlanNode, axis: String, isTuned: Bool) throws(ConfigurationError)
    -> Plan.Entry
  {
    if node.isScalar {
      let value = try node.text()
      return Plan.Entry(name: value, options: OptionList([(axis, value)]))
    }
    var entry = Plan.Entry(name: "")
    for (key, value) in try node.pairs() {
      switch key {
      case "name": entry.name = try value.text()
      case "ignores":
        guard axis == "scheme" else {
          throw value.wrong("only schemes ignore something; give it to an entry of schemes")
        }
        entry.ignores = try value.texts()
      case "targets": entry.targets = try targets(value)
      case "tuning":
        guard isTuned else {
          throw value.wrong("the plan has no tuning that it could change; add tuning to the plan")
        }
        entry.tuning = try tuningChange(value, among: ["grid", "tune", "common", "target"])
      default: entry.options.set(key, try value.texts())
      }
    }
    if entry.name.isEmpty {
      guard let own = entry.options[axis]?.first else {
        throw node.wrong("an entry needs a name: {name: exponential, …}")
      }
      entry.name = own
    }
    if axis == "scheme", entry.options["scheme"] == nil {
      entry.options.set("scheme", [entry.name])
    }
    return entry
  }

  func options(_ node: PlanNode) throws(ConfigurationError) -> OptionList {
    var options = OptionList()
    for (key, value) in try node.pairs() { options.set(key, try value.texts()) }
    return options
  }

  func seedSet(_ node: PlanNode) throws(ConfigurationError) -> SeedSet {
    guard node.isList else {
      let text = try node.text()
      guard !text.allSatisfy({ ("0"..."9").contains($0) || " ,-".contains($0) }) else {
        throw node.wrong("'\(text)' is no file of seeds; a list of seeds is written [1, 2, 3]")
      }
      return try node.located { () throws(ConfigurationError) in
        try SeedSet(text, folder: seedFolder)
      }
    }
    var seeds: [UInt64] = []
    var known: Set<UInt64> = []
    for item in try node.items() {
      let seed = try item.seed()
      guard known.insert(seed).inserted else { throw item.wrong("seed \(seed) stands twice") }
      seeds.append(seed)
    }
    guard !seeds.isEmpty else { throw node.wrong("needs at least one seed") }
    // Tables and listings show the name; of many seeds the ends are enough.
    let words = seeds.map(String.init)
    let shown = words.count <= 16 ? words : words.prefix(1) + ["…"] + words.suffix(1)
    return SeedSet(name: shown.joined(separator: "+"), seeds: seeds)
  }

  private func exclusion(_ node: PlanNode) throws(ConfigurationError) -> Plan.Exclusion {
    var rule = Plan.Exclusion(entries: [], line: node.line)
    for (axis, names) in try node.pairs() { rule.entries.append((axis, try names.texts())) }
    return rule
  }

  private func cluster(_ node: PlanNode) throws(ConfigurationError) -> PlanCluster {
    if node.isScalar {
      switch try node.text() {
      case "virtual": return .virtual
      case "mpi": return .mpi(template: "mpirun -n {ranks} {command}")
      default: throw node.wrong(unknownName("cluster", try node.text(), among: ["virtual", "mpi"]))
      }
    }
    let found = try node.pairs(among: ["mpi"])
    guard let mpi = found["mpi"] else { throw node.wrong("write cluster: virtual or mpi") }
    let template = try mpi.text()
    guard template.contains("{ranks}"), template.split(separator: " ").contains("{command}") else {
      throw mpi.wrong("needs {ranks} and {command}, as in 'mpirun -n {ranks} {command}'")
    }
    return .mpi(template: template)
  }

  private func timeline(_ node: PlanNode) throws(ConfigurationError) -> Plan.TimelineRule {
    let found = try node.pairs(among: ["steps", "seed", "where"])
    var rule = Plan.TimelineRule(
      steps: try found["steps"]?.whole(in: 1...Int.max) ?? 12, seed: try found["seed"]?.seed() ?? 1,
      place: [])
    for (axis, name) in try found["where"]?.pairs() ?? [] {
      rule.place.append((axis, try name.text()))
    }
    return rule
  }
}

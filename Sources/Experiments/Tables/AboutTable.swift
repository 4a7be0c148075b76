import Console
import Runs

extension Tables {
  /// What the other tables are tables of: a row for each key.
  static func about(_ results: Results) -> CSVTable {
    let plan = results.study.plan
    var table = CSVTable("about", ["key", "value"])
    func list(_ set: SeedSet?) -> String {
      (set?.seeds ?? []).map(String.init).joined(separator: " ")
    }
    let clock = plan.cluster == .virtual ? "virtual" : "wall"
    for (key, value) in [
      ("name", plan.name), ("description", plan.summary), ("clock", clock),
      ("seeds", list(plan.seeds)), ("tuning_seeds", list(plan.tuning?.seeds)),
      ("targets", plan.targets.map(\.description).joined(separator: " ")),
      ("plan", plan.path), ("reference", plan.reference ?? ""),
      ("interval", plan.interval.rawValue),
      ("axes", plan.axes.map(\.name).joined(separator: " ")),
      ("schemes", plan.schemes.map(\.name).joined(separator: " ")),
      ("base", plan.base.text), ("version", PGCVersion.current),
      ("program", results.programs), ("data", results.data), ("kernels", results.kernels),
      ("delays_of_no_seed", results.study.delaysOfNoSeed.joined(separator: " ")),
    ] { table.add([key, value]) }
    return table
  }
}

extension Results {
  private var choices: [Study.Choice] { lines.map(\.choice) }

  /// The digest of the program that did the runs.
  fileprivate var programs: String {
    Set(choices.map(\.provenance.program)).sorted().joined(separator: " ")
  }

  /// The files that were read, with their digests.
  fileprivate var data: String {
    let files = choices.flatMap(\.provenance.data).map {
      "\($0.file.split(separator: "/").last ?? "")=\($0.digest)"
    }
    return Set(files).sorted().joined(separator: " ")
  }

  /// What OpenBLAS said of itself in the runs.
  fileprivate var kernels: String {
    let runs = lines.flatMap(\.runs).filter { $0.state == .done }
    let said = runs.compactMap { try? RecordedRun(folder: store.folder($0.run)).kernels }
    return Set(said).filter { !$0.isEmpty }.sorted().joined(separator: " | ")
  }
}

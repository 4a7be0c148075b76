import Clusters
import Coding
import Console
import Settings

/// Closed forms beside simulations, with the files that any run leaves.
public enum ExpectationRun {
  /// Makes the table, writes `run.json` and `expectations.csv`, and gives the table as text.
  /// - Throws: where the delay has no closed form, or a simulation cannot be made.
  public static func run(_ request: RunRequest) throws -> String {
    let configuration = request.configuration
    let began = WallTime.now()
    let rows = try ExpectationTable.rows(configuration)
    let provenance = try Provenance(of: configuration, readsSamples: false)
    let folder = try request.makeFolder()
    defer { folder.release() }
    var table = CSVTable(
      "expectations", ExpectationTable.columns.map { $0.replacing(" ", with: "_") })
    for row in rows { table.add(row) }
    try AtomicFile.replace(folder.file("expectations.csv"), with: table.text)
    try RunRecord(
      configuration: configuration, provenance: provenance, lateWork: LateWork.cancel.rawValue,
      waitsFor: "as each scheme", clock: RunClock.virtual.rawValue,
      transport: "times alone, in process", began: began, ended: WallTime.now(), outcome: "done"
    ).write(to: folder.file("run.json"))
    return Columns.text([ExpectationTable.columns] + rows + [["folder", folder.path]])
  }
}
